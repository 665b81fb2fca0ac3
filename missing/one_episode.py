"""What the page of one episode asks of several tables at once."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.utils import timezone

from core import policy, prepared
from core.querysets import as_array
from core.questions import Steps, in_steps
from missing.elapsed import lasting, left_until
from missing.models import Clock, Episode, Hypothesis, Interview, MissingReport, RiskAssessment
from missing.rules import of_unit
from profiles.models import Profile

# Hypotheses and earlier episodes beside the timeline; reports at the top.
HYPOTHESES, EARLIER, REPORTS = 50, 20, 10


@dataclass(frozen=True)
class Due:
    """One clock that runs: what is due, and how long until then."""

    what: str
    words: str
    at: datetime.datetime
    is_late: bool


def how_long(episode: Episode) -> str:
    """For how long they are missing, or were."""
    return lasting((episode.located_at or timezone.now()) - episode.last_seen_at)


def due_of(clocks: Sequence[Clock]) -> list[Due]:
    """Running clocks in words, the most urgent first."""
    now = timezone.now()
    return [
        Due(
            clock.get_kind_display(),
            left_until(clock.due_at, now),
            clock.due_at,
            clock.due_at <= now,
        )
        for clock in clocks
    ]


@in_steps
def clocks_of(episode: Episode) -> Steps:
    """The clocks that run, which come with the episode."""
    (rows,) = yield [_clocks_of.later(episode=episode.pk)]
    return due_of(rows)


@prepared.query
def _clocks_of(*, episode: Any) -> QuerySet:
    return Clock.objects.running().filter(episode_id=episode).order_by("due_at", "pk")


def clocks_by_episode(episodes: Sequence[Episode]) -> dict[int, list[Clock]]:
    """The clocks that run, the most urgent first, by the id of the episode they come with."""
    found: dict[int, list[Clock]] = {}
    ids = as_array(one.pk for one in episodes)
    for clock in Clock.objects.running().of_episodes(ids).order_by("due_at", "pk"):
        found.setdefault(clock.episode_id, []).append(clock)
    return found


@in_steps
def log_of(episode: Episode) -> Steps:
    """Hypotheses, open ones first; interviews; the latest assessment; reports, the first first.

    Callers must hold the actions of its case.
    """
    (found,) = yield [_log_of.later(episode=episode.pk)]
    found["assessment"] = next(iter(found["assessment"]), None)
    for row in (*found["hypotheses"], *found["interviews"]):
        row.episode = episode
    return found


@prepared.query
def _log_of(*, episode: Any) -> dict[str, QuerySet]:
    def of(model: Any) -> QuerySet:
        return model.objects.filter(episode_id=episode)

    open_first = Case(
        When(state="open", then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    return {
        "hypotheses": of(Hypothesis).order_by(open_first, "-pk")[:HYPOTHESES],
        "interviews": of(Interview).order_by("pk"),
        "assessment": of(RiskAssessment).select_related("risk").order_by("-pk")[:1],
        "reports": of(MissingReport).order_by("pk")[:REPORTS],
    }


def latest_assessment(episode: Episode) -> RiskAssessment | None:
    """How high the risk is, and why. Callers must hold the actions of its case."""
    found = RiskAssessment.objects.of_episode(episode).select_related("risk").order_by("-pk")
    latest: RiskAssessment | None = found.first()
    return latest


# ---- Earlier episodes ---------------------------------------------------------------------------
@dataclass(frozen=True)
class Earlier:
    """Another time that the person was missing, as far as the reader may know it."""

    episode: Episode
    lasted: str
    place: str = ""
    company: str = ""


@in_steps
def episodes_of(profile: Any, user: Any, but: int = 0) -> Steps:
    """The episodes of a person that the user sees, the latest first, but for one.

    Where they were and with whom is read with the actions of the case.
    """
    if profile is None:
        return []
    (rows,) = yield [_episodes_of.later(user=user, profile=profile.pk, but=but)]
    return [_as_known(one, user) for one in rows]


@prepared.query
def _episodes_of(*, user: Any, profile: Any, but: Any) -> QuerySet:
    seen = Episode.objects.visible_to(user).filter(profile_id=profile).exclude(pk=but)
    read = Episode.objects.visible_to(user, section="actions").filter(pk=OuterRef("pk"))
    return seen.with_words().annotate(is_read=Exists(read)).order_by("-pk")[:EARLIER]


@in_steps
def missing_now_of(profile: Any, user: Any) -> Steps:
    """The episode of a person who is missing now, if the user sees it."""
    (rows,) = yield [_missing_now_of.later(user=user, profile=profile.pk)]
    return next(iter(rows), None)


@prepared.query
def _missing_now_of(*, user: Any, profile: Any) -> QuerySet:
    seen = policy.accessible(user, "missing.view", Episode).filter(profile_id=profile)
    return seen.missing_now().order_by("-pk")[:1]


def _as_known(episode: Any, user: Any) -> Earlier:
    lasted = how_long(episode)
    if not (episode.is_read and knows_whereabouts(user, episode)):
        return Earlier(episode, lasted)
    return Earlier(episode, lasted, episode.located_place, episode.company)


def knows_whereabouts(user: Any, episode: Episode) -> bool:
    """Where somebody is who does not want that told is for the unit that found them."""
    return not episode.keeps_whereabouts or of_unit(user, episode)


def opens_record(user: Any, episode: Episode) -> Profile | None:
    """The record of the person, for a reader who may read it."""
    person: Profile | None = episode.profile
    return person if person and policy.is_visible(user, person) else None


@in_steps
def episode_of(case: Any, user: Any) -> Steps:
    """The episode of a case of kind missing, if the user sees it."""
    (rows,) = yield [_episode_of.later(user=user, case=case.pk)]
    return next(iter(rows), None)


@prepared.query
def _episode_of(*, user: Any, case: Any) -> QuerySet:
    return Episode.objects.visible_to(user).with_words().filter(case_id=case)[:1]


def reasons_to_keep_open(case: Any) -> str | None:
    """Why a case may not be closed: somebody is missing, or a talk after the return is due.

    It names nobody: who closes a case may be excluded from a record.
    """
    episode = Episode.objects.filter(case=case).first()
    if episode is None:
        return None
    if episode.is_missing:
        return "Somebody is still missing. First record that they were found or came back."
    if due := [one for one in episode.interviews.all() if not one.is_over]:
        what = " and the ".join(str(one).lower() for one in due)
        return f"First record the {what}: whether it was held or declined."
    return None
