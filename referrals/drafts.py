"""The forms of restorative justice whose text is kept as a draft."""

from django.urls import reverse

from agencies.models import Team
from profiles.models import Profile
from records.drafts import DraftKind, register
from referrals.forms.register import InterventionForm

register(
    DraftKind(
        name="rj-intervention",
        words="RJ intervention",
        form=InterventionForm,
        model=Team,
        action="rj.record",
        address=lambda team: reverse("rj:record"),
        record=lambda team: team,
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
