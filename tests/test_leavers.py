"""Somebody stops working in a team: what is theirs is listed, and passed on."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from access.tests.factories import restrict
from agencies.models import Membership, User
from agencies.services import disable_user, end_membership
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from alerts.models import Notice
from audit.jobs import drain_deliveries
from audit.models import Event
from cases.services import close_case, pass_on_cases
from cases.tests.factories import CaseOutcomeFactory, make_case
from profiles import services
from profiles.models import Profile
from profiles.tests.factories import make_person
from tasks.tests.factories import TaskFactory

pytestmark = pytest.mark.slow


@pytest.fixture
def led(manager, leaver):
    """Two records of the team that the leaver leads, and one that the manager leads."""
    people = [make_person(by=manager, surname=name) for name in ("One", "Two", "Three")]
    for person in people[:2]:
        services.edit_profile(profile=person, by=manager, lead=leaver)
    return people


def place(user):
    return Membership.objects.get(user=user)


@pytest.fixture
def pages(leaver):
    return {
        "end": reverse("agencies:membership-end", args=[place(leaver).uuid]),
        "close": reverse("agencies:user-disable", args=[leaver.uuid]),
    }


@pytest.mark.parametrize("page", ["end", "close"])
def test_what_they_lead_is_listed_and_may_be_passed_on(
    client, manager, officer, police, leaver, led, pages, page
):
    client.force_login(manager)
    opened = client.get(pages[page]).content.decode()
    assert f"PC Nandra is responsible for 2 people of {police}." in opened
    assert f"Who takes over 2 people of {police}?" in opened

    client.post(pages[page], {"reason": "Moved on", f"people-{police.pk}": officer.pk})

    leads = [Profile.objects.get(pk=person.pk).lead for person in led]
    assert leads == [officer, officer, manager]
    assert Event.objects.filter(verb="profile.edited", reason="").count() == 4
    leaver.refresh_from_db()
    assert not leaver.is_active or place(leaver).valid_until.year != 9999


def test_people_cases_and_tasks_are_counted_in_one_sentence(
    client, manager, officer, police, leaver, led, pages
):
    make_case(by=leaver)
    for _ in range(3):
        TaskFactory(by=officer, to=police, person=leaver)
    client.force_login(manager)

    opened = client.get(pages["end"]).content.decode()

    words = f"PC Nandra is responsible for 2 people, 1 case and 3 tasks of {police}."
    assert words in opened


@pytest.mark.parametrize("page", ["end", "close"])
def test_nobody_need_be_chosen(client, manager, police, leaver, led, pages, page):
    client.force_login(manager)

    response = client.post(pages[page], {"reason": "Moved on", f"people-{police.pk}": ""})

    assert response.status_code == 302
    assert Profile.objects.get(pk=led[0].pk).lead == leaver


def test_an_administrator_reads_how_many_and_chooses_nobody(
    client, administrator, police, led, pages
):
    client.force_login(administrator)

    page = client.get(pages["close"]).content.decode()

    assert f"PC Nandra is responsible for 2 people of {police}." in page
    assert "Who takes over" not in page


def test_with_another_role_in_the_team_they_go_on_leading(
    client, manager, police, leaver, led, pages
):
    MembershipFactory(user=leaver, team=police, role=Membership.Role.MANAGER)
    client.force_login(manager)

    assert "is responsible for" not in client.get(pages["end"]).content.decode()


def test_teams_that_the_reader_does_not_look_after_are_not_named(
    client, manager, leaver, led, pages
):
    elsewhere = TeamFactory(name="Refuge of others")
    MembershipFactory(user=leaver, team=elsewhere)
    theirs = make_person(by=leaver, team=elsewhere, surname="Hidden")
    assert theirs.lead == leaver
    client.force_login(manager)

    page = client.get(pages["close"])

    assert page.status_code in (200, 403)
    assert "Refuge of others" not in page.content.decode()


def test_only_who_works_in_the_team_takes_over(manager, police, leaver, led):
    with pytest.raises(ValidationError, match="does not work"):
        services.pass_on_people(team=police, leaver=leaver, to=member(TeamFactory()), by=manager)

    assert Profile.objects.get(pk=led[0].pk).lead == leaver


def test_only_a_manager_passes_on_and_only_what_they_see(manager, officer, police, leaver, led):
    restrict(led[0], manager)
    second = member(police, Membership.Role.MANAGER)

    passed = services.pass_on_people(team=police, leaver=leaver, to=officer, by=second)

    assert (passed.done, passed.refused) == (1, 1)
    assert Profile.objects.get(pk=led[0].pk).lead == leaver
    with pytest.raises(PermissionDenied):
        services.pass_on_people(team=police, leaver=officer, to=manager, by=officer)
    assert Profile.objects.get(pk=led[1].pk).lead == officer


def test_managers_are_told_of_open_cases_that_nobody_leads(client, manager, leaver):
    cases = [make_case(by=leaver, title=title) for title in ("Noise", "Threats", "Arson")]
    close_case(case=cases[2], by=manager, outcome=CaseOutcomeFactory(), words="Moved")
    disable_user(user=leaver, by=manager, reason="Left")
    drain_deliveries()
    client.force_login(manager)

    notice = Notice.objects.get(recipient=manager, text__contains="open cases")
    listed = client.get(notice.address).content.decode()

    assert "PC Nandra has a closed account. 2 open cases have no working lead" in notice.text
    assert all(case.reference in listed for case in cases[:2])
    assert cases[2].reference not in listed


@pytest.fixture
def cases_led(leaver):
    """Two open cases that the leaver leads."""
    return [make_case(by=leaver, title=title) for title in ("Noise", "Threats")]


def new_of(user):
    drain_deliveries()
    return list(Notice.objects.filter(recipient=user).new())


def left(leaver, manager, how):
    if how == "close":
        disable_user(user=leaver, by=manager, reason="Left")
    else:
        end_membership(membership=place(leaver), by=manager, reason="Moved on")


@pytest.mark.parametrize("how", ["end", "close"])
def test_a_notice_of_cases_alone_waits_until_somebody_leads_them(
    manager, officer, police, leaver, cases_led, how
):
    left(leaver, manager, how)
    [notice] = new_of(manager)

    assert "2 open cases have no working lead: choose who leads" in notice.text
    pass_on_cases(team=police, leaver=leaver, to=officer, by=manager)
    assert new_of(manager) == []


@pytest.mark.parametrize("how", ["end", "close"])
def test_records_and_cases_are_named_in_one_notice(
    client, manager, officer, police, leaver, led, cases_led, how
):
    left(leaver, manager, how)
    [notice] = new_of(manager)

    assert "2 records and 2 open cases have no working lead: choose who leads" in notice.text
    services.pass_on_people(team=police, leaver=leaver, to=officer, by=manager)
    assert new_of(manager) == [notice]
    pass_on_cases(team=police, leaver=leaver, to=officer, by=manager)
    assert new_of(manager) == []


def test_the_manager_of_two_teams_is_told_of_both_at_once(manager, leaver, led):
    second = TeamFactory()
    MembershipFactory(user=manager, team=second, role=Membership.Role.MANAGER)
    MembershipFactory(user=leaver, team=second)
    make_person(by=leaver, team=second, surname="Four")

    left(leaver, User.objects.get(pk=manager.pk), "close")

    [notice] = new_of(manager)
    assert "3 records have no working lead" in notice.text
