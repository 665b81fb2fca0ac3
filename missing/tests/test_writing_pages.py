"""The pages on which something is written about a missing person, as partners use them."""

import pytest
from django.urls import reverse

from access.levels import Level
from missing.models import Interview, MissingRisk, Outcome, Reliability
from missing.tests.casts import a_cast, ago, assess, find, let_in
from missing.tests.factories import EpisodeFactory, HypothesisFactory
from records.models import Draft
from tests.editing import sent


@pytest.fixture
def cast(db):
    return a_cast()


def of(cast, name="episode", *child):
    return reverse(f"missing:{name}", args=[cast.episode.uuid, *child])


def post(client, user, address, **typed):
    client.force_login(user)
    return client.post(address, sent(client, address) | typed)


def said(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def pk_of(model, code):
    return model.objects.get(code=code).pk


def test_the_unit_assesses(client, cast):
    risk = pk_of(MissingRisk, "high")

    answer = post(client, cast.officer, of(cast, "assess"), risk=risk, rationale="Met by a car")

    assert answer["Location"] == of(cast)
    assert cast.episode.assessments.get().rationale == "Met by a car"


def test_a_level_without_a_reason_comes_back_as_it_was_chosen(client, cast):
    risk = pk_of(MissingRisk, "high")

    words = said(post(client, cast.officer, of(cast, "assess"), risk=risk))

    assert "Enter why the risk is at this level" in words
    assert f'value="{risk}" checked' in words
    assert not cast.episode.assessments.exists()


def test_an_assessment_that_came_in_between_is_read_first(client, cast):
    client.force_login(cast.officer)
    address = of(cast, "assess")
    typed = sent(client, address) | {"risk": pk_of(MissingRisk, "low"), "rationale": "At a friend"}
    assess(cast, "high", "She has been met by a car before")

    answer = client.post(address, typed)

    assert "assessed as high" in said(answer)
    assert "met by a car before" in said(answer)
    assert cast.episode.assessments.count() == 1
    again = typed | {"seen": answer.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert cast.episode.assessments.count() == 2


def test_the_page_says_how_high_the_risk_is_now(client, cast):
    assess(cast, "high", "Met by a car")
    client.force_login(cast.officer)

    words = said(client.get(of(cast, "assess")))

    assert "Now: High, assessed" in words
    assert "Met by a car" in words


def test_the_hospital_adds_a_sighting(client, cast):
    let_in(cast, cast.ward, level=Level.CONTRIBUTE)
    typed = {
        "seen_at": "10 minutes ago",
        "place": "Castle Meadow",
        "reliability": pk_of(Reliability, "confirmed"),
    }

    answer = post(client, cast.nurse, of(cast, "sighting-add"), **typed)

    assert answer["Location"] == of(cast)
    assert cast.episode.sightings.get().written_by_name == "Ann Wroxham"


@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("3 hours ago", "They were last seen on"),
        ("in 2 days", "must be today or earlier"),
        ("today", "Enter the time too"),
        ("soon", "Enter a date like"),
    ],
)
def test_a_sighting_at_an_impossible_time_comes_back(client, cast, when, why):
    typed = {
        "seen_at": when,
        "place": "Castle Meadow",
        "reliability": pk_of(Reliability, "likely"),
    }

    words = said(post(client, cast.carer, of(cast, "sighting-add"), **typed))

    assert why in words
    assert "Castle Meadow" in words
    assert not cast.episode.sightings.exists()


def test_what_is_sent_twice_is_saved_once(client, cast):
    client.force_login(cast.carer)
    address = of(cast, "information-add")
    typed = sent(client, address) | {"text": "Her phone is off", "once": token(client, address)}

    for _ in range(2):
        assert client.post(address, typed).status_code == 302

    assert cast.episode.information.count() == 1


def token(client, address):
    return client.get(address).context["form"].once


def test_long_text_is_kept_as_a_draft(client, cast):
    address = of(cast, "information-add")

    post(client, cast.carer, address, text="Her phone", draft="yes", **draft_of(cast))

    assert Draft.objects.get(author=cast.carer).kind == "missing-information"
    assert "Her phone" in said(client.get(address))


def draft_of(cast):
    return {"draft_kind": "missing-information", "draft_of": str(cast.episode.uuid)}


def test_a_hypothesis_is_added_and_ruled_out(client, cast):
    post(client, cast.carer, of(cast, "hypothesis-add"), text="With her brother")
    hypothesis = cast.episode.hypotheses.get()

    post(
        client,
        cast.officer,
        of(cast, "hypothesis-settle", hypothesis.uuid),
        state="ruled_out",
        why="He is at work",
    )

    hypothesis.refresh_from_db()
    assert not hypothesis.is_open


def test_a_hypothesis_of_another_episode_is_not_found(client, cast):
    other = EpisodeFactory(by=cast.carer)
    hypothesis = HypothesisFactory(episode=other, by=cast.carer)
    client.force_login(cast.carer)

    assert client.get(of(cast, "hypothesis-settle", hypothesis.uuid)).status_code == 404


def test_a_partner_changes_the_description_and_not_the_name(client, cast):
    address = of(cast, "edit")
    client.force_login(cast.carer)
    assert "name" not in client.get(address).context["form"].fields

    before = cast.episode.last_seen_at
    post(client, cast.carer, address, clothing="Red coat", name="Mya")

    cast.episode.refresh_from_db()
    assert (cast.episode.clothing, cast.episode.name) == ("Red coat", "Mia Calderbrook")
    assert cast.episode.last_seen_at == before


def test_the_unit_corrects_the_date_of_birth(client, cast):
    post(client, cast.officer, of(cast, "edit"), born_on="3 May 2012")

    cast.episode.refresh_from_db()
    assert cast.episode.born_on.isoformat() == "2012-05-03"


def test_found_and_interviewed(client, cast):
    outcome = pk_of(Outcome, "returned")
    post(client, cast.officer, of(cast, "found"), outcome=outcome, located_at="5 minutes ago")
    interview = Interview.objects.get(episode=cast.episode, kind="return")

    post(
        client,
        cast.carer,
        of(cast, "interview-offer", interview.uuid),
        offered_by="Ann Wroxham",
        offered_at="2 minutes ago",
    )
    post(
        client,
        cast.carer,
        of(cast, "interview-record", interview.uuid),
        state="declined",
        ended_by="Mia",
        ended_at="1 minute ago",
    )

    interview.refresh_from_db()
    assert interview.state == "declined"
    client.force_login(cast.carer)
    assert "Declined: Mia" in said(client.get(of(cast)))


def test_a_return_before_the_start_comes_back(client, cast):
    outcome = pk_of(Outcome, "returned")

    words = said(
        post(client, cast.officer, of(cast, "found"), outcome=outcome, located_at="3 hours ago")
    )

    assert "They were last seen on" in words
    cast.episode.refresh_from_db()
    assert cast.episode.is_missing


def test_held_asks_what_came_of_it(client, cast):
    find(cast, located_at=ago(5))
    interview = Interview.objects.get(episode=cast.episode, kind="prevention")
    typed = {"state": "held", "ended_by": "PC Ola", "ended_at": "1 minute ago"}

    address = of(cast, "interview-record", interview.uuid)

    assert "Enter what came of it" in said(post(client, cast.officer, address, **typed))
