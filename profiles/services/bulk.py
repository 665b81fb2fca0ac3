"""Opens the records of many people at once: the rows of `create_profile`, in a few statements."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from access.opening import create_with_history, open_records
from access.services import touch_all
from agencies.models import Team, User
from audit.models import Event
from audit.services import record_all
from core import policy
from core.alike import all_with_sounds
from core.names import name_for_search, sort_name
from profiles.models import OtherName, Profile, RiskAssessment
from profiles.models.details import Detail
from profiles.verbs import Verb


@dataclass
class NewPerson:
    """What a new record begins with. A role, or a number of one kind, is in it once."""

    fields: dict[str, Any]
    lead: User | None = None
    details: Sequence[Detail] = ()
    risk: dict[str, Any] | None = None
    unlike: Sequence[Profile] = field(default=())


@transaction.atomic
def create_profiles(*, by: User, team: Team, people: Sequence[NewPerson]) -> list[Profile]:
    """Open one record for each of these people, owned by one of the author's teams.

    All of them or none, each as `create_profile` opens one: with its hold, its history, its
    events, its details and the first assessment of risk. Raises ValidationError.
    """
    team = policy.lock(by, "profile.create", team)
    profiles = [
        Profile(owner_team=team, created_by=by, lead=person.lead, **person.fields)
        for person in people
    ]
    for profile in profiles:
        profile.clean()
    _index_names(profiles, people)
    history = open_records(profiles, by=by)
    told = {
        profile.pk: [_created(profile, person, first)]
        for profile, person, first in zip(profiles, people, history, strict=True)
    }
    for profile, event in _add_details(profiles, people, by):
        told[profile.pk].append(event)
    for profile, event in _assess_risks(profiles, people, by):
        told[profile.pk].append(event)
    record_all(actor=by, entries=[event for events in told.values() for event in events])
    return profiles


def _index_names(profiles: Sequence[Profile], people: Sequence[NewPerson]) -> None:
    names = []
    for profile, person in zip(profiles, people, strict=True):
        others = [one for one in person.details if isinstance(one, OtherName)]
        known: list[Any] = [profile, *others]
        profile.sort_name = sort_name(profile.surname, profile.forenames)
        names.append(" | ".join(name_for_search(name.forenames, name.surname) for name in known))
    for profile, found_by in zip(profiles, all_with_sounds(names), strict=True):
        profile.search_names = found_by


def _created(profile: Profile, person: NewPerson, history: Any) -> dict[str, Any]:
    unlike = [other.reference for other in person.unlike]
    return {
        "verb": Verb.CREATED,
        "operation": Event.COLLECTION,
        "target": profile,
        "history": history,
        "detail": {"unlike": unlike} if unlike else {},
    }


def _add_details(
    profiles: Sequence[Profile], people: Sequence[NewPerson], by: User
) -> Iterable[tuple[Profile, dict[str, Any]]]:
    """Save the details, those of one kind together; then the event of each, by its person."""
    of_kind: dict[Any, list[Detail]] = defaultdict(list)
    for profile, person in zip(profiles, people, strict=True):
        for detail in person.details:
            detail.profile, detail.added_by, detail._history_user = profile, by, by
            detail.clean()
            of_kind[type(detail)].append(detail)
    first: dict[Any, Any] = {}
    for kind, details in of_kind.items():
        rows = create_with_history(details, by=by)
        first |= {(kind, detail.pk): row for detail, row in zip(details, rows, strict=True)}
    for profile, person in zip(profiles, people, strict=True):
        for detail in person.details:
            yield (
                profile,
                {
                    "verb": Verb.DETAIL_ADDED,
                    "operation": Event.COLLECTION,
                    "target": profile,
                    "section": type(detail).objects.all().section,
                    "history": first[type(detail), detail.pk],
                },
            )


def _assess_risks(
    profiles: Sequence[Profile], people: Sequence[NewPerson], by: User
) -> Iterable[tuple[Profile, dict[str, Any]]]:
    section = RiskAssessment.section_name()
    assessed = [
        RiskAssessment(profile=profile, **person.risk)
        for profile, person in zip(profiles, people, strict=True)
        if person.risk is not None
    ]
    for entry in assessed:
        entry.sign(by)
        entry._history_user = by
        entry.clean()
    rows = create_with_history(assessed, by=by)
    touch_all([entry.profile for entry in assessed], section)
    for entry, history in zip(assessed, rows, strict=True):
        yield (
            entry.profile,
            {
                "verb": Verb.RISK_ASSESSED,
                "operation": Event.ALTERATION,
                "target": entry.profile,
                "section": section,
                "history": history,
            },
        )
