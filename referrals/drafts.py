"""The forms of restorative justice whose text is kept as a draft."""

from django.urls import reverse

from agencies.models import Team
from profiles.models import Profile
from records.answers import SectionForm, form_of
from records.drafts import DraftKind, register
from referrals.forms.register import InterventionForm
from referrals.models import ReferralFormPart

register(
    DraftKind(
        name="rj-intervention",
        words="RJ intervention",
        form=InterventionForm,
        model=Team,
        action="rj.record",
        address=lambda team: reverse("rj:record"),
        record=lambda team: None,
    )
)
register(
    DraftKind(
        name="rj-intervention-person",
        words="RJ intervention",
        form=InterventionForm,
        model=Profile,
        action="profile.view",
        address=lambda person: f"{reverse('rj:record')}?person={person.uuid}",
        record=lambda person: person,
    )
)
register(
    DraftKind(
        name="referral-section",
        words="Section of a referral",
        form=SectionForm,
        form_of=form_of,
        model=ReferralFormPart,
        action="referralform.write",
        address=lambda part: reverse(
            "referrals:section", args=[part.form.referral.uuid, part.uuid]
        ),
        record=lambda part: part.form.referral,
        related=("form__referral", "section"),
    )
)
