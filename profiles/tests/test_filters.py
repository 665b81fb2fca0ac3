"""The filters of the list of people: whom each leaves, and that none tells what is not held."""

import datetime
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access import narrowing
from access.services import break_glass, exclude_person, lift_restriction
from access.tests.factories import give, restrict, run_out
from agencies.models import Area, Membership, User
from agencies.tests.factories import AreaFactory, TeamFactory, member
from audit.models import Event
from profiles.filters import PeopleFilter
from profiles.models import Profile, ProfileTeamHold, ProfileUserHold, RiskAssessment
from profiles.tests.factories import (
    ContactOutcomeFactory,
    CustodyStayFactory,
    EstablishmentFactory,
    InvolvementFactory,
    RiskAssessmentFactory,
    RiskLevelFactory,
    RoleFactory,
    StatutoryStatusFactory,
    WarningFactory,
    WarningKindFactory,
    make_person,
    write_contact,
)
from profiles.views import people

pytestmark = pytest.mark.slow

PEOPLE = "/profiles/"
OWN = {"risk": {"risk": "high"}, "log": {"contact": "28"}}
BY_SECTION = [{"risk": "high"}, {"contact": "28"}]


def days_ago(number):
    return timezone.localdate() - datetime.timedelta(days=number)


def listed(user, **asked):
    """The surnames that the list shows, by name; page, count, ids and the rule agree on them."""
    user = User.objects.get(pk=user.pk)
    narrowed = PeopleFilter(SimpleNamespace(user=user, GET=asked))
    shown = list(narrowed.page())
    everyone = narrowed.queryset()
    assert narrowed.count() == str(len(shown))
    assert set(everyone.ids_for(user)) == {person.pk for person in shown}
    assert set(everyone.visible_to(user)) == set(shown)
    return [person.surname for person in shown]


def called(surname, by, *, opened=100, **fields):
    """Somebody whose record was opened so many days ago."""
    person = make_person(by=by, surname=surname, **fields)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE profiles_profile SET created_at = %s WHERE id = %s",
            [timezone.now() - datetime.timedelta(days=opened), person.pk],
        )
    return Profile.objects.get(pk=person.pk)


@pytest.fixture
def low(db):
    return RiskLevelFactory(code="low", name="Low")


# ---- Whom each leaves ---------------------------------------------------------------------------
def test_a_role_that_is_held_today(officer):
    RoleFactory(profile=called("Now", officer), kind="offender")
    RoleFactory(profile=called("Other", officer), kind="victim")
    RoleFactory(profile=called("Past", officer), kind="offender", ends_on=days_ago(1))

    assert listed(officer, role="offender") == ["Now"]


def test_the_latest_grading_of_risk_alone(officer, low):
    called("Ungraded", officer)
    RiskAssessmentFactory(profile=called("High", officer), assessed_on=days_ago(9))
    fallen = called("Fallen", officer)
    RiskAssessmentFactory(profile=fallen, assessed_on=days_ago(9))
    RiskAssessmentFactory(profile=fallen, assessed_on=days_ago(2), level=low)
    late = called("Late", officer)
    RiskAssessmentFactory(profile=late, assessed_on=days_ago(2))
    RiskAssessmentFactory(profile=late, assessed_on=days_ago(9), level=low)

    assert listed(officer, risk="high") == ["High", "Late"]
    assert listed(officer, risk="low") == ["Fallen"]


def test_of_two_gradings_of_one_day_the_last_one_counts(officer, low):
    person = called("Twice", officer)
    RiskAssessmentFactory(profile=person, assessed_on=days_ago(2))
    RiskAssessmentFactory(profile=person, assessed_on=days_ago(2), level=low)

    assert listed(officer, risk="low") == ["Twice"]
    assert listed(officer, risk="high") == []


def test_a_grading_whose_day_changes_is_weighed_again(officer, low):
    person = called("Changed", officer)
    first = RiskAssessmentFactory(profile=person, assessed_on=days_ago(9))
    RiskAssessmentFactory(profile=person, assessed_on=days_ago(5), level=low)
    first.assessed_on = days_ago(1)
    first.save()

    assert listed(officer, risk="high") == ["Changed"]
    assert list(RiskAssessment.objects.filter(is_latest=True)) == [first]


