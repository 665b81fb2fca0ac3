"""Home: whom the reader opened last and works with, as long as they may read them."""

import ast
import datetime
import re
from copy import deepcopy
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    TransferFactory,
    give,
    restrict,
    run_out,
)
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core import panels
from home import panels as home_panels
from profiles.models import ProfileTeamHold
from profiles.selectors import people_at_hand
from profiles.tests.factories import (
    CustodyStayFactory,
    InvolvementFactory,
    StatutoryStatusFactory,
    make_person,
)
from profiles.tests.walking import url

pytestmark = pytest.mark.slow

DAY = datetime.timedelta(days=1)
HOME = "/"
Role = Membership.Role


@pytest.fixture
def second(manager, police):
    return make_person(by=manager, team=police, surname="Second")


@pytest.fixture
def at_home(client):
    """The page of Home, for this reader."""

    def read(reader):
        client.force_login(reader)
        return client.get(HOME).content.decode()

    return read


def look(client, reader, *people):
    client.force_login(reader)
    for person in people:
        assert client.get(url("overview", person)).status_code == 200


def test_the_latest_looks_come_first_and_once(client, officer, person, second):
    look(client, officer, person, second, person)

    assert people_at_hand(officer, 5, 8)[0] == [person, second]
    assert people_at_hand(officer, 1, 8)[0] == [person]


def test_lists_and_looks_of_others_are_not_ones_own(client, officer, colleague, person, second):
    look(client, colleague, second)
    client.force_login(officer)
    client.get("/profiles/")

    assert people_at_hand(officer, 5, 8)[0] == []


def test_who_was_opened_long_ago_is_not_recent(client, officer, person):
    look(client, officer, person)
    opened = Event.objects.get(verb="profile.view:view")
    Event.objects.bulk_create(
        [
            Event(
                at=timezone.now() - 31 * DAY,
                verb=opened.verb,
                operation=opened.operation,
                actor_id=opened.actor_id,
                target_type=opened.target_type,
                target_id=make_person(by=officer).pk,
            )
        ]
    )

    assert people_at_hand(officer, 5, 8)[0] == [person]


def test_access_that_is_over_takes_the_name_from_home(client, at_home, manager, outsider, person):
    grant = give(person, manager, outsider.acting_team)
    InvolvementFactory(profile=person, user=outsider, name=outsider.name)
    look(client, outsider, person)
    assert person.surname in at_home(outsider)

    run_out(grant, ProfileTeamHold)

    assert person.surname not in at_home(outsider)
    assert people_at_hand(outsider, 5, 8)[0] == people_at_hand(outsider, 5, 5)[1] == []


def test_my_people_are_led_managed_or_worked_with(officer, manager, police, council, person):
    led, both = (make_person(by=officer, surname=name) for name in ("A", "C"))
    on_licence, over = (make_person(by=manager, team=police, surname=name) for name in ("B", "D"))
    StatutoryStatusFactory(profile=on_licence, user=officer)
    InvolvementFactory(profile=both, user=officer)
    InvolvementFactory(profile=over, user=officer, ends_on=timezone.localdate() - DAY)
    InvolvementFactory(profile=person, user=manager)

    assert people_at_hand(officer, 5, 8)[1] == [led, on_licence, both]
    assert people_at_hand(officer, 5, 2)[1] == [led, on_licence]
    assert people_at_hand(member(council), 5, 8)[1] == []


def test_a_restricted_record_is_on_the_home_of_those_named_alone(at_home, officer, manager):
    person = make_person(by=officer)
    assert person.surname in at_home(officer)

    restrict(person, manager)

    assert person.surname not in at_home(officer)


def test_the_names_shown_are_recorded_and_no_names_are_no_reading(at_home, officer):
    at_home(officer)
    assert not Event.objects.filter(verb="profile.list:list").exists()
    person = make_person(by=officer)

    at_home(officer)

    event = Event.objects.get(verb="profile.list:list")
    assert event.subjects == [person.pk]
    assert event.detail == {"shown": "list", "page": "home"}


def test_a_name_says_where_they_are_or_whose(at_home, officer):
    CustodyStayFactory(profile=make_person(by=officer))
    second = make_person(by=officer)

    page = at_home(officer)

    assert "In HMP Stafford" in page
    assert str(second.owner_team) in page


def test_home_asks_the_same_of_one_and_of_eight(client, officer):
    def people(count):
        for number in range(count):
            person = make_person(by=officer, surname=f"Many{number}")
            look(client, officer, person)

    def questions():
        with CaptureQueriesContext(connection) as asked:
            client.get(HOME)
        return len(asked)

    people(1)
    client.get(HOME)
    one = questions()
    people(7)

    assert questions() == one


# ---- What waits for an answer -------------------------------------------------------------------
def lines_of(page):
    """The addresses of what waits, as they stand."""
    found = re.search(r"Waiting for your answer.*?</ul>", page, re.DOTALL)
    return re.findall(r'href="([^"]+)"', found[0]) if found else []


def test_what_waits_has_its_order_and_its_page(client, manager, police, person, elsewhere):
    named = member(elsewhere)
    give(person, manager, named, named=True, sections=["log"])
    asked = AccessRequestFactory(obj=person, by=member(elsewhere))
    glass = BreakGlassFactory(obj=person, by=member(elsewhere))
    other = make_person(by=(owner := member(TeamFactory(agency=police.agency), Role.MANAGER)))
    transfer = TransferFactory(obj=other, by=owner, to=police)
    client.force_login(manager)

    lines = lines_of(client.get(HOME).content.decode())

    assert lines == [
        f"{url('sharing', person)}emergencies/{glass.uuid}/",
        f"/sharing/transfers/{transfer.uuid}/",
        f"{url('sharing', person)}requests/{asked.uuid}/",
    ]
    assert [client.get(line).status_code for line in lines] == [200, 200, 200]


def test_another_app_joins_what_waits(at_home, officer, monkeypatch):
    monkeypatch.setattr(panels, "_slots", deepcopy(panels._slots))

    @panels.register("home.waiting", order=15)
    def tasks(request):
        return [panels.WaitingLine("/tasks/1/", timezone.now(), "Ring the landlord", "By Friday")]

    page = at_home(officer)

    assert lines_of(page) == ["/tasks/1/"]
    assert "Ring the landlord" in page


def test_home_gathers_what_waits_and_knows_nobody_who_gives_it():
    imported = {
        node.module.split(".")[0]
        for node in ast.walk(ast.parse(Path(home_panels.__file__).read_text()))
        if isinstance(node, ast.ImportFrom)
    }

    assert imported == {"core", "django"}
