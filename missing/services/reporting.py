"""Takes the report that somebody is missing: a new episode, or one that others have reported."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from access.agreements import missing_agreement
from access.ledger import current_grant
from access.services import give_to_reporter, write_entry
from agencies.models import Area, Team, User
from audit.models import Event
from cases.models import Case, CaseKind, Participant, ParticipantRole
from cases.services import open_case_for
from core import policy
from core.dates import format_when
from core.tidy import folded
from missing import clocks
from missing.arranged import arrangement_of, forces_of, unit_of
from missing.models import Arrangement, Clock, Episode, MissingReport, Plan
from missing.plans import version_of
from missing.saving import name_record_in_case, record_on_case, save_episode
from missing.verbs import Verb
from profiles.models import Profile
from records.models import LawfulBasis

KIND, ROLE = "missing", "subject"
# To protect somebody’s life: UK GDPR Article 6(1)(d).
BASIS = "vital-interests"
# Somebody missing longer than that is known to the police: a year was mistyped.
LONG_AGO = datetime.timedelta(days=10 * 365)


@dataclass(frozen=True)
class Reported:
    """What came of a report: the episode, whether it was there already, what is in the way."""

    episode: Episode
    report: MissingReport
    # The unit of the area that the author chose.
    unit: Team
    is_joined: bool
    # Their team has no access to the episode, since it needs an agreement for that.
    lacks_agreement: bool = False

    @property
    def is_elsewhere(self) -> bool:
        """Does another unit look for them, of which the author learns nothing?"""
        return self.lacks_agreement and self.episode.case.owner_team_id != self.unit.pk


@transaction.atomic
def report_missing(
    *,
    by: User,
    team: Team,
    area: Area,
    report: MissingReport,
    profile: Profile | None = None,
    plan: Plan | None = None,
    **facts: Any,
) -> Reported:
    """Report somebody missing: a case of the area's missing-persons unit, with its episode.

    Of a person's record, one that the author can see; `facts` are fields of the episode. Somebody
    who is missing already is not missing twice: the report joins the others. The author's team may
    add to the case, unless it joined somebody of whose record it may not know, or joined without
    an agreement where one is needed. Raises ValidationError.
    """
    # Whoever has the episode meanwhile may write for this team: then nobody waits for each other.
    team = policy.lock(by, "missing.report", team, no_key=True)
    profile = _seen(by, profile)
    plan = _read(by, plan, profile)
    if not forces_of(team).filter(pk=area.pk).exists():
        raise ValidationError({"area": "Choose an area in which your team works"})
    unit = unit_of(area)
    # Two who report at once wait for each other.
    Arrangement.objects.select_for_update().get(area=area)
    _check_time(facts.get("last_seen_at"), facts.get("born_on"))
    known = _missing_already(profile, area, facts)
    if known is not None:
        lacks_agreement = _join(known, by, team, report, profile)
        return Reported(known, report, unit, is_joined=True, lacks_agreement=lacks_agreement)
    episode = Episode(area=area, profile=profile, plan=plan, **facts)
    if plan is not None:
        episode.plan_as_at = version_of(plan)
    episode.case = _open_case(episode, by, unit)
    save_episode(episode, by)
    record_on_case(Verb.STARTED, episode, by, operation=Event.COLLECTION)
    _write(report, episode, by)
    minutes = arrangement_of(area).assess_minutes
    clocks.start(episode, Clock.Kind.ASSESSMENT, after=datetime.timedelta(minutes=minutes))
    _give(episode, by, team)
    return Reported(episode, report, unit, is_joined=False)


def _seen(by: User, profile: Profile | None) -> Profile | None:
    """The record, locked, so that it is reported once at a time."""
    if profile is None:
        return None
    found = policy.find(by, "profile.view", Profile, pk=profile.pk)
    if found is None:
        raise ValidationError("You cannot see this record. Report the person by name.")
    return Profile.objects.select_for_update(no_key=True, of=("self",)).get(pk=found.pk)


def _read(by: User, plan: Plan | None, profile: Profile | None) -> Plan | None:
    if plan is None:
        return None
    if profile is None or plan.profile_id != profile.pk:
        raise ValidationError("This plan is about somebody else.")
    policy.require(by, "profile.view_missing_plan", profile)
    return plan


def _check_time(
    last_seen_at: datetime.datetime | None, born_on: datetime.date | None = None
) -> None:
    if last_seen_at is None or last_seen_at > timezone.now():
        raise ValidationError({"last_seen_at": "Enter when they were last seen, now or earlier"})
    is_unborn = born_on is not None and last_seen_at.date() < born_on
    if is_unborn or last_seen_at < timezone.now() - LONG_AGO:
        when = format_when(last_seen_at)
        raise ValidationError({"last_seen_at": f"You entered {when}. Check the year."})


def _missing_already(profile: Profile | None, area: Area, facts: dict[str, Any]) -> Episode | None:
    """The episode of this person that goes on, locked: by the record, or by name and birth date.

    One that ends at this moment goes on no more: then a new one begins.
    """
    now = Episode.objects.missing_now()
    if profile is not None:
        found = _locked(now.of_person(profile))
        if found is not None:
            return found
    born_on, name = facts.get("born_on"), folded(facts.get("name", ""))
    if born_on is None:
        return None
    alike = now.filter(area=area, born_on=born_on)
    if profile is not None:
        alike = alike.filter(profile=None)
    ids = [one.pk for one in alike if folded(one.name) == name]
    return _locked(alike.filter(pk__in=ids[:1]))


def _locked(episodes: QuerySet) -> Episode | None:
    """After the record, as for a link. It waits for those who work on it, and asks again then."""
    found: Episode | None = episodes.select_for_update(of=("self",)).first()
    return found


def _open_case(episode: Episode, by: User, unit: Team) -> Case:
    """Its title names nobody: an exclusion from the record hides people in cases, not titles."""
    years = episode.age
    person = Participant(
        profile=episode.profile,
        name=episode.name,
        role=ParticipantRole.objects.get(code=ROLE),
    )
    return open_case_for(
        owner=unit,
        by=by,
        title="Missing person" if years is None else f"Missing person, {years}",
        kind=CaseKind.objects.get(code=KIND),
        opened_on=timezone.localdate(),
        participants=[person],
    )


def _write(report: MissingReport, episode: Episode, by: User) -> None:
    report.episode = episode
    write_entry(entry=report, by=by, verb=Verb.REPORTED, detail={"report": str(report.uuid)})


def _give_to_joined(episode: Episode, by: User, team: Team) -> bool:
    """Access to what others have said, as far as an agreement covers it. Does one lack?"""
    has_access = current_grant(episode.case, team) is not None
    if not has_access and missing_agreement(episode.case, team):
        return True
    _give(episode, by, team)
    return False


def _give(episode: Episode, by: User, team: Team) -> None:
    if team.pk != episode.case.owner_team_id:
        basis = LawfulBasis.objects.get(code=BASIS)
        give_to_reporter(obj=episode.case, by=by, team=team, sections=["actions"], basis=basis)


def _join(
    episode: Episode, by: User, team: Team, report: MissingReport, profile: Profile | None
) -> bool:
    """Their report too. A name and a date of birth, known by anybody, open nothing.

    Does their team lack an agreement for more?
    """
    _write(report, episode, by)
    if profile is None:
        return False
    if episode.profile_id is None:
        episode.profile = profile
        save_episode(episode, by)
        name_record_in_case(episode, by)
        record_on_case(Verb.LINKED, episode, by, operation=Event.COMBINATION)
    return _give_to_joined(episode, by, team)
