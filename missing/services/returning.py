"""Records that somebody was found or came back, and the talks that follow."""

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from access.services import save_entry, write_entry
from agencies.models import User
from audit.models import Event
from core import policy
from core.dates import format_when
from missing import clocks
from missing.models import Episode, Interview, Outcome, Plan, PlanAddition, Sighting
from missing.moments import NOT_YET, check_moment, require_missing
from missing.saving import record_on_case, save_episode
from missing.verbs import Verb


@transaction.atomic
def locate_person(
    *,
    episode: Episode,
    by: User,
    located_at: datetime.datetime,
    outcome: Outcome,
    located_place: str = "",
    company: str = "",
    learned: str = "",
    keeps_whereabouts: bool = False,
    was_somebody_else: bool = False,
) -> Episode:
    """End an episode: when, where and how somebody was found or came back.

    Its clocks stop, the talks that follow its outcome are due, and what was learned is added to
    the plan, which its keepers review. Where somebody is who does not want that told is not in
    the event. A sighting after the return is refused, unless it was of somebody else.
    """
    episode = policy.lock(by, "missing.locate", episode)
    require_missing(episode)
    check_moment(episode, located_at=located_at)
    if not was_somebody_else:
        _check_sightings(episode, located_at)
    episode.located_at, episode.located_by, episode.outcome = located_at, by, outcome
    episode.located_place, episode.company, episode.learned = located_place, company, learned
    episode.keeps_whereabouts = keeps_whereabouts
    save_episode(episode, by)
    # Without its history: that would tell everybody with access to the case where they were.
    record_on_case(
        Verb.LOCATED,
        episode,
        by,
        operation=Event.ALTERATION,
        history=None,
        detail={"outcome": outcome.code},
    )
    _expect_interviews(episode, outcome, by)
    clocks.after_return(episode)
    _add_to_plan(episode, by)
    return episode


def _check_sightings(episode: Episode, located_at: datetime.datetime) -> None:
    """Somebody who came back is not seen elsewhere afterwards, unless it was somebody else."""
    later = Sighting.objects.of_episode(episode).filter(seen_at__gt=located_at)
    last = later.order_by("-seen_at").first()
    if last is not None:
        when = format_when(last.seen_at)
        raise ValidationError(
            {
                "located_at": f"They were seen on {when}, {last.place}. Enter a later time, or "
                "say below that it was somebody else."
            }
        )


def _expect_interviews(episode: Episode, outcome: Outcome, by: User) -> None:
    """The rows of the talks that follow. Locating them is the event."""
    due = {
        Interview.Kind.PREVENTION: outcome.has_prevention_interview,
        Interview.Kind.RETURN: outcome.has_return_interview,
    }
    for kind, is_due in due.items():
        if is_due:
            interview = Interview(episode=episode, kind=kind)
            interview.sign(by)
            interview._history_user = by
            interview.save()


def _add_to_plan(episode: Episode, by: User) -> None:
    """For those who keep the plan of the person, whether or not the finder reads it."""
    if not episode.learned or episode.profile_id is None:
        return
    plans = Plan.objects.select_for_update().order_by()
    plan = plans.of_person(episode.profile).first()
    if plan is None:
        return
    addition = PlanAddition(plan=plan, text=episode.learned)
    plan.review_on = min(plan.review_on, timezone.localdate())
    plan._history_user = by
    plan.save()
    write_entry(entry=addition, by=by, verb=Verb.PLAN_LEARNED)


@transaction.atomic
def offer_interview(
    *, interview: Interview, by: User, offered_at: datetime.datetime, offered_by: str
) -> Interview:
    """Say who offered the talk, and when."""
    interview = policy.lock(by, "missing.interview", interview)
    if interview.state != Interview.State.DUE:
        raise ValidationError(f"This interview was {_so_far(interview)} already.")
    _check_after_return(interview, offered_at=offered_at)
    interview.state = Interview.State.OFFERED
    interview.offered_at, interview.offered_by = offered_at, offered_by
    detail = {"kind": interview.kind}
    return save_entry(entry=interview, by=by, verb=Verb.INTERVIEW_OFFERED, detail=detail)


@transaction.atomic
def record_interview(
    *,
    interview: Interview,
    by: User,
    state: str,
    ended_at: datetime.datetime,
    ended_by: str,
    words: str = "",
    carers_words: str = "",
    offered_by: str = "",
) -> Interview:
    """Say that the talk was held and what came of it, or who declined it; and when.

    Of one that nobody has recorded as offered, also who offered it: at that moment.
    """
    interview = policy.lock(by, "missing.interview", interview)
    if interview.is_over:
        raise ValidationError(f"This interview was {_so_far(interview)} already.")
    if state not in (Interview.State.HELD, Interview.State.DECLINED):
        raise ValidationError({"state": "Choose whether it was held or declined"})
    if state == Interview.State.HELD and not words.strip():
        raise ValidationError({"words": "Enter what came of it"})
    _check_after_return(interview, ended_at=ended_at)
    if interview.offered_at is None and state == Interview.State.DECLINED:
        if not offered_by.strip():
            raise ValidationError({"offered_by": "Enter who offered it"})
        interview.offered_at, interview.offered_by = ended_at, offered_by
    if interview.offered_at is not None and ended_at < interview.offered_at:
        when = format_when(interview.offered_at)
        raise ValidationError({"ended_at": f"It was offered on {when}. Enter a later time."})
    interview.state = state
    interview.ended_at, interview.ended_by = ended_at, ended_by
    interview.words, interview.carers_words = words, carers_words
    detail = {"kind": interview.kind, "state": str(state)}
    save_entry(entry=interview, by=by, verb=Verb.INTERVIEW_RECORDED, detail=detail)
    clocks.after_interview(interview.episode, interview.kind)
    return interview


def _so_far(interview: Interview) -> str:
    at = interview.ended_at or interview.offered_at
    done = interview.get_state_display().lower()
    return f"{done} on {format_when(at)}" if at else done


def _check_after_return(interview: Interview, **moment: datetime.datetime) -> None:
    ((name, at),) = moment.items()
    if at > timezone.now():
        raise ValidationError({name: NOT_YET})
    located_at = interview.episode.located_at
    if located_at is not None and at < located_at:
        when = format_when(located_at)
        raise ValidationError({name: f"They were found on {when}. Enter a later time."})
