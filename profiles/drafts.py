"""The forms about a person whose text is kept as a draft."""

from django.urls import reverse

from profiles.forms import AmendmentForm, ContactForm, EditProfileForm
from profiles.models import Contact, Profile
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
