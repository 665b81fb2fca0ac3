"""Referrals, by the API: written, submitted, withdrawn and decided as the pages do it."""

import pytest

from access.tests.factories import allow_sharing, restrict
from agencies.tests.factories import TeamFactory
from api.tests.factories import program_of
from profiles.tests.factories import make_person
from referrals.models import Arrangement, Party, Referral
from referrals.tests.factories import (
    ANSWERS,
    ArrangementFactory,
    ReferralFactory,
    champion_of,
    days,
    party,
)

REFERRALS = "/api/v1/referrals/"


@pytest.fixture
def referral(officer):
    return ReferralFactory(by=officer)


@pytest.fixture
def submitted(officer):
    return ReferralFactory(by=officer, state="submitted")


def coordinators(referral):
    """A program of the coordinator's team."""
    arrangement = Arrangement.objects.of(referral.intervention.area)
    return program_of(arrangement.coordinators).program


def of(referral, rest=""):
    return f"{REFERRALS}{referral.uuid}/{rest}"


def started(**said):
    return {
        "offence": "criminal-damage",
        "happened_on": days(-1).isoformat(),
        "place": "Bus shelter, Stafford",
        "summary": "Kicked a pane out.",
        "admission": "admitted",
        "level": "panel",
        "officer_phone": "01632 960 001",
        "forenames": "Liam",
        "surname": "Corrigan",
        **said,
    }


# ---- Reading ------------------------------------------------------------------------------------
def test_the_lists_have_the_tabs_and_filters_of_the_page(program, referral):
    def found(**query):
        return [row["uuid"] for row in program.get(REFERRALS, query).json()["results"]]

    assert found() == []
    assert found(tab="team") == [str(referral.uuid)]
    assert found(tab="team", state="draft") == [str(referral.uuid)]
    assert found(tab="team", state="closed") == []
    assert program.get(REFERRALS, {"tab": "purple"}).status_code == 400
    assert program.get(REFERRALS, {"tab": "team"}).json()["count"] == "1"


def test_the_list_goes_on_after_a_page(program, officer, referral):
    other = ReferralFactory(by=officer)

    first = program.get(REFERRALS, {"tab": "team", "limit": "1"}).json()
    second = program.get(first["next"]).json()

    found = [row["uuid"] for row in first["results"] + second["results"]]
    assert (found, second["next"]) == ([str(referral.uuid), str(other.uuid)], None)


def test_a_referral_says_where_it_stands_and_what_is_to_be_written(program, referral):
    told = program.get(of(referral)).json()

    assert (told["state"], told["reads_words"]) == ("draft", True)
    assert [one["name"] for one in told["people"]] == ["Liam Corrigan", "Niamh Tapley"]
    assert told["sections"][0]["answers"]["harm"] == "A pane of glass, £120"
    assert (told["form"], told["case"]) == ([], None)
    assert program.get(told["sections"][0]["url"]).json() == told["sections"][0]


def test_a_draft_is_not_there_for_its_receivers_and_others(referral, cast):
    readers = [coordinators(referral), program_of(cast.elsewhere).program]

    assert [one.get(of(referral)).status_code for one in readers] == [404, 404]


def test_who_may_not_know_somebody_in_it_reads_no_words(officer, manager):
    person = make_person(by=officer, team=officer.acting_team)
    referral = ReferralFactory(
        by=officer, state="submitted", parties=[party(profile=person), party("harmed")]
    )
    restrict(person, manager)

    told = coordinators(referral).get(of(referral)).json()

    assert (told["reads_words"], told["summary"], told["form"]) == (False, None, [])
    assert told["people"][0] == {
        **dict.fromkeys(told["people"][0]),
        "name": "A person you may not see",
        "role": told["people"][0]["role"],
        "is_masked": True,
    }
    assert "Corrigan" not in str(told)


# ---- Writing ------------------------------------------------------------------------------------
def test_who_cannot_see_the_record_corrects_what_is_said_of_somebody(officer, person):
    referral = ReferralFactory(
        by=officer, state="preparation", parties=[party(), party("harmed", profile=person)]
    )
    harmed = referral.intervention.parties.get(profile=person)
    program, at = coordinators(referral), of(referral, f"people/{harmed.uuid}/")
    tag = program.get(at)["ETag"]

    answer = program.patch(at, {"phone": "01632 960 150"}, **{"if-match": tag})

    assert answer.status_code == 200, answer.content
    assert (answer.json()["phone"], answer.json()["person"]) == ("01632 960 150", None)


def test_how_a_phone_is_safe_is_written_and_read(officer):
    referral = ReferralFactory(by=officer, state="preparation")
    harmed = referral.intervention.parties.get(role__code="harmed")
    program, at = coordinators(referral), of(referral, f"people/{harmed.uuid}/")
    said = {
        "phone": "01632 960 377",
        "safe_to_contact": "yes",
        "safe_to_leave_message": "no",
        "phone_note": "Speak to her alone",
    }

    answer = program.patch(at, said, **{"if-match": program.get(at)["ETag"]})

    assert answer.status_code == 200, answer.content
    assert {name: answer.json()[name] for name in said} == said


