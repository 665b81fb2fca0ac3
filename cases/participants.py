"""People in a case as one reader may know them: the only place that names a participant.

Who sees the person's record reads their name as it is today, with a link. Others who read the
case get the name that was confirmed when the person was named in it, the role, and whom to ask;
not the note, which may say of the record what they cannot see.
Somebody excluded from the record gets the role alone, and so does everybody else if the record is
restricted or its team is discreet.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Now, TruncDate
from django.utils import timezone

from access.kinds import address_of
from access.known_through import known_through
from access.levels import Level, bit
from agencies.models import Team
from cases.models import Case, Participant
from core import prepared
from core.questions import Steps, in_steps
from profiles.models import Profile

# The day of the database: this is a part of statements that are compiled once.
TODAY = TruncDate(Now())
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
    def note(self) -> str | None:
        """What is said of them, to those who see their record; of others, where there is none."""
        is_told = self.person is not None or self.participant.profile_id is None
        return self.participant.note if is_told else None

    @property
    def ask_url(self) -> str:
        """Where to ask for access, while the case is open and they are part of it."""
        participant = self.participant
        if self.asks_of is None or not (participant.is_current and participant.case.is_open):
            return ""
        return address_of(Profile, "request-access", self.asks_of.uuid)

    @property
    def is_masked(self) -> bool:
        return self.name == MASKED


@known_through
def named_in_cases(user: Any) -> QuerySet:
    """People in open cases: who reads the people of a case may ask for access to their records.

    As `SharedQuerySet.stubs_for` takes it: rows that name records.
    """
    people = Participant.objects.visible_to(user).current(TODAY).filter(case__closed_at=None)
    return people.filter(profile__isnull=False).annotate(
        object_type=Value(Profile._meta.label_lower), object_id=F("profile_id")
    )


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


def as_known(people: Iterable[Participant], user: Any) -> list[Shown]:
    """Some participants of one case, as this reader may know them."""
    people = list(people)
    of = Profile.objects.filter(pk__in=[one.profile_id for one in people if one.profile_id])
    seen = Profile.objects.visible_to(user).filter(pk__in=of.values("pk"))
    known = Profile.objects.knowable_by(user).filter(pk__in=of.values("pk"))
    ids = [set(found.values_list("pk", flat=True)) for found in (seen, known)]
    return [shown(one, *ids) for one in people]


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


def names_for_team(case: Case, team: Team, people: Iterable[Shown]) -> list[tuple[Shown, str]]:
    """People in the case, each by the name that both their reader and a team may know.

    Nobody, if the team does not read who is in the case. Somebody from whose record a member of
    the team is excluded has no name: the team reads one paper.
    """
    holds: Any = case.team_holds.live().at_least(Level.VIEW, bit(Case, "people"))
    if not holds.filter(group_id=team.pk, restricted=False).exists():
        return []
    people = list(people)
    profiles = [one.participant.profile_id for one in people if one.participant.profile_id]
    seen, known = _records_of_team(team, profiles)
    return [(one, _name_for_team(one, seen, known)) for one in people]


def _name_for_team(one: Shown, seen: set[int], known: set[int]) -> str:
    person = one.participant.profile_id
    if one.is_masked or (person is not None and person not in seen | known):
        return MASKED
    return one.name if person in seen else one.participant.name


def _records_of_team(team: Team, profiles: list[int]) -> tuple[set[int], set[int]]:
    """Of these records, those that the team reads, and those it may know of."""
    members = team.memberships.live().values("user_id")
    shut = Profile.objects.filter(exclusions__ended_at=None, exclusions__user_id__in=members)
    records = Profile.objects.filter(pk__in=profiles).exclude(pk__in=shut.values("pk"))
    holds: Any = Profile._meta.get_field("team_holds").related_model.objects
    held = holds.live().at_least(Level.VIEW).filter(group_id=team.pk, restricted=False)
    seen = records.filter(pk__in=held.order_by().values("content_object_id"))
    known = records.filter(is_restricted=False, owner_team__is_discreet=False)
    return set(seen.values_list("pk", flat=True)), set(known.values_list("pk", flat=True))


def current(people: Iterable[Shown]) -> list[Shown]:
    """Those who are part of the case today."""
    today = timezone.localdate()
    return [
        one
        for one in people
        if one.participant.ends_on is None or one.participant.ends_on >= today
    ]