def test_teams_ours_shared_and_one_by_one(officer, police, council, elsewhere):
    own = called("Own", officer)
    ours = called("Ours", officer)
    lent = called("Lent", member(council, Membership.Role.MANAGER))
    give(lent, lent.created_by, police)
    assert {own, ours, lent} == set(Profile.objects.visible_to(officer))

    assert listed(officer, team="ours") == ["Ours", "Own"]
    assert listed(officer, team="shared") == ["Lent"]
    assert listed(officer, team=str(police.pk)) == ["Ours", "Own"]
    assert listed(officer, team=str(council.pk)) == ["Lent"]
    assert listed(officer, team=str(elsewhere.pk)) == []


def test_an_area_with_the_partnerships_in_it(officer, police, staffordshire, norfolk):
    stafford = AreaFactory(name="Stafford", level=Area.Level.PARTNERSHIP, parent=staffordshire)
    local = TeamFactory(name="Stafford ASB", areas=[stafford], agency=police.agency)
    far = TeamFactory(name="Norfolk Wardens", areas=[norfolk], agency=police.agency)
    called("County", officer)
    for surname, team in (("Town", local), ("Coast", far)):
        person = called(surname, member(team, Membership.Role.MANAGER))
        give(person, person.created_by, police)

    assert listed(officer, area=staffordshire.code) == ["County", "Town"]
    assert listed(officer, area=stafford.code) == ["Town"]
    assert listed(officer, area=norfolk.code) == ["Coast"]


def test_warnings_in_force_of_any_kind_or_of_one(officer):
    weapons = WarningKindFactory(code="weapons", name="Weapons")
    WarningFactory(profile=called("Staff", officer))
    WarningFactory(profile=called("Armed", officer), kind=weapons)
    WarningFactory(profile=called("Over", officer), ends_on=days_ago(1))
    called("None", officer)

    assert listed(officer, warning="yes") == ["Armed", "Staff"]
    assert listed(officer, warning="weapons") == ["Armed"]


def test_custody_community_one_prison_and_my_prison(officer, manager, prison):
    dovegate = EstablishmentFactory(code="hmp-test", name="HMP Test", team=prison)
    CustodyStayFactory(profile=called("Stafford", officer))
    CustodyStayFactory(profile=called("Dovegate", officer), establishment=dovegate)
    CustodyStayFactory(profile=called("Released", officer), ends_on=days_ago(1))

    assert listed(officer, custody="in") == ["Dovegate", "Stafford"]
    assert listed(officer, custody="out") == ["Released"]
    assert listed(officer, custody="hmp-stafford") == ["Stafford"]

    keeper = member(prison)
    for person in Profile.objects.all():
        give(person, manager, prison)
    assert listed(keeper, custody="mine") == ["Dovegate"]


def test_my_people_are_led_supervised_or_worked_with_by_me(officer, colleague):
    mine = {"user": officer, "name": officer.name}
    called("Led", officer)
    StatutoryStatusFactory(profile=called("Licence", colleague), **mine)
    InvolvementFactory(profile=called("Involved", colleague), **mine)
    InvolvementFactory(profile=called("Before", colleague), ends_on=days_ago(1), **mine)
    called("Theirs", colleague)

    assert listed(officer, mine="on") == ["Involved", "Led", "Licence"]


def test_no_contact_for_28_days(officer):
    away = ContactOutcomeFactory()
    called("Never", officer)
    called("New", officer, opened=20)
    called("Month", officer, opened=28)
    for surname, days, outcome in (
        ("Seen", 27, None),
        ("Boundary", 28, None),
        ("Missed", 2, away),
    ):
        write_contact(
            called(surname, officer), officer, happened_on=days_ago(days), outcome=outcome
        )

    late = called("Late", officer, opened=3)
    write_contact(late, officer, happened_on=days_ago(40))
    tried = called("Tried", officer, opened=3)
    write_contact(tried, officer, happened_on=days_ago(40), outcome=away)

    assert listed(officer, contact="28") == ["Boundary", "Late", "Missed", "Month", "Never"]


def test_filters_together_leave_those_that_fit_all(officer, low):
    for surname, level, role in (
        ("Both", None, "offender"),
        ("Low", low, "offender"),
        ("Victim", None, "victim"),
    ):
        person = called(surname, officer)
        RoleFactory(profile=person, kind=role)
        RiskAssessmentFactory(profile=person, **({"level": level} if level else {}))

    assert listed(officer, risk="high", role="offender", contact="28", mine="on") == ["Both"]
    assert listed(officer, risk="high", role="offender", q="bot") == ["Both"]


