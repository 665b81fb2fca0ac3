"""With ten thousand people, pages come from the holds' indexes for every kind of user."""

import random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench import cells, people
from core import policy
from profiles.custody import moves_waiting_for
from profiles.models import Establishment, Profile
from profiles.selectors import reports_due_soon, risk_reviews_overdue, with_list_columns
from profiles.services import rebuild_due_reports
from profiles.tests.factories import UpdatePeriodFactory
from records.models import FormKind
from tests.scale.plans import FEW, HOLDS, KINDS, assert_from_indexes, plans, some

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("scale")]


@pytest.mark.parametrize("order", ["name", "-name", "-activity"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_read_from_the_holds_own_indexes(world, kind, order):
    user = some(kind)
    after = ""
    for _ in range(2):
        with plans() as found:
            page = Profile.objects.page_for(user, order=order, after=after)
            with_list_columns(page, user)
        after = page.next_cursor

        assert len(page) == 25
        assert_from_indexes(found)
        assert {node.table for node in found if node.kind == "Index Only Scan"} >= HOLDS
        assert not [n for n in found if n.table in HOLDS and "Bitmap" in n.kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_people_of_a_prison_are_found_without_reading_everyone(world, kind):
    user, place = some(kind), Establishment.objects.first()

    for found in (Profile.objects.in_custody([place.pk]), Profile.objects.in_custody()):
        with plans() as steps:
            inside = found.page_for(user)
        assert set(inside) <= set(found.visible_to(user))
        assert {person.stays.current().count() for person in inside} <= {1}
        assert_from_indexes(steps)


@pytest.mark.parametrize("kind", ["large", "manager"])
def test_reports_due_are_found_without_reading_everyone(world, kind):
    """Every week one about everyone in custody."""
    user, review = some(kind), FormKind.objects.get(code="review")
    for place in Establishment.objects.all():
        UpdatePeriodFactory(establishment=place, kind=review, weeks=1)
    owed = rebuild_due_reports()

    with plans() as steps:
        found = reports_due_soon(user, 11)
        late = risk_reviews_overdue(user, 6)

    assert owed > 50
    assert len(found) == 11
    assert late == []
    assert_from_indexes(steps)


@pytest.mark.parametrize("kind", ["large", "hq", "manager"])
def test_what_moves_propose_is_found_from_the_holds_indexes(world, kind):
    """Records lie all over the disk: of a large team, none is read to find which they are."""
    user = some(kind)

    with plans() as found:
        waiting = moves_waiting_for(user)

    assert waiting
    assert_from_indexes(found)
    assert {node.kind for node in found if node.table in HOLDS} == {"Index Only Scan"}
    records = [node for node in found if node.table == "profiles_profile"]
    # Those whom the user leads are few, and may be looked up by that.
    assert not [node for node in records if "Bitmap" in node.kind and node.rows > FEW]


@pytest.mark.parametrize("kind", KINDS)
def test_a_check_reads_no_table_whole(world, kind):
    user = some(kind)
    profile = Profile.objects.page_for(user).rows[0]

    with plans() as found:
        assert policy.can(user, "profile.view", profile)

    assert_from_indexes(found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_count_reads_no_profile_but_behind_broken_glass(world, kind):
    user = some(kind)

    with plans() as found:
        Profile.objects.count_for(user)

    profiles = [node for node in found if node.table == "profiles_profile"]
    assert all("access_breakglass" in node.beside for node in profiles)
    assert_from_indexes(found)


@pytest.mark.parametrize("order", ["name", "-activity"])
@pytest.mark.parametrize("kind", KINDS)
def test_twenty_rows_take_as_many_statements_as_one(world, kind, order):
    user = some(kind)
    counts = []
    for size in (1, 20):
        with CaptureQueriesContext(connection) as asked:
            page = Profile.objects.page_for(user, order=order, size=size)
            with_list_columns(page, user)
            assert [(str(p.owner_team), p.current_roles) for p in page]
        assert len(page) == size
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_list_takes_as_many_statements_for_few_as_for_many(world, client):
    counts = set()
    for kind in ("small", "large", "hq"):
        client.force_login(some(kind))
        client.get("/profiles/")
        with CaptureQueriesContext(connection) as asked:
            answer = client.get("/profiles/")
        assert answer.status_code == 200
        counts.add(len(asked))

    assert len(counts) == 1


@pytest.mark.parametrize("kind", cells.KINDS)
def test_what_is_measured_answers_as_its_floor_does(world, kind):
    rng = random.Random(7)
    some = people.cases(kind, rng)[:2]
    for part in (cells.lists, cells.filtered, cells.searches, cells.single):
        for cell in part(kind, some):
            cell.samples = 1
            cell.run(rng, seconds=1)


def test_what_is_measured_of_writing_can_be_done(world, monkeypatch):
    for module in (people, cells):
        monkeypatch.setattr(module, "MANY", 50)
    rng = random.Random(7)
    for cell in [*cells.writes(people.cases("small", rng)[:2], rng), *cells.many(rng)]:
        cell.samples = 1
        cell.run(rng, seconds=1)
        assert cell.result()
