"""Proposals on Home, and their cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.tests.factories import give
from agencies.tests.factories import TeamFactory
from profiles.custody import moves_waiting_for, proposals_for
from profiles.tests.factories import EstablishmentFactory, make_person
from profiles.tests.moves.moving import again, hold, leave, proposed, words
from profiles.tests.walking import url

pytestmark = pytest.mark.slow


def test_home_asks_by_name_and_tells_nothing_of_where_they_are(signed_in, person, moved):
    asked = words(signed_in.get("/"))
    page = asked[: asked.index("My people")]

    assert f"Check who has access to {person.name}" in page
    assert person.reference in page
    assert "Custody has changed: 1 team may no longer need access; 1 may need it." in page
    assert url("sharing", person) in page
    for secret in ("HMP Dovegate", "HMP Stafford"):
        assert secret not in page


def test_home_and_sharing_agree(person, manager, moved, police, prison, stafford, dovegate):
    """The same question, asked of one record and of all."""
    people = [person, *(make_person(by=manager, surname=name) for name in ("One", "Two", "Three"))]
    hold(people[1], stafford, "2026-01-05")
    give(people[2], manager, prison)
    leave(hold(people[2], stafford, "2026-01-05"))
    give(people[3], manager, prison)
    hold(people[3], stafford, "2026-01-05")

    waiting = {one.record: (one.to_end, one.to_give) for one in moves_waiting_for(again(manager))}

    counted = {}
    for one in people:
        kinds = [about for about, _ in proposed(one, manager)]
        if kinds:
            counted[one] = (kinds.count("ending"), kinds.count("giving"))
    assert waiting == counted
    assert len(waiting) == 3


def test_home_shows_the_latest_and_costs_the_same_for_many(signed_in, manager, stafford):
    def more(start):
        return hold(make_person(by=manager), stafford, start)

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get("/").status_code == 200
        return len(queries)

    more("2026-01-01")
    asked()
    one = asked()
    for date in range(1, 24):
        last = more(f"2026-02-{date:02}")

    assert asked() == one
    waiting = moves_waiting_for(again(manager))
    assert len(waiting) == 20
    assert waiting[0].record == last.profile


def test_sharing_costs_the_same_after_many_moves(signed_in, person, manager, police, moved):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(url("sharing", person)).status_code == 200
        return len(queries)

    asked()
    one = asked()
    for month in range(1, 10):
        team = TeamFactory(agency=police.agency)
        place = EstablishmentFactory(code=f"hmp-{month}", name=f"HMP {month}", team=team)
        give(person, manager, team)
        hold(person, place, f"2024-{month:02}-01", f"2024-{month:02}-20")

    assert len(proposals_for(again(manager), person)) == 11
    assert asked() == one