@pytest.mark.parametrize("few", [0, 1, 2_000])
def test_few_or_many_are_left_alike(monkeypatch, officer, colleague, few):
    monkeypatch.setattr(narrowing, "FEW", few)
    for surname in ("One", "Three", "Two"):
        person = called(surname, officer)
        RoleFactory(profile=person, kind="offender")
        RiskAssessmentFactory(profile=person)
    called("Zero", colleague)

    for asked in ({"role": "offender"}, {"risk": "high"}, {"team": "ours", "role": "offender"}):
        assert listed(officer, **asked) == ["One", "Three", "Two"]
    assert listed(officer, team="ours", contact="28") == ["One", "Three", "Two", "Zero"]
    assert listed(officer, role="offender", contact="28", mine="on", risk="high") == [
        "One",
        "Three",
        "Two",
    ]


# ---- What they do not tell ----------------------------------------------------------------------
@pytest.fixture
def graded(person):
    """Graded high, and not seen for long."""
    RiskAssessmentFactory(profile=person)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE profiles_profile SET created_at = '2020-01-01'")
    return person


@pytest.mark.parametrize("asked", BY_SECTION)
@pytest.mark.parametrize("sections", [[], ["documents"], ["contact_details"]])
def test_who_does_not_hold_the_section_is_told_nothing(
    graded, manager, elsewhere, asked, sections
):
    reader = member(elsewhere)
    give(graded, manager, elsewhere, sections=sections)

    assert listed(reader) == ["Pellworth"]
    assert listed(reader, **asked) == []


@pytest.mark.parametrize(
    ("asked", "section"), [({"risk": "high"}, "risk"), ({"contact": "28"}, "log")]
)
def test_who_holds_it_is_told(graded, manager, elsewhere, asked, section):
    reader = member(elsewhere)
    give(graded, manager, elsewhere, sections=[section])

    assert listed(reader, **asked) == ["Pellworth"]
    assert listed(reader, risk="high", contact="28") == []


WAYS = pytest.mark.parametrize(("by_team", "by_name"), [("risk", "log"), ("log", "risk")])


@WAYS
def test_each_section_may_come_by_another_way(graded, manager, elsewhere, by_team, by_name):
    reader = member(elsewhere)
    give(graded, manager, elsewhere, sections=[by_team])
    grant = give(graded, manager, reader, sections=[by_name], named=True)

    assert listed(reader, risk="high", contact="28") == ["Pellworth"]

    run_out(grant, ProfileUserHold)
    assert listed(reader, risk="high", contact="28") == []


@WAYS
def test_access_of_a_team_that_ran_out_or_was_set_aside(
    graded, manager, elsewhere, by_team, by_name
):
    reader = member(elsewhere)
    grant = give(graded, manager, elsewhere, sections=[by_team])
    give(graded, manager, reader, sections=[by_name], named=True)
    restrict(graded, manager)

    assert listed(reader, **OWN[by_name]) == ["Pellworth"]
    assert listed(reader, risk="high", contact="28") == []

    lift_restriction(obj=graded, by=manager, because="The threat is over")
    assert listed(reader, risk="high", contact="28") == ["Pellworth"]

    run_out(grant, ProfileTeamHold)
    assert listed(reader, risk="high", contact="28") == []


@WAYS
def test_a_colleague_of_the_named_person_is_told_nothing(
    graded, manager, elsewhere, by_team, by_name
):
    named, colleague = member(elsewhere), member(elsewhere)
    give(graded, manager, elsewhere, sections=[by_team])
    give(graded, manager, named, sections=[by_name], named=True)

    assert listed(colleague, **OWN[by_team]) == ["Pellworth"]
    assert listed(colleague, **OWN[by_name]) == []
    assert listed(colleague, risk="high", contact="28") == []


@pytest.mark.parametrize("asked", [{}, *BY_SECTION, BY_SECTION[0] | BY_SECTION[1]])
def test_restricted_excluded_and_strangers(graded, manager, officer, colleague, outsider, asked):
    exclude_person(obj=graded, user=colleague, by=manager, reason="A relative")
    assert listed(colleague, **asked) == []
    assert listed(outsider, **asked) == []
    assert listed(officer, **asked) == ["Pellworth"]

    restrict(graded, manager)
    assert listed(officer, **asked) == []
    assert listed(manager, **asked) == ["Pellworth"]


def test_behind_broken_glass_is_every_section(graded, manager, elsewhere):
    named, colleague = member(elsewhere), member(elsewhere)
    give(graded, manager, named, sections=[], named=True)
    assert listed(colleague, risk="high", contact="28") == []

    break_glass(
        obj=graded,
        by=colleague,
        membership=colleague.memberships.get(),
        reason="Threatens to jump",
    )

    assert listed(colleague, risk="high", contact="28") == ["Pellworth"]


