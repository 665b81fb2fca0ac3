"""Sharing across borders, told by programs of the teams that meet in it; and a narrow program.

The stories are those of the domain. The programs know the published document and nothing else.
"""

import datetime
import uuid

import pytest
from django.utils import timezone

from access.models import AccessRequest
from access.tests.factories import LawfulBasisFactory, allow_sharing
from agencies.models import Team
from agencies.tests.factories import TeamFactory, member
from api.models import ApiClient
from api.tests.factories import program_of
from audit.models import Event
from documents.tests import hostile
from documents.tests.factories import DocumentKindFactory, sent
from figures.registry import FIGURES
from profiles.models import Contact, Profile
from profiles.tests.factories import make_person
from tests.api.client import Documented
from tests.api.telling import granted, opened, wrote, wrote_report

pytestmark = pytest.mark.slow

EVERYTHING = ["log", "risk", "reports", "documents", "contact_details"]
WORRIED = {"attitude": "mixed", "response": "Keeps to it", "anxieties": "Where he will sleep"}


def program(team, **fields):
    return Documented(program_of(team, **fields))


@pytest.fixture
def gives(cast):
    """In the owner's team practitioners give access, so its programs do."""
    LawfulBasisFactory()
    Team.objects.filter(pk=cast.police.pk).update(gives_access=Team.GivesAccess.PRACTITIONERS)


@pytest.fixture
def police(cast, gives):
    return program(cast.police)


# ---- 1. Staffordshire and two prisons -----------------------------------------------------------
@pytest.fixture
def prisons(cast, police):
    agency, areas = cast.prison.agency, [cast.staffordshire]
    teams = [cast.prison, TeamFactory(name="HMP Dovegate", agency=agency, areas=areas)]
    allow_sharing(cast.police, cast.prison)
    return teams


@pytest.fixture
def shared(cast, police, prisons):
    """Ashdown, whose log and reports two prisons read and write."""
    person = opened(police, cast.police, surname="Ashdown")
    granted(police, person, prisons, sections=["log", "reports"])
    return person


def test_officers_and_prisons_read_each_other(police, prisons, shared):
    entry = wrote(police, shared, "He is glad of the flat", **WORRIED)
    stafford, dovegate = map(program, prisons)

    for prison in (stafford, dovegate):
        (read,) = prison.told("get_profiles_one_log", uuid=shared)["results"]
        assert (read["uuid"], read["anxieties"]) == (entry["uuid"], "Where he will sleep")

    history = wrote_report(stafford, shared, "prison-history")
    review = wrote_report(police, shared, "review")
    assert police.follow(history["url"])["content"] == history["content"]
    assert dovegate.follow(review["url"])["state"] == "submitted"
    release = wrote_report(dovegate, shared, "pre-release")
    kinds = police.told("get_profiles_one_reports", uuid=shared)["results"]
    assert {one["uuid"] for one in kinds} == {one["uuid"] for one in (history, review, release)}


def test_a_program_that_needs_little_asks_for_little(police, shared):
    (row,) = police.told("get_profiles", query={"fields": "uuid, name"})["results"]
    one = police.told("get_profiles_one", uuid=shared, query={"fields": "reference"})

    assert (set(row), row["uuid"], list(one)) == ({"uuid", "name"}, shared, ["reference"])


def test_an_officer_adds_a_licence_and_a_newer_one(police, shared):
    kind, file = DocumentKindFactory().code, sent("licence.pdf")
    body = {"files": file, "kind": kind, "marking": "official", "description": "Licence"}

    added = police.told("post_profiles_one_documents", uuid=shared, body=body)
    at = {"uuid": shared, "child": added["uuid"]}
    newer = police.told(
        "post_profiles_one_documents_one_version", body={"files": sent("new.pdf")}, **at
    )
    changed = police.change(newer["url"], {"handling": "Not to be shown to him"})
    police.follow(changed["file"])
    refused = police.refused(
        422,
        "post_profiles_one_documents",
        uuid=shared,
        body={**body, "files": sent("map.svg", hostile.SVG)},
    )

    assert (newer["version"], changed["handling"]) == (2, "Not to be shown to him")
    assert [one["url"] for one in newer["earlier"]] == [added["url"]]
    assert "“map.svg” was not saved" in refused["errors"][0]["message"]


def test_an_anxiety_raised_inside_is_settled_outside(police, prisons, shared):
    stafford = program(prisons[0])
    raised = wrote(stafford, shared, "Quiet on the wing", anxieties="His mother is ill")
    name, parts = police.at(raised["url"])

    police.told("post_profiles_one_log_one_add", **parts, body={"text": "She is home again"})

    assert [one["text"] for one in stafford.told(name, **parts)["added"]] == ["She is home again"]


