"""What a page asks of the database: the same for one row and 25, for 10 events and 10,000."""

from functools import partial

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.levels import Level
from access.services import ask_for_more
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    ListingExceptionFactory,
    SampledAccessFactory,
    TransferFactory,
    give,
)
from agencies.models import Membership
from agencies.tests.factories import (
    JoiningProposalFactory,
    MembershipFactory,
    TeamFactory,
    agree,
    days_on,
    member,
)
from audit.jobs import drain_deliveries
from audit.models import Event
from cases.tests.factories import (
    ActionAmendmentFactory,
    ActionFactory,
    IncidentFactory,
    ParticipantFactory,
    PlannedActionFactory,
    make_case,
)
from profiles.tests.factories import (
    AddressFactory,
    AmendmentFactory,
    CustodyStayFactory,
    DraftFactory,
    EstablishmentFactory,
    FollowUpFactory,
    NeedFactory,
    RiskAssessmentFactory,
    UpdatePeriodFactory,
    make_person,
    write_contact,
)
from profiles.tests.walking import url
from profiles.tests.world import make_detail
from profiles.views.details import KINDS
from records.models import FormKind
from tasks.tests.factories import TaskFactory
from tests.throwaway.factories import make_parcel

pytestmark = pytest.mark.slow

Role = Membership.Role
# Twelve, with the look whether a kept connection lives. BEGIN and COMMIT are not counted.
MOST = 11
LISTS = ["/profiles/", "/profiles/?q=Many", "/profiles/?sort=-activity", "/api/v1/profiles/"]
TABS = ["overview", "log", "needs", "sharing", "history"]
ROUND_ABOUT = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture
def reads(client):
    """How many statements the page costs a reader, once it has been opened before."""

    def count(reader, path, status=200):
        client.force_login(reader)
        # As signing in leaves it.
        UserSession.objects.get_or_create(
            session_key=client.session.session_key, defaults={"user": reader, "ip": "127.0.0.1"}
        )
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == status
        return len([one for one in asked if not one["sql"].startswith(ROUND_ABOUT)])

    return count


@pytest.fixture
def asks(reads, officer):
    return partial(reads, officer)


@pytest.fixture
def in_prison(person, manager, prison):
    """Staff of a prison who read the record: their menu has their prison."""
    EstablishmentFactory(team=prison)
    give(person, manager, prison, level=Level.CONTRIBUTE)
    return member(prison)


@pytest.mark.parametrize("path", LISTS)
def test_25_people_cost_as_much_as_one(asks, officer, path):
    make_person(by=officer, surname="Many0")
    one = asks(path)
    for number in range(1, 25):
        make_person(by=officer, surname=f"Many{number}")

    assert asks(path) == one <= MOST


@pytest.mark.parametrize("path", LISTS)
def test_more_than_a_page_costs_a_count_besides(asks, officer, path):
    for number in range(26):
        make_person(by=officer, surname=f"Many{number}")

    assert asks(path) <= MOST


@pytest.mark.parametrize("words", ["Brayfield", "Braifield", "Braifield 1991", "Nobody"])
def test_ten_similar_names_cost_as_much_as_one(asks, officer, words):
    make_person(by=officer, surname="Brayfield")
    make_person(by=officer, surname="Brayfield0")
    one = asks(f"/profiles/?q={words}")
    for number in range(1, 10):
        make_person(by=officer, surname=f"Brayfield{number}")

    assert asks(f"/profiles/?q={words}") == one <= MOST


def test_an_address_that_is_found_at_last_costs_no_more(asks, officer):
    for number in range(26):
        AddressFactory(profile=make_person(by=officer, surname=f"Other{number}"), text="Tannery")

    assert asks("/profiles/?q=Tanery") <= MOST


READERS = ["officer", "manager", "administrator", "auditor", "in_prison"]


@pytest.mark.parametrize("path", [*LISTS, "/profiles/?q=Pellworth", "/profiles/?q=Zzzz"])
@pytest.mark.parametrize("reader", READERS)
def test_a_list_costs_every_reader_no_more(request, reads, person, reader, path):
    assert reads(request.getfixturevalue(reader), path) <= MOST


@pytest.mark.parametrize("tab", TABS)
def test_a_person_costs_no_more_than_so_many(asks, person, tab):
    assert asks(url(tab, person)) <= MOST


def test_a_log_of_two_pages_costs_no_more(asks, person, officer):
    for number in range(26):
        entry = write_contact(person, officer)
        if number % 5 == 0:
            AmendmentFactory(contact=entry, written_by=officer)

    assert asks(url("log", person)) <= MOST


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("reader", ["manager", "in_prison"])
def test_whatever_there_is_of_a_person(request, reads, person, manager, tab, reader):
    """A move that asks to end and to give access, requests, an emergency, drafts, amendments."""
    reader = request.getfixturevalue(reader)
    fill_up(person, manager)

    assert reads(reader, url(tab, person)) <= MOST


