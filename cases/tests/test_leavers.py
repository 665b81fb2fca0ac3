"""Somebody leaves a team: the open cases that they lead are passed on in one go."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from access.levels import Level
from access.services import exclude_person
from access.tests.factories import give, restrict
from agencies.models import Membership
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from audit.models import Event
from cases import services
from cases.models import Case
from cases.tests.factories import CaseOutcomeFactory, make_case

pytestmark = pytest.mark.slow


@pytest.fixture
def led(manager, leaver):
    """Two open cases that the leaver leads, and one that is closed."""
    cases = [make_case(by=leaver, title=title) for title in ("Noise", "Threats", "Arson")]
    services.close_case(case=cases[2], by=manager, outcome=CaseOutcomeFactory(), words="Moved")
    return cases


@pytest.fixture
def page(leaver):
    return reverse("agencies:membership-end", args=[leaver.memberships.get().uuid])


def leads():
    return [case.lead for case in Case.objects.order_by("pk")]


def edited():
    return Event.objects.filter(verb="case.edited").count()


def test_open_cases_are_passed_on(client, manager, officer, police, leaver, led, page):
    client.force_login(manager)
    opened = client.get(page).content.decode()
    assert f"PC Nandra is responsible for 2 cases of {police}." in opened

    sent = {"reason": "Moved on", f"cases-{police.pk}": officer.pk}
    shown = client.post(page, sent, follow=True).content.decode()

    assert leads() == [officer, officer, leaver]
    assert edited() == 2
    assert f"Of 2 cases of {police}, Priya Nandra took over 2." in shown


def pass_on(police, leaver, to, by):
    return services.pass_on_cases(team=police, leaver=leaver, to=to, by=by)


def test_what_the_manager_may_not_see_is_refused(manager, officer, police, leaver, led):
    give(restrict(led[0], manager), manager, officer, named=True)
    second = member(police, Membership.Role.MANAGER)

    passed = pass_on(police, leaver, officer, second)

    assert (passed.done, passed.refused) == (1, 1)
    assert passed.in_words(officer).endswith(
        "took over 1; 1 was refused, because you or the new lead may not change them"
    )
    assert leads() == [leaver, officer, leaver]


def test_what_the_new_lead_may_not_see_is_refused(manager, officer, police, leaver, led):
    restrict(led[0], manager)
    exclude_person(obj=led[1], by=manager, user=officer, reason="His sister")

    passed = pass_on(police, leaver, officer, manager)

    assert (passed.done, passed.refused) == (0, 2)
    assert edited() == 0


def test_what_the_new_lead_may_only_read_is_refused(manager, officer, police, leaver, led):
    give(restrict(led[0], manager), manager, officer, named=True, level=Level.VIEW)

    assert pass_on(police, leaver, officer, manager).refused == 1
    assert leads()[:2] == [leaver, officer]


def test_only_a_manager_passes_on(officer, colleague, police, leaver, led):
    with pytest.raises(PermissionDenied):
        pass_on(police, leaver, colleague, officer)
    assert leads() == [leaver] * 3


def test_only_who_works_in_the_team_takes_over(manager, police, leaver, led):
    with pytest.raises(ValidationError, match="does not work"):
        pass_on(police, leaver, member(TeamFactory()), manager)
    assert leads() == [leaver] * 3


def test_cases_of_other_teams_and_other_leads_stay(manager, officer, police, leaver, led):
    elsewhere = TeamFactory()
    MembershipFactory(user=leaver, team=elsewhere)
    theirs = make_case(by=leaver, team=elsewhere)
    boss = member(elsewhere, Membership.Role.MANAGER)
    give(theirs, boss, police, level=Level.CONTRIBUTE)
    own = make_case(by=manager)

    assert Case.objects.still_open().led_by(leaver, [police]) == {police.pk: 2}
    passed = pass_on(police, leaver, officer, manager)

    assert (passed.done, passed.refused) == (2, 0)
    assert Case.objects.get(pk=theirs.pk).lead == leaver
    assert Case.objects.get(pk=own.pk).lead == manager


def test_the_page_counts_without_a_statement_for_each_case(client, manager, leaver, led, page):
    client.force_login(manager)
    client.get(page)
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    for _ in range(5):
        make_case(by=leaver)
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)


def test_a_case_with_a_lead_at_work_is_not_listed_as_without(client, manager, leaver, led):
    client.force_login(manager)

    listed = client.get("/cases/?leaderless=yes").content.decode()

    assert not any(case.reference in listed for case in led)