def test_a_contact_that_is_sent_again_is_written_once(police, shared):
    said = {
        "kind": police.choice("get_profiles_one_log_new", "kind", "Phone", uuid=shared),
        "moment": timezone.localdate().isoformat(),
        "text": "Rang back",
        "basis": "fact",
    }
    once = {"Idempotency-Key": "custody-7781"}

    first, second = (
        police.done("post_profiles_one_log", uuid=shared, body=said, headers=once)
        for _ in range(2)
    )

    assert (first.told, first.headers["Location"]) == (second.told, second.headers["Location"])
    assert second.headers["Idempotency-Replayed"] == "true"
    assert Contact.objects.count() == 1
    other = {**said, "text": "Something else"}
    police.refused(422, "post_profiles_one_log", uuid=shared, body=other, headers=once)


def test_what_a_prison_was_not_given_is_not_there(cast, prisons, shared):
    stafford, reader = program(prisons[0]), program(prisons[1], scopes=["log:read"])
    level = {"level": "high", "of_what": "Harm", "rationale": "Threats"}
    level["assessed_on"] = timezone.localdate().isoformat()

    stafford.refused(404, "get_profiles_one_risk", uuid=shared)
    stafford.refused(404, "post_profiles_one_risk", uuid=shared, body=level)
    problem = reader.refused(403, "post_profiles_one_log", uuid=shared, wrong=True)
    assert problem["type"].endswith("#insufficient-scope")
    program(cast.elsewhere).refused(404, "get_profiles_one_log", uuid=shared)


# ---- 2. Staffordshire and Norfolk ---------------------------------------------------------------
@pytest.fixture
def moved(cast, police):
    """Ashdown, who has moved to Norfolk; and their access for two months."""
    allow_sharing(cast.police, cast.elsewhere)
    person = opened(police, cast.police, surname="Ashdown")
    until = (timezone.localdate() + datetime.timedelta(days=61)).isoformat()
    grant = granted(police, person, [cast.elsewhere], how_long="date", until=until)
    return person, grant


def test_two_forces_write_until_he_returns(cast, police, moved):
    person, grant = moved
    norfolk = program(cast.elsewhere)
    wrote(norfolk, person, "Met at the office in Norwich")
    wrote(police, person, "Rang his mother")
    assert len(norfolk.told("get_profiles_one_log", uuid=person)["results"]) == 2

    _, parts = police.at(grant["url"])
    police.told("post_profiles_one_grants_one_end", **parts, body={"because": "He is back"})

    norfolk.refused(404, "get_profiles_one", uuid=person)
    norfolk.refused(404, "get_profiles_one_log", uuid=person)
    assert len(police.told("get_profiles_one_log", uuid=person)["results"]) == 2


def test_who_works_with_an_old_version_is_told(police, moved):
    person, _ = moved
    etag = police.done("get_profiles_one", uuid=person).etag
    held = {"uuid": person, "headers": {"If-Match": etag}}

    police.told("patch_profiles_one", **held, body={"first_language": "Polish"})

    police.refused(412, "patch_profiles_one", **held, body={"first_language": "Czech"})
    police.refused(428, "patch_profiles_one", uuid=person, body={}, wrong=True)
    assert police.told("get_profiles_one", uuid=person)["first_language"] == "Polish"


def test_a_program_hands_no_record_over(cast, police, moved):
    person, _ = moved
    terms = {"keep": "nothing", "basis": "crime-and-disorder", "note": "He lives in Norwich now"}

    problem = police.refused(
        403,
        "post_profiles_one_transfer",
        uuid=person,
        body={**terms, "teams": [str(cast.elsewhere.uuid)]},
    )

    assert problem["detail"].startswith("Only a manager")
    assert Profile.objects.get(uuid=person).owner_team == cast.police