@pytest.mark.parametrize("path", ["needs", "log", "teams"])
def test_twelve_needs_cost_as_much_as_one(asks, officer, person, path):
    contact = write_contact(person, officer)
    path = "/profiles/needs/" if path == "teams" else url(path, person)

    def raise_one(**more):
        NeedFactory(profile=person, by=officer, contact=contact, team=officer.acting_team, **more)

    raise_one(is_picked_up=True)
    one = asks(path)
    for number in range(11):
        raise_one(is_resolved=number % 2)

    assert asks(path) == one <= MOST


@pytest.mark.parametrize("path", ["/", "/tasks/", "/tasks/?tab=team", "/tasks/?tab=sent", "about"])
def test_25_tasks_cost_as_much_as_one(asks, officer, colleague, person, council, path):
    """Of each the officer has some, and has sent some; a line of Home and an alert besides."""
    path = f"/tasks/?about={person.reference}" if path == "about" else path
    EstablishmentFactory(team=officer.acting_team)

    def send(times):
        for _ in range(times):
            TaskFactory(by=colleague, to=officer.acting_team, person=officer, about=person)
            TaskFactory(by=officer, to=council, about=person)
        drain_deliveries()

    send(1)
    one = asks(path)
    send(24)

    assert asks(path) == one <= MOST


@pytest.mark.parametrize("path", ["/tasks/", "/tasks/?tab=team", "/tasks/?tab=team&more=1"])
def test_tasks_about_25_cases_for_four_teams_cost_as_much_as_one(
    asks, officer, manager, colleague, person, path
):
    """Each case names somebody."""

    def send(times, *teams):
        for number in range(times):
            case = make_case(by=manager)
            ParticipantFactory(case=case, by=manager, profile=person)
            team = teams[number % len(teams)]
            TaskFactory(by=colleague, to=team, person=officer, about=case)
        drain_deliveries()

    own = officer.acting_team
    send(1, own)
    one = asks(path)
    others = [TeamFactory() for _ in range(3)]
    for team in others:
        MembershipFactory(team=team, user=officer)
    send(24, own, *others)

    assert asks(path) == one <= MOST


def test_a_task_costs_no_more(asks, officer, colleague, person):
    task = TaskFactory(by=colleague, to=officer.acting_team, person=officer, about=person)

    assert asks(task.get_absolute_url()) <= MOST


def fill_up(person, manager):
    contact = write_contact(person, manager)
    AmendmentFactory(contact=contact)
    FollowUpFactory(contact=contact)
    NeedFactory(profile=person, by=manager, contact=contact, team=person.owner_team)
    NeedFactory(profile=person, by=manager, contact=contact, is_picked_up=True)
    DraftFactory(author=manager, obj=person)
    agency = person.owner_team.agency
    left, there, beside = (TeamFactory(agency=agency) for _ in range(3))
    give(person, manager, left)
    for team, begins, ends in ((left, -9, days_on(-2)), (there, -2, None)):
        place = EstablishmentFactory(code=f"hmp-{team.pk}", name=f"HMP {team}", team=team)
        stay = {"starts_on": days_on(begins), "ends_on": ends}
        CustodyStayFactory(profile=person, establishment=place, **stay)
    give(person, manager, member(beside), named=True)
    asker = member(beside)
    AccessRequestFactory(obj=person, by=asker)
    BreakGlassFactory(obj=person, by=asker)
    TeamFactory(is_discreet=True)


HOME = "/"


@pytest.mark.parametrize("reader", READERS)
def test_home_costs_every_reader_no_more(request, reads, person, reader):
    assert reads(request.getfixturevalue(reader), HOME) <= MOST


def test_a_manager_for_whom_everything_waits_asks_no_more(
    reads, person, manager, council, police, prison, officer
):
    """Each kind of thing that Home can show; for one of each and for six, the same."""
    theirs = member(council, Role.MANAGER)
    MembershipFactory(user=manager, team=prison, role=Role.MANAGER)
    EstablishmentFactory(team=prison)
    agree(council, police)

    def more():
        mine = make_person(by=manager, team=police)
        fill_up(mine, manager)
        TransferFactory(obj=make_person(by=theirs, team=council), by=theirs, to=police)
        asked_about = make_person(by=theirs, team=council)
        give(asked_about, theirs, member(police), named=True)
        asked = AccessRequestFactory(obj=asked_about, by=manager)
        ask_for_more(request=asked, by=theirs, question="Which case?")
        ListingExceptionFactory(user=member(police))
        JoiningProposalFactory(team=police)
        SampledAccessFactory(obj=mine, by=officer)
        asks_too(manager, theirs, council, police)
        parcel = make_parcel(by=manager, team=police)
        give(parcel, manager, named := member(council), named=True)
        BreakGlassFactory(obj=parcel, by=member(named.acting_team))
        drain_deliveries()

    more()
    one = reads(manager, HOME)
    for _ in range(5):
        more()

    assert reads(manager, HOME) == one <= MOST


