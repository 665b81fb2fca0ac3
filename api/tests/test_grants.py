"""Access to records, by the API: what the Sharing page tells its reader, and who may change it."""

import datetime

import pytest
from django.utils import timezone

from access.models import AccessRequest, Grant
from access.services import ask_for_more
from access.tests.factories import LawfulBasisFactory, allow_sharing, give
from agencies.models import Team
from agencies.tests.factories import TeamFactory
from api.tests.factories import program_of
from audit.models import Event
from cases.tests.factories import CaseFactory

TERMS = {
    "sections": ["log"],
    "level": 1,
    "purpose": "Joint management",
    "basis": "crime-and-disorder",
    "how_long": "7days",
}


def of(record, *parts):
    records = {"profile": "profiles", "case": "cases"}[record._meta.model_name]
    return "/".join([f"/api/v1/{records}/{record.uuid}", *map(str, parts), ""])


@pytest.fixture
def gives(cast):
    """What a program of the police, whose practitioners give access, sends to give it."""
    cast.police.gives_access = Team.GivesAccess.PRACTITIONERS
    cast.police.save()
    LawfulBasisFactory()
    allow_sharing(cast.police, cast.council)
    return {**TERMS, "teams": [cast.council.name]}


def test_everybody_with_access_is_listed_with_why(program, person, cast):
    grant = give(person, cast.manager, cast.council, sections=["log"], days=5)

    told = program.get(of(person, "grants")).json()

    owner, other = told["access"]
    assert (told["reference"], told["is_restricted"], told["teams"]) == (
        person.reference,
        False,
        2,
    )
    assert (owner["who"], owner["is_owner"], owner["url"]) == (cast.police.name, True, None)
    assert (other["who"], other["why"]) == (cast.council.name, "Joint management")
    assert (other["level"], other["sections"]) == (1, ["log"])
    assert program.get(other["url"]).json() == other
    assert other["url"] == of(person, "grants", grant.uuid)


def test_who_could_see_it_on_a_day(program, person):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)

    past = program.get(of(person, "grants"), {"day": yesterday.isoformat()})
    wrong = program.get(of(person, "grants"), {"day": "2999-01-01"})

    assert past.json()["access"] == []
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (400, "day")


def test_a_discreet_team_is_not_told(person, cast):
    refuge = TeamFactory(is_discreet=True, name="Oak House")
    give(person, cast.manager, refuge)
    give(person, cast.manager, cast.council)
    council = program_of(cast.council).program

    told = council.get(of(person, "grants"))
    grant = Grant.objects.get(team=refuge)

    assert [one["who"] for one in told.json()["access"]] == [cast.police.name, cast.council.name]
    assert "Oak House" not in told.content.decode()
    assert council.get(of(person, "grants", grant.uuid)).status_code == 404


def test_a_program_gives_access_to_a_team(program, person, cast, gives, police_client):
    answer = program.post(of(person, "grants"), gives)

    grant = Grant.objects.get()
    assert answer.status_code == 201, answer.content
    assert answer["Location"] == of(person, "grants", grant.uuid)
    assert (answer.json()["who"], answer.json()["sections"]) == (cast.council.name, ["log"])
    assert (grant.given_by, grant.purpose) == (police_client.client.account, TERMS["purpose"])
    event = Event.objects.get(verb="access.given")
    assert (event.channel, event.detail["client"]) == ("api", str(police_client.client.uuid))


def test_access_is_given_to_several_or_to_nobody(program, person, cast, gives):
    missing = program.post(of(person, "grants"), {**gives, "teams": ["Nowhere", "HMP Stafford"]})
    assert (missing.status_code, Grant.objects.count()) == (422, 0)
    allow_sharing(cast.police, cast.prison)

    answer = program.post(
        of(person, "grants"), {**gives, "teams": [str(cast.prison.uuid), cast.council.name]}
    )

    assert answer.status_code == 201, answer.content
    assert answer["Location"] == of(person, "grants")
    assert len(answer.json()["access"]) == 3


def test_a_case_is_shared_while_it_is_open(program, cast, gives):
    case = CaseFactory(by=cast.manager)

    answer = program.post(
        of(case, "grants"), {**gives, "sections": ["people"], "how_long": "open"}
    )

    assert answer.status_code == 201, answer.content
    assert Grant.objects.get().while_itself_open


