"""Somebody is found or comes back: clocks, talks, the plan, and the end of the case."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from audit.models import Event
from cases.services import close_case
from cases.tests.factories import CaseOutcomeFactory
from missing import services
from missing.models import Clock, Interview, Outcome
from missing.tests.casts import a_cast, ago, assess, find, see
from missing.tests.factories import PlanFactory, report
from tests.editing import sent


@pytest.fixture
def cast(db):
    return a_cast()


def running(cast):
    return {clock.kind for clock in Clock.objects.running().filter(episode=cast.episode)}


def refused(field, act):
    with pytest.raises(ValidationError) as problem:
        act()
    assert field in problem.value.message_dict


def test_a_return_ends_the_episode_and_starts_the_interviews(cast):
    assess(cast)

    found = find(cast, located_place="The Larches", company="Nobody")

    assert not found.is_missing
    assert running(cast) == {"prevention", "interview"}
    assert {one.kind: one.state for one in found.interviews.all()} == {
        "prevention": "due",
        "return": "due",
    }


@pytest.mark.parametrize("outcome", ["found-dead", "in-error"])
def test_after_some_outcomes_nobody_is_interviewed(cast, outcome):
    found = find(cast, outcome)

    assert not running(cast)
    assert not found.interviews.exists()


@pytest.mark.parametrize("minutes", [61, -5])
def test_nobody_returns_before_they_left_or_in_the_future(cast, minutes):
    refused("located_at", lambda: find(cast, located_at=ago(minutes)))

    cast.episode.refresh_from_db()
    assert cast.episode.is_missing


def test_nobody_is_found_twice(cast):
    find(cast)

    with pytest.raises(ValidationError, match="This episode is over"):
        find(cast)


def test_a_partner_ends_no_episode(cast):
    cast.officer = cast.carer

    with pytest.raises(PermissionDenied):
        find(cast)


def test_who_goes_missing_again_has_a_new_episode(cast):
    find(cast)

    again = report(cast.carer, profile=cast.person, last_seen_at=ago(1))

    assert not again.is_joined
    assert again.episode.pk != cast.episode.pk


# ---- Where they are, and what was learned -------------------------------------------------------
def test_the_event_does_not_tell_where_they_are(cast):
    find(cast, "not-disclosed", located_place="A friend in Diss", keeps_whereabouts=True)

    event = Event.objects.get(verb="missing.located")
    assert event.history_id is None
    assert event.detail == {"outcome": "not-disclosed"}


WHERE = {"located_place": "A friend in Diss", "company": "Ola"}


def test_who_asks_later_that_nobody_is_told_is_heeded(client, cast):
    find(cast, **WHERE)
    page, edit = cast.episode.get_absolute_url(), reverse("missing:edit", args=[cast.episode.uuid])
    client.force_login(cast.carer)
    assert "Diss" in client.get(page).content.decode()
    client.force_login(cast.officer)
    assert "where they were</span>" in client.get(page).content.decode()
    typed = {"located_place": "Her aunt", "clothing": "Red coat", "keeps_whereabouts": "on"}

    client.post(edit, sent(client, edit) | typed)

    cast.episode.refresh_from_db()
    assert (cast.episode.located_place, cast.episode.company) == ("Her aunt", "Ola")
    assert cast.episode.keeps_whereabouts
    history = reverse("cases:history", args=[cast.episode.case.uuid])
    client.force_login(cast.carer)
    for address in (page, history):
        words = client.get(address).content.decode()
        assert "Red coat" in words
        assert not [one for one in ("Diss", "Her aunt", "Ola") if one in words]


def test_a_correction_of_where_they_were_alone_is_an_event_without_history(cast):
    find(cast, **WHERE)

    services.edit_episode(episode=cast.episode, by=cast.officer, company="")

    event = Event.objects.get(verb="missing.whereabouts_edited")
    assert (event.history_id, event.detail) == (None, {})
    assert not Event.objects.filter(verb="missing.edited").exists()


def test_only_the_unit_corrects_where_they_were_and_only_afterwards(client, cast):
    edit = reverse("missing:edit", args=[cast.episode.uuid])

    def offered(by):
        client.force_login(by)
        return {*WHERE, "keeps_whereabouts"} & client.get(edit).context["form"].fields.keys()

    assert not offered(cast.officer)
    with pytest.raises(ValidationError, match="Nobody has found them"):
        services.edit_episode(episode=cast.episode, by=cast.officer, **WHERE)
    find(cast)
    assert offered(cast.officer) == {*WHERE, "keeps_whereabouts"}
    assert not offered(cast.carer)
    with pytest.raises(PermissionDenied):
        services.edit_episode(episode=cast.episode, by=cast.carer, **WHERE)


def test_what_was_learned_goes_into_the_plan_which_is_reviewed(cast):
    plan = PlanFactory(profile=cast.person, by=cast.carer)

    find(cast, learned="She was at the arcade by the pier")

    plan.refresh_from_db()
    assert plan.additions.get().text == "She was at the arcade by the pier"
    assert plan.is_late
    assert plan.review_on == timezone.localdate()
    assert Event.objects.get(verb="missing_plan.learned").target_id == cast.person.pk


def test_without_anything_learned_the_plan_stays_as_it_is(cast):
    plan = PlanFactory(profile=cast.person, by=cast.carer)

    find(cast)

    plan.refresh_from_db()
    assert not plan.additions.exists()
    assert not plan.is_late


# ---- Interviews ---------------------------------------------------------------------------------
def interview_of(cast, kind="return"):
    return Interview.objects.get(episode=cast.episode, kind=kind)


def hold(interview, by, state="held", ended_at=None, **words):
    return services.record_interview(
        interview=interview,
        by=by,
        state=state,
        ended_at=ended_at or ago(1),
        ended_by="Ann Wroxham, Norfolk Children’s Services",
        **words,
    )


def test_a_talk_is_offered_and_held(cast):
    find(cast)
    services.offer_interview(
        interview=interview_of(cast), by=cast.carer, offered_at=ago(3), offered_by="Ann Wroxham"
    )

    hold(interview_of(cast), cast.officer, words="She was afraid of a man at the station")

    assert interview_of(cast).state == "held"
    assert running(cast) == {"prevention"}
    assert Clock.objects.get(kind="interview").is_done
    verbs = Event.objects.filter(verb__startswith="missing.interview_").order_by("pk")
    assert [event.verb for event in verbs] == [
        "missing.interview_offered",
        "missing.interview_recorded",
    ]


def test_who_offered_a_declined_talk_is_said(cast):
    find(cast)

    refused("offered_by", lambda: hold(interview_of(cast), cast.carer, state="declined"))
    hold(interview_of(cast), cast.carer, state="declined", offered_by="Norfolk County Council")

    interview = interview_of(cast)
    assert (interview.state, interview.offered_by) == ("declined", "Norfolk County Council")
    assert interview.offered_at == interview.ended_at


def test_who_came_back_was_not_seen_elsewhere_afterwards(cast):
    see(cast, cast.carer, ago(10))

    refused("located_at", lambda: find(cast, located_at=ago(20)))
    find(cast, located_at=ago(20), was_somebody_else=True)

    cast.episode.refresh_from_db()
    assert not cast.episode.is_missing


def test_a_talk_is_declined_and_the_carers_have_a_say(cast):
    find(cast)

    words = {"carers_words": "She will not talk of it", "offered_by": "Ann Wroxham"}
    hold(interview_of(cast), cast.carer, "declined", **words)

    assert interview_of(cast).is_over
    assert interview_of(cast).carers_words
    assert "interview" not in running(cast)


def test_a_talk_that_was_held_says_what_came_of_it(cast):
    find(cast)

    refused("words", lambda: hold(interview_of(cast), cast.officer))


@pytest.mark.parametrize("minutes", [6, -5])
def test_no_talk_before_the_return_or_in_the_future(cast, minutes):
    find(cast)

    refused("ended_at", lambda: hold(interview_of(cast), cast.officer, "declined", ago(minutes)))
    refused(
        "offered_at",
        lambda: services.offer_interview(
            interview=interview_of(cast),
            by=cast.officer,
            offered_at=ago(minutes),
            offered_by="Ann",
        ),
    )


def test_no_talk_is_held_before_it_was_offered(cast):
    find(cast)
    services.offer_interview(
        interview=interview_of(cast), by=cast.officer, offered_at=ago(2), offered_by="Ann"
    )

    refused("ended_at", lambda: hold(interview_of(cast), cast.officer, "declined", ago(3)))


def test_a_talk_is_recorded_once(cast):
    find(cast)
    hold(interview_of(cast), cast.officer, "declined", offered_by="Ann Wroxham")

    with pytest.raises(ValidationError, match="declined on"):
        hold(interview_of(cast), cast.officer, "declined")
    with pytest.raises(ValidationError, match="declined on"):
        services.offer_interview(
            interview=interview_of(cast), by=cast.officer, offered_at=ago(1), offered_by="Ann"
        )


# ---- Closing the case ---------------------------------------------------------------------------
def close(cast):
    outcome = CaseOutcomeFactory()
    return close_case(case=cast.episode.case, by=cast.officer, outcome=outcome, words="Over.")


def test_no_case_is_closed_while_somebody_is_missing(cast):
    with pytest.raises(ValidationError, match="Somebody is still missing"):
        close(cast)


def test_no_case_is_closed_while_a_talk_is_due(cast):
    find(cast)

    with pytest.raises(ValidationError, match="prevention interview and the return home"):
        close(cast)


def test_a_case_is_closed_when_the_talks_are_over(cast):
    find(cast)
    for kind in ("prevention", "return"):
        hold(interview_of(cast, kind), cast.officer, "declined", offered_by="Ann Wroxham")

    assert not close(cast).is_open


WORDS = import_module("missing.migrations.0005_words_of_outcomes")


@pytest.mark.parametrize(("name", "then"), [(WORDS.OLD, WORDS.NEW), ("Not told", "Not told")])
def test_an_outcome_is_named_anew_where_nobody_has_named_it_since(db, name, then):
    outcome = Outcome.objects.get(code="not-disclosed")
    assert outcome.name == WORDS.NEW
    Outcome.objects.filter(pk=outcome.pk).update(name=name)

    WORDS.call_it(WORDS.NEW, old=WORDS.OLD)(apps, None)

    outcome.refresh_from_db()
    assert outcome.name == then
