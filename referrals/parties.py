"""Who takes part in an intervention as one reader may know them: the only place that names them.

A party whose record is restricted, or whose team is discreet, is named to those who read that
record; one from whose record the reader is excluded is not. Where somebody is not named, what was
written is not shown either: it may name them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core import prepared
from core.querysets import as_array
from core.questions import Steps, in_steps
from profiles.models import Profile
from referrals.models import Intervention, Party, PartyRole

MASKED = "A person you may not see"


@dataclass(frozen=True)
class ShownParty:
    """A party as the reader may know them."""

    party: Party
    is_masked: bool = False
    # The person's record, for those who can see it.
    person: Profile | None = None

    @property
    def name(self) -> str:
        return MASKED if self.is_masked else self.party.name

    @property
    def role(self) -> PartyRole:
        return self.party.role


@in_steps
def attach(interventions: Iterable[Intervention], user: Any) -> Steps:
    """Give each its parties as the reader may know them. In one statement for all of them."""
    rows = {entry.pk: entry for entry in interventions}
    for entry in rows.values():
        entry.shown, entry.reads_words = [], True
    if not rows:
        return []
    (found,) = yield [_parties_of.later(user=user, ids=as_array(rows))]
    hidden, seen = set(found["hidden"]), {person.pk: person for person in found["seen"]}
    for party in found["parties"]:
        entry = rows[party.intervention_id]
        party.intervention = entry
        masked = party.pk in hidden
        person = None if masked else seen.get(party.profile_id)
        entry.shown.append(ShownParty(party, masked, person))
        entry.reads_words = entry.reads_words and not masked
    return list(rows.values())


@prepared.query
def _parties_of(*, user: Any, ids: Any) -> dict[str, QuerySet]:
    parties = Party.objects.filter(intervention__any=ids)
    named = parties.filter(profile__isnull=False).order_by().values("profile_id")
    return {
        "parties": parties.with_words().order_by("role__position", "pk"),
        "hidden": parties.hidden_from(user).order_by().values_list("pk", flat=True),
        "seen": Profile.objects.visible_to(user).filter(pk__in=named),
    }


def subjects_shown(interventions: Iterable[Intervention]) -> list[int]:
    """The people whose records a page names by these, for its event: masked ones are not named."""
    return sorted(
        {
            shown.party.profile_id
            for entry in interventions
            for shown in entry.shown
            if shown.party.profile_id and not shown.is_masked
        }
    )