def test_a_filter_says_whom_it_leaves_out(client, graded, officer):
    client.force_login(officer)

    page = client.get(PEOPLE, {"risk": "high", "contact": "28"}).content.decode()

    assert "Risk: High: only people whose risk you may read." in page
    assert "only people whose log you may read." in page


# ---- What is typed into the address -------------------------------------------------------------
@pytest.mark.parametrize(
    "name", ["role", "risk", "team", "area", "warning", "custody", "contact", "mine"]
)
@pytest.mark.parametrize("odd", ["x", "0", "99999999999", "-1", "😀", "%", "é" * 300, "no", "²"])
def test_what_is_no_choice_is_left_out_and_said(client, person, officer, name, odd):
    client.force_login(officer)

    response = client.get(PEOPLE, {name: odd})

    assert response.status_code == 200
    page = response.content.decode()
    assert "What was chosen there is no longer there" in page
    assert person.reference in page


def test_an_area_that_is_gone_is_said(client, person, officer, norfolk):
    norfolk_code = norfolk.code
    client.force_login(officer)
    assert "Left out" not in client.get(PEOPLE, {"area": norfolk_code}).content.decode()
    norfolk.delete()

    page = client.get(PEOPLE, {"area": norfolk_code}).content.decode()

    assert "Left out: Area." in page
    assert person.reference in page


def test_a_team_that_one_may_not_know_of_is_no_choice(client, person, officer, police, elsewhere):
    hidden = TeamFactory(name="Witness Care", agency=elsewhere.agency, is_discreet=True)
    client.force_login(officer)

    page = client.get(PEOPLE, {"team": str(hidden.pk)}).content.decode()

    assert "Left out: Managed by." in page
    assert "Witness Care" not in page
    assert person.reference in page


def test_each_tag_takes_its_filter_away(client, person, officer):
    client.force_login(officer)

    page = client.get(PEOPLE, {"q": "pell", "risk": "high", "mine": "on"}).content.decode()

    assert 'href="?q=pell&amp;mine=on"' in page
    assert 'href="?q=pell&amp;risk=high"' in page
    assert 'href="?mine=on&amp;risk=high"' in page
    assert ">Clear all<" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"role": "offender"},
        {"risk": "high"},
        {"team": "ours"},
        {"warning": "yes"},
        {"custody": "out"},
        {"contact": "28"},
        {"mine": "on"},
    ],
)
def test_a_filtered_list_of_20_costs_what_a_list_of_1_costs(client, officer, asked):
    def one(number):
        person = called(f"Person{chr(65 + number)}", officer)
        RoleFactory(profile=person)
        RiskAssessmentFactory(profile=person)
        WarningFactory(profile=person)

    def statements():
        with CaptureQueriesContext(connection) as caught:
            response = client.get(PEOPLE, asked)
        return len(caught), len(response.context["page"].rows)

    client.force_login(officer)
    one(0)
    client.get(PEOPLE)
    before, rows = statements()
    for number in range(1, 20):
        one(number)
    after, more = statements()

    assert (rows, more) == (1, 20)
    assert after == before


# ---- On paper -----------------------------------------------------------------------------------
def test_the_printed_list_says_its_filters_and_is_an_event_about_everyone(client, graded, officer):
    called("Other", officer)
    client.force_login(officer)

    page = client.get("/profiles/print/", {"risk": "high", "q": "pell"}).content.decode()

    assert "<b>“pell”</b>; <b>Risk: High</b>" in page
    assert "1 person with “pell” in their name; by name." in page
    assert "OFFICIAL-SENSITIVE" in page
    assert graded.reference in page
    assert "Other" not in page
    event = Event.objects.filter(verb__startswith="profile.print").latest("pk")
    assert event.verb == "profile.print:print"
    assert event.subjects == [graded.pk]
    assert event.detail["filters"] == {"risk": "high"}


def test_too_many_are_not_printed_at_all(client, monkeypatch, person, officer):
    called("Other", officer)
    monkeypatch.setattr(people, "MOST_ON_PAPER", 1)
    client.force_login(officer)

    page = client.get("/profiles/print/").content.decode()

    assert "Too many to print" in page
    assert person.reference not in page
    event = Event.objects.filter(verb__startswith="profile.print").latest("pk")
    assert event.verb == "profile.print:list"
    assert event.subjects == []


def test_the_printed_list_is_of_those_one_may_see(client, graded, outsider):
    client.force_login(outsider)

    assert graded.reference not in client.get("/profiles/print/").content.decode()
