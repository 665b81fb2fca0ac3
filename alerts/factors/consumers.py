"""What follows from events: facts are written, rules fire, people are told, a task is sent."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from access.verbs import Verb as Access
from agencies.models import Membership, Team, User
from agencies.verbs import Verb as Agencies
from alerts.audiences import Audience
from alerts.consumers.telling import managers_of, members_of, put
from alerts.factor_models import FactorVersion, Firing
from alerts.factors import services
from alerts.factors.sentences import text_of, why_of
from alerts.levels import Level
from alerts.verbs import Verb
from audit.models import Event
from audit.services import consumer
from cases.models import Participant
from cases.verbs import Verb as Cases
from galleries.models import Gallery
from galleries.verbs import Verb as Galleries
from missing.models import Episode
from missing.verbs import Verb as Missing
from profiles.verbs import Verb as Profiles
from tasks.models import TaskKind, TaskPriority
from tasks.services import send_task
from tasks.verbs import Verb as Tasks

Tell = FactorVersion.Tell
# Which kinds of facts may follow from an event.
OF_PEOPLE = {
    Profiles.CREATED: ("opened",),
    Profiles.LOG_ADDED: ("contact", "missed", "met"),
    Profiles.RISK_ASSESSED: ("risk",),
    Profiles.DETAIL_ADDED: ("address", "release", "released", "report"),
    Profiles.DETAIL_EDITED: ("address", "release", "released", "report"),
    Profiles.RELEASED: ("released", "report"),
    Profiles.RELEASE_MOVED: ("release", "report"),
    Profiles.REPORT_SUBMITTED: ("report",),
    Profiles.REPORT_APPROVED: ("report",),
    Galleries.ENTRY_ADDED: ("gallery",),
    Access.GIVEN: ("grant", "agreement", "report"),
    Access.CHANGED: ("grant", "agreement", "report"),
    Access.TRANSFERRED: ("grant", "agreement", "report"),
}
OF_CASES = {
    Cases.PARTICIPANT_ADDED: ("case", "in_role", "complaint"),
    Cases.PARTICIPANT_EDITED: ("case", "in_role", "complaint"),
    Cases.INCIDENT_ADDED: ("complaint",),
}
# On the case of somebody who is missing.
OF_EPISODES = {
    Missing.STARTED: ("missing",),
    Missing.LINKED: ("missing", "missing_risk", "handover"),
    Missing.ASSESSED: ("missing_risk",),
    Tasks.HANDOVER_OVERDUE: ("handover",),
}
# About everybody: an agreement, or how often a prison reports. They change rarely.
OF_ALL = {
    Agencies.AGREEMENT_EDITED: ("agreement",),
    Profiles.UPDATE_PERIOD_ADDED: ("report",),
    Profiles.UPDATE_PERIOD_EDITED: ("report",),
}
# By how many days a task of a rule is due.
DUE = {Level.CRITICAL: 1, Level.HIGH: 3, Level.INFORMATION: 7}


@consumer("alerts.facts", verbs=[*OF_PEOPLE, *OF_CASES, *OF_EPISODES, *OF_ALL], of_many=True)
def note_facts(events: Iterable[Event]) -> None:
    """Check the trigger factors that watch for what happened."""
    about: dict[tuple[str, ...], set[int] | None] = {}
    for event in events:
        kinds = {**OF_PEOPLE, **OF_CASES, **OF_EPISODES, **OF_ALL}[event.verb]
        before, people = about.get(kinds, set()), _people_of(event)
        about[kinds] = None if before is None or people is None else {*before, *people}
    facts = [
        fact
        for kinds, people in about.items()
        for fact in services.derive_facts(kinds=kinds, people=people)
    ]
    services.fire_on_facts(facts=facts)


def _people_of(event: Event) -> list[int] | None:
    if event.verb in OF_ALL:
        return None
    if event.verb in OF_EPISODES:
        of_case = Episode._base_manager.filter(case_id=event.target_id, profile__isnull=False)
        is_case = event.target_type == "cases.case"
        return list(of_case.values_list("profile_id", flat=True)) if is_case else []
    if event.verb in OF_CASES:
        named = Participant._base_manager.filter(case_id=event.target_id, profile__isnull=False)
        return list(named.values_list("profile_id", flat=True))
    if event.verb == Galleries.ENTRY_ADDED:
        return list(event.subjects)
    is_person = event.target_type == "profiles.profile"
    return [event.target_id] if is_person and event.target_id else []


@consumer("alerts.factor_fired", verbs=[Verb.FIRED])
def tell_of_firing(event: Event) -> None:
    """Tell whom the rule names, of those who may read all that it fired on."""
    firing = _firing_of(event)
    put(
        event,
        text_of(firing),
        receivers_of(firing),
        audience=Audience.FIRING,
        level=Level(firing.version.level),
        why=why_of(firing),
        address=firing.profile.get_absolute_url(),
    )


@consumer("alerts.factor_tasks", verbs=[Verb.FIRED])
def send_task_of_firing(event: Event) -> None:
    """Send the team of the rule a task, once, for the manager who switched the rule on.

    A manager who has left sends nothing: the page of the rule says so.
    """
    firings = Firing.objects.select_for_update(of=("self",)).prefetch_related("parts__fact")
    firing = firings.get(pk=event.detail["firing"])
    by, team = firing.factor.switched_by, firing.factor.team
    if not firing.version.makes_task or firing.task_id or by is None:
        return
    place = Membership.objects.managing(by).filter(team=team).first()
    if place is None:
        return
    by.chosen_membership_id = place.pk
    try:
        with transaction.atomic():
            firing.task = send_task(by=by, to_team=team, about=firing.profile, **_task_of(firing))
    except (Http404, PermissionDenied, ValidationError):
        return
    firing.save(update_fields=["task"])


def _task_of(firing: Firing) -> dict[str, Any]:
    level = Level(firing.version.level)
    code = "urgent" if level is Level.CRITICAL else "normal"
    return {
        "kind": TaskKind.objects.get(code="review"),
        "priority": TaskPriority.objects.get(code=code),
        "detail": f"A trigger factor raised this. {why_of(firing)}",
        "due_on": timezone.localdate() + datetime.timedelta(days=DUE[level]),
    }


def receivers_of(firing: Firing) -> list[User]:
    """Whom the rule names; `put` leaves out those who may not know."""
    version, team = firing.version, firing.factor.team
    record = firing.profile
    if version.tell == Tell.OWNER:
        return members_of(record.owner_team_id)
    if version.tell == Tell.LEAD:
        at_work = members_of(record.owner_team_id)
        is_there = record.lead in at_work  # until somebody takes over from one who has left
        return [record.lead] if is_there else managers_of(record.owner_team_id)
    if version.gallery is not None:
        return [one for one in _of_team(version, team) if _sees(one, version.gallery)]
    if version.tell == Tell.PEOPLE:
        return _of_team(version, team)
    teams = [team.pk]
    if version.tell == Tell.TEAMS:
        teams = list(version.teams.order_by("pk").values_list("pk", flat=True))
    if version.tell == Tell.NEIGHBOURS:
        beside = Team.objects.neighbours_of(team).order_by("pk")
        teams += list(beside.values_list("pk", flat=True))
    return [person for one in teams for person in members_of(one)]


def _of_team(version: FactorVersion, team: Team) -> list[User]:
    """Members of the rule’s team: all of them, or the ones it names."""
    members = members_of(team.pk)
    if version.tell != Tell.PEOPLE:
        return members
    named = set(version.people.values_list("pk", flat=True))
    return [one for one in members if one.pk in named]


def _sees(person: User, gallery: Gallery) -> bool:
    """An alert of a rule about a gallery says who is on it."""
    return Gallery.objects.visible_to(person).filter(pk=gallery.pk).exists()


def _firing_of(event: Event) -> Firing:
    related = (
        "version__cohort",
        "version__area",
        "version__gallery",
        "factor__team",
        "profile__lead",
    )
    firings = Firing.objects.select_related(*related).prefetch_related("parts__fact")
    return firings.get(pk=event.detail["firing"])
