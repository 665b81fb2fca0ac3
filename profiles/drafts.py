"""The forms about a person whose text is kept as a draft."""

from django.urls import reverse

from profiles.forms import AmendmentForm, ContactForm, EditProfileForm, ReportAdditionForm
from profiles.models import Contact, Profile, Report, ReportSection
from records.answers import SectionForm, form_of
from records.drafts import DraftKind, register

# The quick form of a contact has fewer of the same fields, so that either goes on with the other.
register(
    DraftKind(
        name="contact",
        words="Contact",
        form=ContactForm,
        model=Profile,
        action="log.add",
        address=lambda person: reverse("profiles:log-add", args=[person.uuid]),
        record=lambda person: person,
    )
)
register(
    DraftKind(
        name="amendment",
        words="Added to an entry of the log",
        form=AmendmentForm,
        model=Contact,
        action="log.amend",
        address=lambda contact: reverse(
            "profiles:log-amend", args=[contact.profile.uuid, contact.uuid]
        ),
        record=lambda contact: contact.profile,
        related=("profile",),
    )
)
register(
    DraftKind(
        name="person",
        words="Editing the person",
        form=EditProfileForm,
        model=Profile,
        action="profile.edit",
        address=lambda person: reverse("profiles:edit", args=[person.uuid]),
        record=lambda person: person,
    )
)
register(
    DraftKind(
        name="report-section",
        words="Section of a report",
        form=SectionForm,
        form_of=form_of,
        model=ReportSection,
        action="report.write",
        address=lambda part: reverse(
            "profiles:report-section", args=[part.report.profile.uuid, part.uuid]
        ),
        record=lambda part: part.report.profile,
        related=("report__profile", "section"),
    )
)
register(
    DraftKind(
        name="report-addition",
        words="Added to a report",
        form=ReportAdditionForm,
        model=Report,
        action="report.add_to",
        address=lambda report: reverse(
            "profiles:report-add-to", args=[report.profile.uuid, report.uuid]
        ),
        record=lambda report: report.profile,
        related=("profile",),
    )
)
