"""The feed of changes: what the client sees, in its scopes, and nothing is skipped."""

import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import give
from agencies.models import Team
from agencies.tests.factories import TeamFactory, member
from api.event_scopes import scopes_of
from api.scopes import CODES
from api.tests.factories import program_of
from audit import vocabulary
from audit.models import Event
from audit.services import record
from profiles.tests.factories import write_contact

CHANGES = "/api/v1/changes/"
SINCE = {"since": "2026-01-01T00:00:00Z"}


@pytest.fixture
def settled(monkeypatch):
    """A test is one transaction, whose events would wait for its end."""
    later = timezone.now() + datetime.timedelta(hours=1)
    monkeypatch.setattr("api.changes.settled_until", lambda: later)


def told(program, query=SINCE):
    answer = program.get(CHANGES, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_it_says_what_changed_by_ids_alone(settled, program, person, manager):
    write_contact(person, manager)

    rows = told(program)["results"]

    added = [row for row in rows if row["what"] == "log.added"]
    assert [(row["kind"], row["uuid"], row["section"]) for row in added] == [
        ("profile", str(person.uuid), "log")
    ]
    assert "Pellworth" not in str(rows)


def test_it_goes_on_where_it_ended(settled, program, person, manager):
    first = told(program)
    write_contact(person, manager)

    second = program.get(first["next"]).json()
    third = program.get(second["next"]).json()

    assert [row["what"] for row in second["results"]] == ["log.added"]
    assert (third["results"], third["more"]) == ([], False)


def test_pages_of_it_neither_skip_nor_repeat(settled, program, person, manager):
    for _ in range(5):
        write_contact(person, manager)
    whole = told(program)["results"]

    rows, query = [], {**SINCE, "limit": "2"}
    address = CHANGES
    while True:
        page = program.get(address, query).json()
        rows += page["results"]
        address, query = page["next"], None
        if not page["more"]:
            break

    assert rows == whole
    assert len(rows) > 5


def test_without_a_place_it_begins_now(settled, program, person, manager):
    begun = told(program, {})

    assert begun["results"] == []
    assert program.get(begun["next"]).status_code == 200


def test_it_leaves_out_what_the_client_does_not_see(settled, cast, person, manager):
    write_contact(person, manager)
    stranger, partner = program_of(cast.elsewhere), program_of(cast.council)
    give(person, manager, cast.council, sections=["risk"])

    assert told(stranger.program)["results"] == []
    assert "log.added" not in {row["what"] for row in told(partner.program)["results"]}


def test_it_leaves_out_what_is_outside_the_scopes(settled, cast, person, manager):
    write_contact(person, manager)
    narrow = program_of(cast.police, scopes=["changes:read", "log:read"])

    assert {row["section"] for row in told(narrow.program)["results"]} == {"log"}
    unscoped = program_of(cast.police, scopes=["people:read"])
    assert unscoped.program.get(CHANGES).status_code == 403


def happened(verb, target, section=""):
    return SimpleNamespace(verb=verb, target_type=target, target_id=1, section=section, detail={})


# Of each noun: where it happens, and the scopes that tell of it.
PERSON, CASE = "profiles.profile", "cases.case"
TOLD = {
    "profile": [(PERSON, "", "people")],
    "detail": [(PERSON, "", "people"), (PERSON, "contact_details", "people contact_details")],
    "photo": [(PERSON, "", "people")],
    "log": [(PERSON, "log", "log")],
    "risk": [(PERSON, "risk", "risk")],
    "need": [(PERSON, "log", "people log")],
    "report": [(PERSON, "reports", "reports")],
    "document": [(PERSON, "documents", "documents"), (CASE, "documents", "documents")],
    "missing_plan": [(PERSON, "missing_plan", "missing")],
    "case": [(CASE, "", "cases")],
    "participant": [(CASE, "people", "cases")],
    "incident": [(CASE, "actions", "cases")],
    "action": [(CASE, "actions", "cases")],
    "missing": [(CASE, "", "missing cases"), (CASE, "actions", "missing cases")],
    "access": [(PERSON, "", "people grants"), (CASE, "", "cases grants")],
    "owner": [(PERSON, "", "people grants"), (CASE, "", "cases grants")],
    "emergency": [(PERSON, "", "people grants"), (CASE, "", "cases grants")],
}
# What happens to no person and no case.
NOT_FOLLOWED = {"rj", "gallery"}


def test_every_verb_that_can_be_told_has_its_scopes():
    verbs = vocabulary.verbs_for(vocabulary.SECTION, vocabulary.HOLDERS)
    nouns = {verb.partition(".")[0] for verb in verbs}
    assert nouns == TOLD.keys() | NOT_FOLLOWED

    for verb in verbs:
        for target, section, resources in TOLD.get(verb.partition(".")[0], []):
            needed = {f"{resource}:read" for resource in resources.split()}
            assert scopes_of(happened(verb, target, section)) == needed, verb
            assert needed <= CODES


@pytest.mark.parametrize("verb", ["access.given", "emergency.glass_broken", "owner.transferred"])
def test_acts_on_access_are_told_to_clients_that_read_access(settled, cast, person, verb):
    record(verb=verb, operation=Event.ALTERATION, actor=cast.manager, target=person)
    narrow = program_of(cast.police, scopes=["changes:read", "people:read", "cases:read"])
    wide = program_of(cast.police, scopes=["changes:read", "people:read", "grants:read"])

    assert verb not in {row["what"] for row in told(narrow.program)["results"]}
    assert verb in {row["what"] for row in told(wide.program)["results"]}


def test_what_is_for_managers_is_not_told(settled, program, person, manager):
    shut_out = member(TeamFactory())
    exclude_person(obj=person, by=manager, user=shut_out, reason="A relative")

    assert "access.excluded" not in {row["what"] for row in told(program)["results"]}


def test_what_a_discreet_team_was_given_is_not_told(settled, program, person, manager):
    refuge = TeamFactory(is_discreet=True)
    give(person, manager, refuge, sections=["log"])

    assert "access.given" not in {row["what"] for row in told(program)["results"]}
    assert Team.objects.filter(is_discreet=True).exists()


def test_each_look_is_recorded_with_the_people_on_it(settled, program, person, manager):
    write_contact(person, manager)

    told(program)

    event = Event.objects.latest("pk")
    assert (event.verb, event.channel, event.subjects) == ("change.list:list", "api", [person.pk])


@pytest.mark.parametrize(
    "query", [{"after": "x"}, {"since": "yesterday"}, {"since": "9999-99-99"}]
)
def test_a_place_that_is_none_is_refused(program, query):
    assert program.get(CHANGES, query).status_code == 400
