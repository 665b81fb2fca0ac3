"""What follows from events about missing people: who starts to look, and who can stop."""

from collections.abc import Iterable

from agencies.models import User
from alerts.audiences import Audience
from alerts.consumers.telling import holders_of, members_of, put
from alerts.models import Level, Notice
from alerts.sentences import RECORD
from audit.models import Event
from audit.services import consumer
from core.wording import lowered
from missing.models import Clock, Episode, MissingReport, RiskAssessment
from missing.verbs import Verb

EPISODE, LOG = Audience.EPISODE, Audience.EPISODE_LOG
HIGH = ("high", "veryhigh")
NEWS = {
    Verb.REPORTED: "Another report about",
    Verb.SIGHTED: "A sighting of",
    Verb.INFORMATION_ADDED: "New information about",
}


@consumer("alerts.missing_started", verbs=[Verb.STARTED])
def tell_unit(event: Event) -> None:
    """Tell the missing-persons unit that somebody was reported missing."""
    episode = _episode_of(event)
    people = members_of(episode.case.owner_team_id)
    _tell(event, episode, f"{RECORD} was reported missing", people, audience=EPISODE)


@consumer("alerts.missing_assessed", verbs=[Verb.ASSESSED])
def tell_of_risk(event: Event) -> None:
    """Tell the unit, and those who work on it, that the risk is high or was raised."""
    episode = _episode_of(event)
    assessed = _assessment_of(event, episode)
    is_high = assessed.risk.badge in HIGH
    if not (is_high or assessed.is_raised):
        return
    level = lowered(assessed.risk.name)
    text = f"The risk to {RECORD}, who is missing, was "
    text += f"raised to {level}" if assessed.is_raised else f"assessed as {level}"
    unit = members_of(episode.case.owner_team_id)
    urgency = Level.CRITICAL if is_high else Level.HIGH
    _tell(event, episode, text, unit, audience=LOG, level=urgency)
    _tell(event, episode, text, holders_of(episode.case), audience=LOG)


@consumer("alerts.missing_news", verbs=[Verb.REPORTED, Verb.SIGHTED, Verb.INFORMATION_ADDED])
def tell_of_news(event: Event) -> None:
    """Tell the unit what others have reported, seen or told about somebody who is missing."""
    episode = _episode_of(event)
    if not episode.is_missing or _is_first_report(event, episode):
        return
    people = members_of(episode.case.owner_team_id)
    _tell(event, episode, f"{NEWS[event.verb]} {RECORD}, who is missing", people, audience=LOG)


@consumer("alerts.missing_clock_ran_out", verbs=[Verb.CLOCK_RAN_OUT])
def tell_of_clock(event: Event) -> None:
    """Tell the lead of the case and the unit what was not done in time."""
    episode, kind = _episode_of(event), Clock.Kind(event.detail["clock"])
    is_review = kind == Clock.Kind.REVIEW and episode.risk and episode.risk.badge in HIGH
    people = members_of(episode.case.owner_team_id)
    if episode.case.lead is not None:
        people = [episode.case.lead, *people]
    text = f"{kind.label} of {RECORD} was not done in time"
    level = Level.CRITICAL if is_review else Level.HIGH
    _tell(event, episode, text, people, audience=EPISODE, level=level)


@consumer("alerts.missing_located", verbs=[Verb.LOCATED])
def tell_that_they_were_found(event: Event) -> None:
    """Tell those who were told that somebody is missing, and those who have access to the case."""
    # Whether they may still be told is asked when each notice is put.
    told = Notice.objects.filter(
        object_type=event.target_type, object_id=event.target_id, audience__in=[EPISODE, LOG]
    )
    people = User.objects.filter(pk__in=told.values("recipient_id")).order_by("pk")
    episode, text = _episode_of(event), f"{RECORD} is no longer missing"
    _tell(event, episode, text, [*people, *holders_of(episode.case)], audience=EPISODE)


def _episode_of(event: Event) -> Episode:
    episodes = Episode._base_manager.select_related("case__lead", "risk")
    return episodes.get(case_id=event.target_id)


def _is_first_report(event: Event, episode: Episode) -> bool:
    """Of the first, the unit is told that somebody is missing."""
    first = MissingReport._base_manager.filter(episode=episode).order_by("pk").first()
    return first is not None and event.detail.get("report") == str(first.uuid)


def _assessment_of(event: Event, episode: Episode) -> RiskAssessment:
    """The one that the event names; of one that names none, the latest when it happened."""
    found = RiskAssessment._base_manager.select_related("risk").filter(episode=episode)
    named = event.detail.get("assessment")
    if named is not None:
        return found.get(uuid=named)
    return found.filter(written_at__lte=event.at).latest("pk")


def _tell(
    event: Event,
    episode: Episode,
    text: str,
    people: Iterable[User],
    *,
    audience: Audience,
    level: Level = Level.HIGH,
) -> None:
    """Named to those who see the episode; nobody else is told."""
    put(
        event,
        text,
        people,
        audience=audience,
        level=level,
        address=episode.get_absolute_url(),
    )
