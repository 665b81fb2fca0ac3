"""People by role, area, team, lead, and who works with them."""

import datetime
import re

import pytest
from django.utils import timezone

from access.tests.factories import give
from agencies.tests.factories import MembershipFactory, PartnershipFactory, TeamFactory, member
from profiles.tests.factories import (
    InvolvementFactory,
    RoleFactory,
    StatutoryStatusFactory,
    make_person,
)
from profiles.tests.filters.reading import LIST, words

pytestmark = pytest.mark.slow
DAY = datetime.timedelta(days=1)


# ---- Role ---------------------------------------------------------------------------------------
def test_a_role_is_one_that_is_held_today(listed, opened, manager):
    today = timezone.localdate()
    for surname, dates in (
        ("Now", {}),
        ("Last day", {"ends_on": today}),
        ("First day", {"starts_on": today}),
        ("Over", {"ends_on": today - DAY}),
        ("To come", {"starts_on": today + DAY}),
    ):
        RoleFactory(profile=opened(surname), kind="witness", **dates)
    RoleFactory(profile=opened("Victim"), kind="victim")
    RoleFactory(profile=make_person(surname="Elsewhere"), kind="witness")

    assert listed(manager, role="witness") == {"Now", "Last day", "First day"}


# ---- Area ---------------------------------------------------------------------------------------
def test_an_area_is_where_the_record_is_managed(
    listed, opened, manager, police, staffordshire, norfolk, elsewhere
):
    borough = PartnershipFactory(name="Moorlands", parent=staffordshire)
    local = TeamFactory(name="Moorlands Safety", areas=[borough])
    for surname, team in (("Borough", local), ("Norfolk", elsewhere)):
        person = make_person(team=team, surname=surname)
        give(person, person.created_by, police)
    opened("Force")
    make_person(team=local, surname="Unseen")

    assert listed(manager, area=staffordshire.code) == {"Force", "Borough"}
    assert listed(manager, area=borough.code) == {"Borough"}
    assert listed(manager, area=norfolk.code) == {"Norfolk"}
    nobodys = PartnershipFactory(name="No team there")
    assert listed(manager, area=nobodys.code) == set()


# ---- Team ---------------------------------------------------------------------------------------
@pytest.fixture
def shared(opened, manager, police, council, elsewhere):
    """One of the reader's team, one of each of two others, and one that is not shared."""
    opened("Ours")
    for surname, team in (("Council’s", council), ("Norfolk’s", elsewhere)):
        person = make_person(team=team, surname=surname)
        give(person, person.created_by, police)
    make_person(team=elsewhere, surname="Unseen")
    return manager


def test_records_are_ours_or_shared_with_us(listed, shared, police, elsewhere):
    assert listed(shared, team="ours") == {"Ours"}
    assert listed(shared, team="shared") == {"Council’s", "Norfolk’s"}
    assert listed(shared, team=police.pk) == {"Ours"}
    assert listed(shared, team=elsewhere.pk) == {"Norfolk’s"}


def test_ours_are_those_of_each_of_the_readers_teams(listed, shared, council):
    MembershipFactory(user=shared, team=council)

    assert listed(shared, team="ours") == {"Ours", "Council’s"}
    assert listed(shared, team="shared") == {"Norfolk’s"}


def test_anyone_who_practises_nowhere_has_nothing_of_their_own(listed, shared, auditor):
    assert listed(auditor, team="ours") == set()
    assert listed(auditor, team="shared") == set()


@pytest.mark.parametrize("kind", ["closed", "discreet"])
def test_a_team_that_the_reader_may_not_choose_is_told_like_none(client, shared, elsewhere, kind):
    """A discreet team answers like one that never was, though the reader holds a record of it."""
    if kind == "closed":
        elsewhere.closed_at = timezone.now()
    elsewhere.is_discreet = kind == "discreet"
    elsewhere.save()
    client.force_login(shared)

    theirs = words(client.get(LIST, {"team": elsewhere.pk}))
    none = words(client.get(LIST, {"team": 99_999_999}))

    assert "Left out: Managed by." in theirs
    minute = re.compile(r"\d+:\d\d[ap]m|\d+[ap]m")
    assert minute.sub("", theirs) == minute.sub("", none)


# ---- Mine ---------------------------------------------------------------------------------------
def test_my_people_are_those_i_work_with_by_name(listed, opened, manager, officer, colleague):
    over = {"ends_on": timezone.localdate() - DAY}
    for surname in ("Led", "Led by another", "Nobody’s"):
        person = opened(surname)
        person.lead = {"Led": officer, "Led by another": colleague}.get(surname)
        person.save_without_historical_record()
    for surname, user, dates in (
        ("of", officer, {}),
        ("of another", colleague, {}),
        ("over", officer, over),
    ):
        StatutoryStatusFactory(profile=opened(f"Licence {surname}"), user=user, **dates)
        InvolvementFactory(profile=opened(f"Work {surname}"), user=user, **dates)
    unseen = make_person(surname="Unseen")
    InvolvementFactory(profile=unseen, user=officer)

    mine = {"Led", "Licence of", "Work of"}
    assert listed(officer, mine="on") == mine
    assert listed(officer, mine="on", team="ours") == mine
    assert listed(colleague, mine="on") == {
        "Led by another",
        "Licence of another",
        "Work of another",
    }


# ---- Lead ---------------------------------------------------------------------------------------
@pytest.fixture
def led(manager, police):
    """Three people: led by somebody at work, by a closed account, and by nobody."""
    gone = member(police, name="PC Gone")
    people = [make_person(manager, police, surname=name) for name in ("Led", "Left", "Unled")]
    for person, lead in zip(people, (manager, gone, None), strict=True):
        person.lead, person._history_user = lead, manager
        person.save()
    return people, gone


def names_found(client, **asked):
    page = client.get("/profiles/", asked).content.decode()
    return {name for name in ("Led", "Left", "Unled") if f"{name}</a>" in page}


def test_records_without_a_lead_at_work_are_listed(signed_in, led, manager):
    _, gone = led
    assert names_found(signed_in, lead="gone") == {"Unled"}

    disable_user_quietly(gone)

    assert names_found(signed_in, lead="gone") == {"Left", "Unled"}
    assert names_found(signed_in) == {"Led", "Left", "Unled"}


def test_so_are_those_whose_lead_left_the_team(signed_in, led):
    _, gone = led
    gone.memberships.update(valid_until=timezone.now())

    assert names_found(signed_in, lead="gone") == {"Left", "Unled"}


def test_the_overview_says_that_the_lead_is_gone(signed_in, led):
    people, gone = led
    disable_user_quietly(gone)

    pages = [signed_in.get(person.get_absolute_url()).content.decode() for person in people]

    assert "Ruth Calloway, lead" in pages[0]
    assert "PC Gone was the lead: the account is closed" in pages[1]
    assert "Nobody leads" in pages[2]


def disable_user_quietly(user):
    type(user).objects.filter(pk=user.pk).update(is_active=False, disabled_at=timezone.now())