def test_an_access_is_changed_from_the_version_that_was_read(program, person, cast, gives):
    old = give(person, cast.manager, cast.council, sections=["log"], days=5)
    address = of(person, "grants", old.uuid)
    etag = program.get(address)["ETag"]

    without = program.patch(address, {"level": 2})
    answer = program.patch(address, {"level": 2}, **{"If-Match": etag})

    assert without.status_code == 428
    assert answer.status_code == 200, answer.content
    new = Grant.objects.unended().get()
    assert (answer.json()["url"], answer.json()["level"]) == (of(person, "grants", new.uuid), 2)
    assert (new.sections, new.last_day, new.purpose) == (old.sections, old.last_day, old.purpose)
    assert program.get(address).status_code == 404


def test_an_access_is_ended_with_the_reason(program, person, cast, gives):
    grant = give(person, cast.manager, cast.council)

    answer = program.post(of(person, "grants", grant.uuid, "end"), {"because": "Moved away"})

    assert answer.status_code == 200, answer.content
    assert len(answer.json()["access"]) == 1
    assert answer.json()["over"][0]["ended_because"] == "Moved away"
    assert answer.json()["over"][0]["url"] is None


def test_who_may_not_give_access_is_told_why(person, cast):
    grant = give(person, cast.manager, cast.council)
    council = program_of(cast.council).program

    answers = [
        council.post(of(person, "grants"), TERMS),
        council.patch(of(person, "grants", grant.uuid), {"level": 2}),
        council.post(of(person, "grants", grant.uuid, "end"), {"because": "x"}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 3
    assert {answer.json()["detail"] for answer in answers} == {
        "Only managers of the team that manages this record, and members whom it lets give "
        "access, can do this."
    }
    assert Grant.objects.unended().count() == 1


def test_a_transfer_is_for_managers(program, person, cast):
    answer = program.post(of(person, "transfer"), {"teams": [cast.council.name]})

    assert answer.status_code == 403
    assert answer.json()["detail"].startswith("Only a manager of the team")


def test_who_knows_of_a_record_asks_for_access(person, cast):
    give(person, cast.manager, cast.outsider, named=True)
    other = program_of(cast.elsewhere)
    address = of(person, "request-access")

    stub = other.program.get(address).json()
    asked = other.program.post(address, {"reason": "linked", "words": "A case of ours"})

    assert (stub["reference"], stub["asked"]) == (person.reference, None)
    assert stub["managed_by"]["name"] == cast.police.name
    assert other.program.get(of(person)).status_code == 404
    assert asked.status_code == 200, asked.content
    assert asked.json()["asked"]["state"] == "waiting"
    assert person.surname not in asked.content.decode()
    request = AccessRequest.objects.get()
    assert request.asked_by == other.client.account
    again = other.program.post(address, {"reason": "linked", "words": "Again"})
    assert (again.status_code, AccessRequest.objects.count()) == (422, 1)


def test_who_is_asked_for_more_replies(person, cast):
    give(person, cast.manager, cast.outsider, named=True)
    other, address = program_of(cast.elsewhere).program, of(person, "request-access")
    other.post(address, {"reason": "linked", "words": "A case of ours"})
    ask_for_more(request=AccessRequest.objects.get(), by=cast.manager, question="Which case?")

    told = other.get(address).json()
    answer = other.post(address, {"reply": "C-2026-000001"})

    assert (told["asked"]["question"], told["fields"][0]["name"]) == ("Which case?", "reply")
    assert (answer.status_code, answer.json()["asked"]["reply"]) == (200, "C-2026-000001")


def test_who_reads_the_record_does_not_ask(program, person):
    answer = program.post(of(person, "request-access"), {"reason": "linked", "words": "x"})

    assert (answer.status_code, AccessRequest.objects.count()) == (403, 0)


def test_a_hidden_record_is_as_one_that_never_was(program, cast):
    hidden = CaseFactory(by=cast.outsider)
    gone = CaseFactory.build()

    for parts in (("grants",), ("transfer",), ("request-access",), ("grants", hidden.uuid)):
        for call in (program.get, program.post):
            answers = [call(of(case, *parts)) for case in (hidden, gone)]
            assert [answer.status_code for answer in answers] == [404, 404], parts
            assert answers[0].content == answers[1].content, parts