def test_25_reports_due_and_reviews_overdue_cost_home_as_much_as_one(reads, manager, police):
    """The manager's own team writes the reports; the risk of each person is to be reviewed."""
    review = FormKind.objects.get(code="review")
    place = EstablishmentFactory()
    UpdatePeriodFactory(establishment=place, kind=review, weeks=1)

    def more(times):
        for _ in range(times):
            person = make_person(by=manager, team=police)
            CustodyStayFactory(profile=person, establishment=place, starts_on=days_on(-60))
            RiskAssessmentFactory(profile=person, review_on=days_on(-3))

    more(1)
    one = reads(manager, HOME)
    more(24)

    assert reads(manager, HOME) == one <= MOST


def asks_too(manager, theirs, council, police):
    """What the manager asked of others, who have not answered."""
    known = make_person(by=theirs, team=council)
    give(known, theirs, member(police), named=True)
    AccessRequestFactory(obj=known, by=manager)
    TransferFactory(obj=make_person(by=manager, team=police), by=manager, to=council)
    team = TeamFactory(agency=police.agency)
    JoiningProposalFactory(team=team, asked_by=manager, user=member(council))
    ListingExceptionFactory(user=manager, team=member(team).acting_team)


def test_an_administrator_who_shares_a_record_asks_no_more(reads, person, administrator):
    assert reads(administrator, url("sharing", person)) <= MOST


def test_25_entries_cost_as_much_as_one(asks, officer, person):
    write_contact(person, officer)
    one = asks(url("log", person))
    for _ in range(24):
        write_contact(person, officer)

    assert asks(url("log", person)) == one


def test_history_of_10000_events_costs_as_much_as_of_10(asks, officer, person):
    """Each tells of a change, so that both pages look up the same kinds of versions and names."""
    version = person.history.first()

    def happen(times):
        Event.objects.bulk_create(
            Event(
                verb="profile.edited",
                operation=Event.ALTERATION,
                actor_id=officer.pk,
                actor_name=officer.name,
                target_type="profiles.profile",
                target_id=person.pk,
                target_label=person.event_label,
                history_model=version._meta.label_lower,
                history_id=version.pk,
                subjects=[person.pk],
                at=timezone.now(),
            )
            for _ in range(times)
        )

    happen(10)
    few = asks(url("history", person))
    happen(10_000)

    assert asks(url("history", person)) == few


def test_whether_the_process_lives_asks_nothing(
    client, officer, person, django_assert_num_queries
):
    client.force_login(officer)

    with django_assert_num_queries(0):
        answer = client.get("/health/live")

    assert answer.json() == {"status": "ok"}
    assert answer["Cache-Control"] == "no-store"


def test_history_costs_the_same_whatever_has_changed(asks, officer, person):
    write_contact(person, officer)
    one = asks(url("history", person))
    for kind in set(KINDS) - {"custody"}:
        version = make_detail(person, kind).history.first()
        Event.objects.create(
            verb="detail.added",
            operation=Event.COLLECTION,
            actor_id=officer.pk,
            actor_name=officer.name,
            target_type="profiles.profile",
            target_id=person.pk,
            history_model=version._meta.label_lower,
            history_id=version.pk,
            subjects=[person.pk],
        )

    assert asks(url("history", person)) == one <= MOST


CASE_TABS = ["overview", "actions", "timeline", "people", "sharing", "history"]


def case_url(tab, case):
    return reverse(f"cases:{tab}", args=[case.uuid])


@pytest.mark.parametrize("tab", CASE_TABS)
def test_a_long_case_costs_as_much_as_a_short_one(asks, officer, manager, tab):
    case = make_case(by=manager)

    def write():
        ActionAmendmentFactory(action=ActionFactory(case=case, by=officer))
        PlannedActionFactory(case=case, by=officer)
        IncidentFactory(case=case, by=officer)
        person = make_person(by=officer)
        ParticipantFactory(case=case, by=officer, profile=person)
        write_contact(person, officer)

    write()
    one = asks(case_url(tab, case))
    for _ in range(12):
        write()

    # A longer history and more people to name cost no more; more than a page, a count.
    assert asks(case_url(tab, case)) <= max(one, MOST)
    assert one <= MOST + 1


def test_25_cases_cost_as_much_as_one(asks, manager):
    make_case(by=manager)
    one = asks("/cases/")
    for _ in range(24):
        make_case(by=manager)

    assert asks("/cases/") == one <= MOST
