"""One timeline of a case: in order, whole over its pages, and for each reader what they hold."""

import datetime

import pytest
from django.urls import reverse

from access.levels import Level
from access.tests.factories import give
from audit.models import Event
from cases.tests import factories
from cases.tests.factories import TODAY
from profiles.tests.factories import ReportFactory, make_person, write_contact


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


@pytest.fixture
def person(case, manager):
    person = make_person(by=manager)
    factories.ParticipantFactory(case=case, by=manager, profile=person)
    return person


def url(case):
    return reverse("cases:timeline", args=[case.uuid])


def moments(client, case, query=""):
    return list(client.get(f"{url(case)}{query}").context["page"])


def test_pages_follow_each_other_without_a_gap(client, case, person, manager):
    """Times that are known and not known, equal times, and all kinds of entries."""
    times = [None, datetime.time(9), datetime.time(9), datetime.time(17, 30)]
    for number in range(36):
        day = TODAY - datetime.timedelta(days=number // 8)
        said = {"happened_on": day, "happened_at_time": times[number % 4]}
        if number % 3 == 0:
            factories.ActionFactory(case=case, by=manager, **said)
        elif number % 3 == 1:
            factories.IncidentFactory(case=case, by=manager, **said)
        else:
            write_contact(person, manager, **said)
    for _ in range(2):
        ReportFactory(profile=person, by=manager, submitted=True)
    client.force_login(manager)

    first = client.get(url(case)).context["page"]
    second = client.get(f"{url(case)}?after={first.next_cursor}").context["page"]

    found = [*first, *second]
    assert second.next_cursor is None
    assert len({(one.kind, one.row.pk) for one in found}) == len(found) == 38
    assert found == sorted(found, key=lambda one: one.order)


def test_contacts_and_reports_join_for_those_who_hold_them(
    client, case, person, manager, outsider
):
    factories.ActionFactory(case=case, by=manager, text="First visit")
    write_contact(person, manager, text="Told us about money")
    ReportFactory(profile=person, by=manager, submitted=True)
    give(case, manager, outsider.acting_team, sections=["actions", "people"], level=Level.VIEW)

    client.force_login(manager)
    assert len(moments(client, case)) == 3
    looked = Event.objects.filter(actor_id=manager.pk, target_type="profiles.profile")
    assert looked.filter(section="log", verb="profile.view_log:view").exists()
    assert looked.filter(section="reports", verb="profile.view_reports:view").exists()

    client.force_login(outsider)
    (one,) = moments(client, case)
    assert one.row.text == "First visit"
    assert "Told us about money" not in client.get(url(case)).content.decode()
    give(person, manager, outsider.acting_team, sections=["log"], level=Level.VIEW)
    assert len(moments(client, case)) == 2


def test_no_contacts_without_the_people_of_the_case(client, case, person, manager, outsider):
    """Who is in the case is not told by whose contacts are on its timeline."""
    write_contact(person, manager)
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.VIEW)
    give(person, manager, outsider.acting_team, sections=["log"], level=Level.VIEW)
    client.force_login(outsider)

    assert moments(client, case) == []


@pytest.mark.parametrize("cursor", ["x", "WyJhIl0", "WyIyMDI2LTAxLTAxIiwiMjU6MDAiLDAsMV0"])
def test_a_cursor_that_is_not_ours_is_the_first_page(client, case, manager, cursor):
    client.force_login(manager)

    response = client.get(f"{url(case)}?after={cursor}")

    assert response.status_code == 200
    assert response.context["page"].is_first
