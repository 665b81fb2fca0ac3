"""What is written while somebody is missing, and what is refused."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from access.levels import Level
from audit.models import Event
from core.stale import Opened, StaleEditError
from missing import services
from missing.models import Clock, Hypothesis, MissingRisk, RiskAssessment, Sighting
from missing.tests.casts import a_cast, ago, assess, find, let_in, see


@pytest.fixture
def cast(db):
    return a_cast()


def refused(field, act):
    with pytest.raises(ValidationError) as problem:
        act()
    assert field in problem.value.message_dict


# ---- Risk ---------------------------------------------------------------------------------------
def test_the_latest_assessment_is_the_risk_of_the_episode(cast):
    first = assess(cast, "medium")
    second = assess(cast, "high")

    cast.episode.refresh_from_db()
    assert cast.episode.risk == second.risk
    assert cast.episode.risk_at is not None
    assert not first.is_raised
    assert second.is_raised
    assert [one.pk for one in RiskAssessment.objects.all()] == [second.pk, first.pk]


def test_a_lower_level_is_not_raised(cast):
    assess(cast, "high")

    assert not assess(cast, "low").is_raised


def test_the_event_says_whether_the_risk_was_raised(cast):
    assess(cast, "low")
    assess(cast, "high")

    event = Event.objects.filter(verb="missing.assessed").latest("pk")
    assert event.detail == {"risk": "high", "raised": True}
    assert event.section == "actions"


def test_an_assessment_is_followed_by_a_review(cast):
    assess(cast)

    running = Clock.objects.running().filter(episode=cast.episode)
    assert [clock.kind for clock in running] == ["review"]
    assert Clock.objects.get(kind="assessment").is_done


@pytest.mark.parametrize("rationale", ["", "  \n"])
def test_no_level_without_a_reason(cast, rationale):
    refused("rationale", lambda: assess(cast, rationale=rationale))

    assert not RiskAssessment.objects.exists()


def test_a_partner_does_not_assess(cast):
    with pytest.raises(PermissionDenied):
        services.assess_risk(
            episode=cast.episode,
            by=cast.carer,
            risk=MissingRisk.objects.get(code="low"),
            rationale="She is always back by now",
        )


def test_who_was_found_is_not_assessed(cast):
    find(cast)

    with pytest.raises(ValidationError, match="This episode is over"):
        assess(cast)


# ---- Information and sightings ------------------------------------------------------------------
def test_a_partner_adds_information_with_who_told_it(cast):
    services.add_information(
        episode=cast.episode,
        by=cast.carer,
        text="Her phone is off",
        obtained_at=ago(5),
        supplier="Her aunt",
        supplier_contact="01632 960 123",
    )

    row = cast.episode.information.get()
    assert (row.supplier, row.written_by_name) == ("Her aunt", "Joan Birchall")
    assert Event.objects.filter(verb="missing.information_added", section="actions").exists()


def test_nothing_was_told_in_the_future(cast):
    refused(
        "obtained_at",
        lambda: services.add_information(
            episode=cast.episode, by=cast.carer, text="Her phone is off", obtained_at=ago(-5)
        ),
    )


@pytest.mark.parametrize("minutes", [-5, 61])
def test_nobody_is_seen_in_the_future_or_before_they_went_missing(cast, minutes):
    refused("seen_at", lambda: see(cast, cast.carer, ago(minutes)))

    assert not Sighting.objects.exists()


def test_a_sighting_was_told_after_it_was_made(cast):
    refused("obtained_at", lambda: see(cast, cast.carer, ago(10), obtained_at=ago(20)))


def test_nobody_is_seen_missing_after_they_were_found(cast):
    find(cast, located_at=ago(20))

    refused("seen_at", lambda: see(cast, cast.carer, ago(10)))
    assert see(cast, cast.carer, ago(30)).pk


def test_a_reader_adds_nothing(cast):
    let_in(cast, cast.ward)

    with pytest.raises(PermissionDenied):
        see(cast, cast.nurse)


def test_who_has_no_access_to_the_actions_finds_nothing_to_add_to(cast):
    let_in(cast, cast.ward, sections=["people"], level=Level.CONTRIBUTE)

    with pytest.raises(Http404):
        see(cast, cast.nurse)


# ---- Hypotheses ---------------------------------------------------------------------------------
def guess(cast):
    return services.add_hypothesis(episode=cast.episode, by=cast.carer, text="With her brother")


def test_a_hypothesis_is_settled_once_with_a_reason(cast):
    hypothesis = guess(cast)

    services.settle_hypothesis(
        hypothesis=hypothesis, by=cast.officer, state="ruled_out", why="He is at work"
    )

    hypothesis.refresh_from_db()
    assert hypothesis.state == Hypothesis.State.RULED_OUT
    assert hypothesis.settled_by_name == "Femi Adeyoule"
    with pytest.raises(ValidationError, match="ruled out"):
        services.settle_hypothesis(
            hypothesis=hypothesis, by=cast.carer, state="confirmed", why="Seen there"
        )


@pytest.mark.parametrize(
    ("state", "why", "field"), [("open", "x", "state"), ("confirmed", " ", "why")]
)
def test_a_hypothesis_is_not_settled_as_nothing(cast, state, why, field):
    hypothesis = guess(cast)

    refused(
        field,
        lambda: services.settle_hypothesis(
            hypothesis=hypothesis, by=cast.officer, state=state, why=why
        ),
    )


# ---- What is said of the person -----------------------------------------------------------------
def test_a_partner_changes_what_they_wear(cast):
    services.edit_episode(episode=cast.episode, by=cast.carer, clothing="Red coat")

    cast.episode.refresh_from_db()
    assert cast.episode.clothing == "Red coat"
    assert Event.objects.filter(verb="missing.edited").get().history_id


def test_the_unit_alone_corrects_the_name(cast):
    with pytest.raises(PermissionDenied):
        services.edit_episode(episode=cast.episode, by=cast.carer, name="Mya Calderbrook")

    services.edit_episode(episode=cast.episode, by=cast.officer, name="Mya Calderbrook")
    cast.episode.refresh_from_db()
    assert cast.episode.name == "Mya Calderbrook"


def test_two_who_change_one_thing_clash(cast):
    opened = Opened.of({"clothing": cast.episode.clothing})
    services.edit_episode(episode=cast.episode, by=cast.carer, clothing="Red coat")

    with pytest.raises(StaleEditError):
        services.edit_episode(
            episode=cast.episode, by=cast.officer, opened=opened, clothing="Blue coat"
        )


@pytest.mark.parametrize("minutes", [-5, 1])
def test_nobody_was_last_seen_after_now_or_after_the_return(cast, minutes):
    find(cast, located_at=ago(20))

    def edit():
        services.edit_episode(episode=cast.episode, by=cast.officer, last_seen_at=ago(minutes))

    refused("last_seen_at", edit)


def test_last_seen_may_be_corrected(cast):
    earlier = cast.episode.last_seen_at - datetime.timedelta(hours=3)

    services.edit_episode(episode=cast.episode, by=cast.carer, last_seen_at=earlier)

    cast.episode.refresh_from_db()
    assert cast.episode.last_seen_at == earlier
