"""Missing plans, by the API: read, written, changed and confirmed by those who keep them."""

import pytest

from access.levels import Level
from access.tests.factories import give
from api.tests.calls import fields_of
from api.tests.factories import program_of
from audit.models import Event
from missing.models import Plan
from missing.tests.casts import a_cast
from missing.tests.factories import PlanAdditionFactory, PlanFactory

SAID = {
    "protocol": "philomena",
    "description": "Slim, short dark hair",
    "lives_at": "The Larches, Wroxham",
    "who_to_ring": "Joan Birchall, 01632 960 177",
}


@pytest.fixture
def cast(db):
    return a_cast()


@pytest.fixture
def home(cast):
    """A program of the care home, which manages the record."""
    return program_of(cast.person.owner_team).program


def plan_of(cast, rest=""):
    return f"/api/v1/profiles/{cast.person.uuid}/missing-plan/{rest}"


def changed(program, address, body):
    return program.patch(address, body, **{"If-Match": program.get(address)["ETag"]})


# ---- Plans --------------------------------------------------------------------------------------
def test_a_plan_is_written_where_there_is_none(cast, home):
    before = home.get(plan_of(cast)).json()

    answer = changed(home, plan_of(cast), {**SAID, "places": "The bus station"})

    told = answer.json()
    assert (before["is_written"], before["protocol"], before["review_on"]) == (False, "", None)
    assert answer.status_code == 200, answer.content
    assert (told["is_written"], told["places"]) == (True, "The bus station")
    assert told["review_on"] == Plan.objects.get().review_on.isoformat()
    assert told["changed_by"]
    assert home.get(plan_of(cast)).json() == told
    assert Event.objects.get(verb="missing_plan.made").channel == "api"


def test_a_plan_lacks_nothing_that_is_needed(cast, home):
    answer = changed(home, plan_of(cast), {"protocol": "philomena"})

    assert (answer.status_code, sorted(fields_of(answer))) == (
        422,
        ["description", "lives_at", "who_to_ring"],
    )
    assert not Plan.objects.exists()


def test_a_plan_is_changed_from_the_version_that_was_read(cast, home):
    plan = PlanFactory(profile=cast.person, by=cast.carer)
    etag = home.get(plan_of(cast))["ETag"]

    answer = home.patch(plan_of(cast), {"devices": "A blue phone"}, **{"If-Match": etag})
    stale = home.patch(plan_of(cast), {"devices": "None"}, **{"If-Match": etag})

    assert (answer.status_code, answer.json()["devices"]) == (200, "A blue phone")
    assert answer.json()["description"] == plan.description
    assert stale.status_code == 412


def test_two_programs_do_not_both_write_the_first_plan(cast, home):
    etag = home.get(plan_of(cast))["ETag"]
    PlanFactory(profile=cast.person, by=cast.carer, description="Tall")

    answer = home.patch(plan_of(cast), SAID, **{"If-Match": etag})

    assert answer.status_code == 412
    assert Plan.objects.get().description == "Tall"


def test_a_plan_is_confirmed(cast, home):
    none = home.post(plan_of(cast, "review/"))
    PlanFactory(profile=cast.person, by=cast.carer, review_on="2026-01-01")

    answer = home.post(plan_of(cast, "review/"))

    assert none.status_code == 422
    assert (answer.status_code, answer.json()["is_review_overdue"]) == (200, False)
    assert Event.objects.filter(verb="missing_plan.reviewed").exists()


def test_what_was_learned_stands_beside_the_plan(cast, home):
    plan = PlanFactory(profile=cast.person, by=cast.carer)
    PlanAdditionFactory(plan=plan, by=cast.carer)

    (row,) = home.get(plan_of(cast)).json()["learned"]

    assert row["text"] == "Was at the arcade by the pier"


@pytest.mark.parametrize(
    ("terms", "read", "written"),
    [
        ({"sections": ["log"]}, 404, 404),
        ({"sections": ["missing_plan"]}, 200, 403),
        ({"sections": ["missing_plan"], "level": Level.CONTRIBUTE}, 200, 200),
    ],
)
def test_a_plan_is_for_those_who_hold_its_section(cast, terms, read, written):
    PlanFactory(profile=cast.person, by=cast.carer)
    give(cast.person, cast.carer, cast.ward, **terms)
    ward = program_of(cast.ward).program

    assert ward.get(plan_of(cast)).status_code == read
    assert ward.post(plan_of(cast, "review/")).status_code == written