def test_a_program_writes_and_submits_a_referral(program, cast, person):
    allow_sharing(cast.police, ArrangementFactory(area=cast.staffordshire).coordinators)
    answer = program.post(REFERRALS, started(person=str(person.uuid)))
    assert answer.status_code == 201, answer.content
    at = answer["Location"]
    responsible = answer.json()["people"][0]
    assert (responsible["person"], responsible["consented_on"]) == (str(person.uuid), None)

    consent = {"consented_on": days(0).isoformat(), "consent_method": "in-person"}
    one = program.get(f"{at}people/{responsible['uuid']}/")
    agreed = program.patch(one.request["PATH_INFO"], consent, **{"if-match": one["ETag"]})
    assert agreed.status_code == 200, agreed.content
    harmed = {"role": "harmed", "forenames": "Niamh", "surname": "Tapley", **consent}
    added = program.post(f"{at}people/", harmed)
    assert added.status_code == 201, added.content
    assert len(program.get(f"{at}people/").json()["results"]) == 2
    assert program.post(f"{at}submit/").status_code == 422
    for section in answer.json()["sections"]:
        asked = {field["name"] for field in fields_of(program, section)}
        said = {code: text for code, text in ANSWERS.items() if code in asked}
        tag = program.get(section["url"])["ETag"]
        written = program.patch(section["url"], said, **{"if-match": tag})
        assert written.json()["answers"] == said

    sent = program.post(f"{at}submit/")

    assert sent.status_code == 200, sent.content
    assert sent.json()["state"] == "submitted"
    assert sent.json()["form"]


def fields_of(program, section):
    return program.get(f"{section['url']}edit/").json()["fields"]


def test_the_facts_are_changed_from_the_version_that_was_read(program, referral):
    read = program.get(of(referral))

    changed = program.patch(of(referral), {"place": "Market"}, **{"if-match": read["ETag"]})
    again = program.patch(of(referral), {"place": "Park"}, **{"if-match": read["ETag"]})

    assert (changed.status_code, changed.json()["place"]) == (200, "Market")
    assert changed.json()["summary"] == read.json()["summary"]
    assert again.status_code == 412


def test_somebody_is_taken_out_of_a_draft(program, referral):
    harmed = referral.intervention.parties.last()

    answer = program.post(of(referral, f"people/{harmed.uuid}/remove/"))

    assert answer.status_code == 200, answer.content
    assert Party.objects.count() == 1


def test_a_champion_is_asked(program, referral):
    champion = champion_of(referral)

    (field, _) = program.get(of(referral, "consult/")).json()["fields"]
    (choice,) = field["choices"]
    answer = program.post(of(referral, "consult/"), {"champion": choice["value"]})

    assert answer.status_code == 200, answer.content
    assert choice["label"] == champion.name
    assert answer.json()["consultations"][0]["champion"].startswith(champion.name)


# ---- Deciding -----------------------------------------------------------------------------------
def test_the_coordinator_asks_and_accepts(program, submitted):
    theirs = coordinators(submitted)

    asked = theirs.post(of(submitted, "ask/"), {"words": "How old is he?"})
    assert asked.json()["state"] == "asked"
    answered = program.post(of(submitted, "answer/"), {"words": "Sixteen"})
    assert answered.json()["state"] == "submitted"
    accepted = theirs.post(of(submitted, "accept/"), {"title": "Bus shelter"})

    assert (accepted.status_code, accepted.json()["state"]) == (200, "preparation")
    assert accepted.json()["case"]
    assert [step["what"] for step in accepted.json()["steps"]][-1] == "accepted"


def test_the_coordinator_declines_with_a_reason(program, submitted):
    theirs = coordinators(submitted)

    assert theirs.post(of(submitted, "decline/"), {}).status_code == 422
    assert theirs.post(of(submitted, "decline/"), {"words": "No"}).json()["state"] == "declined"
    assert program.post(of(submitted, "withdraw/"), {"words": "No"}).status_code == 422


def test_the_author_withdraws(program, submitted):
    answer = program.post(of(submitted, "withdraw/"), {"words": "She no longer wants it"})

    assert answer.json()["state"] == "withdrawn"
    assert answer.json()["steps"][-1]["text"] == "She no longer wants it"


def test_the_author_does_not_decide_and_the_receiver_does_not_withdraw(program, submitted):
    assert program.post(of(submitted, "accept/"), {}).status_code == 403
    assert coordinators(submitted).post(of(submitted, "withdraw/"), {}).status_code == 403
    assert Referral.objects.get().state == "submitted"


def test_others_do_nothing_with_it(submitted, cast):
    beside = program_of(TeamFactory(areas=[cast.staffordshire])).program

    acts = ["", "submit/", "withdraw/", "accept/", "decline/", "people/"]
    assert {beside.post(of(submitted, act), {}).status_code for act in acts} == {404}
