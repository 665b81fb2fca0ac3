"""The log page by page: nothing lost, nothing twice, and no page looks further than it may."""

import pytest
from django.utils import timezone

from audit.models import Event
from audit.services import record
from audit.tests.factories import EventFactory

pytestmark = pytest.mark.slow

SEARCH = "/audit/"


@pytest.fixture
def as_auditor(client, auditor):
    client.force_login(auditor)
    return client


def act(by):
    """An event of this person, about no record."""
    return record(verb="page.not_found", operation=Event.REFUSAL, actor=by)


@pytest.fixture
def yesterday():
    return timezone.now() - timezone.timedelta(days=1)


def test_paging_loses_nothing_and_repeats_nothing_while_events_arrive(
    as_auditor, officer, yesterday
):
    team = officer.acting_team.pk
    old = [EventFactory(at=yesterday, actor_team_id=team).pk for _ in range(70)]
    old += [act(officer).pk for _ in range(50)]

    found, query = [], {"team": team}
    while query:
        response = as_auditor.get(SEARCH, query)
        found += [entry.event.pk for entry in response.context["entries"]]
        act(officer)
        after = response.context["page"].next_cursor
        query = {"team": team, "after": after} if after else None

    assert len(found) == len(set(found))
    assert set(old) <= set(found)
    assert found == sorted(found, key=lambda pk: (pk in old[70:], pk), reverse=True)


def test_the_count_stops_at_a_thousand(as_auditor, police):
    Event.objects.bulk_create(
        EventFactory.build_batch(1001, actor_team_id=police.pk, at=timezone.now())
    )

    assert "1,000+ events" in as_auditor.get(SEARCH).content.decode()


def walked(client, **query):
    """Every event from page to page, and how many pages it took."""
    found, pages, after = [], 0, ""
    while after is not None:
        response = client.get(SEARCH, {**query, "after": after})
        found += [entry.event.pk for entry in response.context["entries"]]
        pages, after = pages + 1, response.context["page"].next_cursor
        assert pages < 20
    return found, pages


def test_a_page_looks_no_further_than_so_many_events(as_auditor, officer, monkeypatch):
    monkeypatch.setattr("audit.paging.WALK", 5)
    oldest = act(officer).pk
    for _ in range(12):
        EventFactory(actor_team_id=987654)

    assert "No matching events so far." in as_auditor.get(SEARCH).content.decode()
    found, pages = walked(as_auditor)
    assert found.count(oldest) == 1
    assert pages > 2


def test_nothing_is_lost_where_one_stretch_ends_and_the_next_begins(
    as_auditor, officer, yesterday, monkeypatch
):
    monkeypatch.setattr("audit.paging.WALK", 5)
    team = officer.acting_team.pk
    mine = [act(officer).pk for _ in range(9)]
    mine += [EventFactory(at=yesterday, actor_team_id=team).pk for _ in range(9)]

    found, pages = walked(as_auditor, team=team)

    assert pages > 2
    assert sorted(found) == sorted(mine)