# ---- 3. Named officers --------------------------------------------------------------------------
def test_named_officers_see_it_and_their_colleagues_may_ask(cast, police):
    allow_sharing(cast.police, cast.elsewhere)
    named = member(cast.elsewhere, username="isla", name="Isla Thornbury")
    person = opened(police, cast.police, surname="Tyrell")
    entry = wrote(police, person, "Seen at the quay")
    granted(police, person, [], people=["isla"], sections=EVERYTHING)

    isla, colleague = Documented(session=named), program(cast.elsewhere)

    (read,) = isla.told("get_profiles_one_log", uuid=person)["results"]
    held = isla.told("get_profiles_one", uuid=person)["sections"]
    assert (read["uuid"], {one["name"] for one in held}) == (entry["uuid"], set(EVERYTHING))
    colleague.refused(404, "get_profiles_one", uuid=person)
    colleague.refused(404, "get_profiles_one_log", uuid=person)
    stub = colleague.told("get_profiles_one_request_access", uuid=person)
    assert stub["managed_by"]["name"] == cast.police.name
    assert "Tyrell" not in str(stub)
    asked = {"reason": "linked", "words": "He is in a case of ours"}
    colleague.told("post_profiles_one_request_access", uuid=person, body=asked)
    assert AccessRequest.objects.get().state == "waiting"
    program(cast.prison).refused(404, "get_profiles_one_request_access", uuid=person)


# ---- 4. A complaint in Brighton -----------------------------------------------------------------
def test_a_complaint_is_answered_from_the_actions_of_all(cast, police):
    allow_sharing(cast.police, cast.council)
    case = police.told("post_cases", body=complaint(cast.police))["uuid"]
    granted(police, case, [cast.council], record="cases", sections=["actions", "people"])
    council = program(cast.council)
    for one in (police, council):
        acted(one, case, "Visit", "Done")
    declined = acted(council, case, "Phone", "declin")
    inspector = Documented(program_of(cast.police), on_behalf_of="Insp. Webb")

    log = inspector.told("get_cases_one_actions", uuid=case)["results"]
    query = {"result": declined["result"]["code"]}
    narrowed = inspector.told("get_cases_one_actions", uuid=case, query=query)["results"]

    assert len(log) == 3
    assert [one["uuid"] for one in narrowed] == [declined["uuid"]]
    assert "Stafford Council" in narrowed[0]["done_by"]
    event = Event.objects.latest("pk")
    assert (event.verb, event.detail["on_behalf_of"]) == ("case.view_actions:view", "Insp. Webb")
    program(cast.prison).refused(404, "get_cases_one_actions", uuid=case)


def complaint(team):
    today = timezone.localdate().isoformat()
    return {
        "title": "Noise, Lansdown Court",
        "kind": "asb",
        "opened_on": today,
        "team": str(team.uuid),
    }


def acted(one, case, kind, result):
    """An action of today with this result, written by a program."""
    form = {"name": "get_cases_one_actions_new", "uuid": case}
    said = {
        "kind": one.choice(field="kind", label=kind, **form),
        "result": one.choice(field="result", label=result, **form),
        "state": "done",
        "moment": timezone.localdate().isoformat(),
        "text": f"{kind}. {result}.",
        "basis": "fact",
    }
    return one.told("post_cases_one_actions", uuid=case, body=said)


# ---- 8. Another system --------------------------------------------------------------------------
GIVEN = {"reports:read", "statistics:read"}


@pytest.fixture
def another(cast):
    """A system that reads reports and figures, for J. Smith."""
    client = program_of(cast.police, scopes=sorted(GIVEN), a_minute=1000)
    return Documented(client, on_behalf_of="j.smith")


def test_another_system_gets_exactly_what_it_was_given(another, person):
    answers = {name: status_of(another, name, person) for name in another.operations}

    for name, one in another.operations.items():
        needed = {scope for way in one.said["security"] for scope in way.get("oauth2", ())}
        assert (answers[name] == 403) is bool(needed - GIVEN), name
    assert sorted(answers.values()).count(403) > 100


def status_of(one, name, person):
    """What a call with nothing in it is answered, about a person that the team manages."""
    path = [key for (place, key) in one.operations[name].parameters if place == "path"]
    at = {key: person.uuid if key == "uuid" else uuid.uuid4() for key in path}
    return one.call(name, wrong=True, **at).status


def test_a_person_outside_is_as_one_that_never_was(cast, another):
    hidden = make_person(by=cast.outsider, team=cast.elsewhere)

    there = another.refused(404, "get_profiles_one_reports", uuid=hidden.uuid)
    absent = another.refused(404, "get_profiles_one_reports", uuid=uuid.uuid4())

    assert there == absent


def test_each_call_of_another_system_leaves_an_event(another, person):
    calls = {
        "profile.view_reports:view": ("get_profiles_one_reports", {"uuid": person.uuid}),
        "statistics.view:view": ("get_statistics_one", {"key": next(iter(FIGURES))}),
    }
    for verb, (name, at) in calls.items():
        another.told(name, **at)

        event = Event.objects.latest("pk")
        assert (event.verb, event.channel) == (verb, "api")
        assert event.detail["client"] == str(ApiClient.objects.get().uuid)
        assert event.detail["on_behalf_of"] == "j.smith"
