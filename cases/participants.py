"""People in a case as one reader may know them: the only place that names a participant.

Who sees the person's record reads their name as it is today, with a link. Others who read the
case get the name that was confirmed when the person was named in it, the role, and whom to ask.
Somebody excluded from the record gets the role alone, and so does everybody else if the record is
restricted or its team is discreet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from cases.models import Case, Participant
from core import prepared
from core.questions import Steps, in_steps
from profiles.models import Profile

MASKED = "A person you may not see"
MOST = 200


@dataclass(frozen=True)
class Shown:
    """A participant as the reader may know them."""

    participant: Participant
    name: str
    # The person's record, for those who can see it.
    person: Profile | None = None
    # For those who may ask for it.
    asks_of: Profile | None = None

    @property
    def role(self) -> Any:
        return self.participant.role

    @property
    def is_masked(self) -> bool:
        return self.name == MASKED


@in_steps
def people_in(case: Case, user: Any) -> Steps:
    """Everybody in the case, by role, as this reader may know them. In one statement."""
    (found,) = yield [_people_in.later(user=user, case=case.pk)]
    seen, known = set(found["seen"]), set(found["known"])
    for participant in found["people"]:
        participant.case = case
    return [shown(one, seen, known) for one in found["people"]]


def shown(participant: Participant, seen: Iterable[int], known: Iterable[int]) -> Shown:
    """Of the people whose records are seen, and may be known to exist, by these ids."""
    person = participant.profile
    if person is None:
        return Shown(participant, participant.name)
    if person.pk in seen:
        return Shown(participant, person.name, person=person)
    if person.pk in known:
        return Shown(participant, participant.name, asks_of=person)
    return Shown(participant, MASKED)


@prepared.query
def _people_in(*, user: Any, case: Any) -> dict[str, QuerySet]:
    people = Participant.objects.filter(case_id=case)
    ids = people.filter(profile__isnull=False).order_by().values("profile_id")
    seen = Profile.objects.visible_to(user).filter(pk__in=ids)
    known = Profile.objects.knowable_by(user).filter(pk__in=ids)
    return {
        "people": people.with_words().order_by("role__position", "pk")[:MOST],
        "seen": seen.values_list("pk", flat=True),
        "known": known.values_list("pk", flat=True),
    }


def current(people: Iterable[Shown]) -> list[Shown]:
    """Those who are part of the case today."""
    today = timezone.localdate()
    return [
        one
        for one in people
        if one.participant.ends_on is None or one.participant.ends_on >= today
    ]
