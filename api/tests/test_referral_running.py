"""After a referral is accepted, by the API: panels, what was agreed, and how it ends."""

import pytest

from api.tests.test_referrals import coordinators, of
from referrals.models import PanelOutcome, Satisfaction
from referrals.tests.factories import PanelFactory, ReferralFactory, days
from tasks.models import Task

PANEL = {
    "moment": f"{days(0).isoformat()}",
    "venue": "Library, Stafford",
    "facilitator": "Wendy Parlour",
}


@pytest.fixture
def accepted(officer):
    return ReferralFactory(by=officer, state="preparation")


@pytest.fixture
def agreed(officer):
    return ReferralFactory(by=officer, state="agreement")


def test_a_panel_is_planned_and_its_outcome_recorded(accepted):
    program = coordinators(accepted)
    planned = program.post(of(accepted, "panels/"), PANEL)
    second = program.post(of(accepted, "panels/"), PANEL)
    came = [str(one.uuid) for one in accepted.intervention.parties.all()]
    outcome = PanelOutcome.objects.get(code="agreement")

    held = program.post(
        f"{planned['Location']}record/", {"outcome": outcome.code, "came": came, "words": "Yes"}
    )

    assert planned.status_code == 201, planned.content
    assert (planned.json()["venue"], planned.json()["is_planned"]) == ("Library, Stafford", True)
    assert second.status_code == 422
    assert held.status_code == 200, held.content
    assert (held.json()["is_planned"], held.json()["words"]) == (False, "Yes")
    assert program.get(of(accepted, "panels/")).json()["results"] == [held.json()]
    assert program.get(of(accepted)).json()["state"] == "panel"


def test_a_day_that_is_over_is_named(accepted):
    answer = coordinators(accepted).post(
        of(accepted, "panels/"), {**PANEL, "moment": days(-3).isoformat()}
    )

    assert answer.status_code == 422
    assert [one["field"] for one in answer.json()["errors"]] == ["moment"]


def test_what_was_agreed_is_recorded_term_by_term(officer):
    referral = ReferralFactory(by=officer, state="panel")
    program = coordinators(referral)
    said = {
        "agreed_on": days(0).isoformat(),
        "text_1": "Pay for the pane",
        "due_on_1": days(7).isoformat(),
        "text_2": "Write a letter",
        "due_on_2": days(3).isoformat(),
    }

    answer = program.post(of(referral, "agreement/"), said)
    terms = program.get(of(referral, "terms/")).json()["results"]

    assert (answer.status_code, answer.json()["state"]) == (200, "agreement")
    assert [term["text"] for term in terms] == ["Pay for the pane", "Write a letter"]
    assert sorted(term["url"] for term in answer.json()["terms"]) == sorted(
        term["url"] for term in terms
    )


def test_an_agreement_that_is_sent_again_with_its_key_is_recorded_once(officer):
    referral = ReferralFactory(by=officer, state="panel")
    program, key = coordinators(referral), {"idempotency-key": "terms-1"}
    said = {
        "agreed_on": days(0).isoformat(),
        "text_1": "Pay for the pane",
        "due_on_1": days(7).isoformat(),
    }

    first = program.post(of(referral, "agreement/"), said, **key)
    tasks = Task.objects.count()
    again = program.post(of(referral, "agreement/"), said, **key)

    assert (first.status_code, again.status_code) == (200, 200)
    assert (again.json(), again["Idempotency-Replayed"]) == (first.json(), "true")
    assert len(first.json()["terms"]) == 1
    assert Task.objects.count() == tasks


def test_a_term_is_settled_once(agreed):
    program = coordinators(agreed)
    (term,) = program.get(of(agreed, "terms/")).json()["results"]
    said = {"state": "done", "settled_on": days(0).isoformat(), "evidence": "Receipt seen"}

    answer = program.post(f"{term['url']}settle/", said)
    again = program.post(f"{term['url']}settle/", said)

    assert answer.status_code == 200, answer.content
    assert (answer.json()["state"], answer.json()["evidence"]) == ("done", "Receipt seen")
    assert program.get(term["url"]).json() == answer.json()
    assert again.status_code == 422


def test_an_agreement_that_was_kept_is_closed(agreed):
    program = coordinators(agreed)
    (term,) = program.get(of(agreed, "terms/")).json()["results"]
    program.post(f"{term['url']}settle/", {"state": "done", "settled_on": days(0).isoformat()})
    content = Satisfaction.objects.get(code="very").code
    asked = program.get(of(agreed, "complete/")).json()["fields"]
    names = [one["name"] for one in asked if one["name"].startswith("content_")]

    kept = program.post(of(agreed, "complete/"), dict.fromkeys(names, content))
    closed = program.post(of(agreed, "close/"), {"case": "keep"})

    assert (kept.status_code, kept.json()["state"]) == (200, "completed"), kept.content
    assert (closed.status_code, closed.json()["state"]) == (200, "closed"), closed.content


def test_a_broken_agreement_goes_back_to_the_officer(program, agreed):
    theirs = coordinators(agreed)
    content = Satisfaction.objects.get(code="very").code
    asked = theirs.get(of(agreed, "break/")).json()["fields"]
    said = {one["name"]: content for one in asked if one["name"].startswith("content_")}

    unsaid = theirs.post(of(agreed, "break/"), said)
    broken = theirs.post(of(agreed, "break/"), {**said, "words": "He did not pay"})

    assert unsaid.status_code == 422
    assert (broken.status_code, broken.json()["state"]) == (200, "broken"), broken.content
    assert program.get(of(agreed)).json()["state"] == "broken"


def test_it_ends_without_an_agreement(accepted):
    answer = coordinators(accepted).post(of(accepted, "end/"), {"words": "She moved away"})

    assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn"), answer.content


@pytest.mark.parametrize("act", ["panels/", "agreement/", "complete/", "break/", "end/"])
def test_the_team_that_wrote_it_reads_and_runs_nothing(program, accepted, act):
    PanelFactory(referral=accepted)

    assert len(program.get(of(accepted, "panels/")).json()["results"]) == 1
    assert program.post(of(accepted, act), {}).status_code == 403
