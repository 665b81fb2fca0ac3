"""Queries that are compiled once: kept by shape, never by user; no right is carried over."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from access.tests.factories import give, run_out
from agencies.models import Membership, Team, User
from core import prepared
from profiles.models import CustodyStay, Profile, ProfileTeamHold, Role, Warning
from profiles.tests.factories import (
    ProfileExclusionFactory,
    RoleFactory,
    WarningFactory,
    make_person,
)
from profiles.tests.walking import url


@prepared.query
def teams_of(*, user):
    return Membership.objects.live().filter(user_id=user.pk).values_list("team_id", flat=True)


@prepared.query
def readable(*, user):
    return Profile.objects.visible_to(user).order_by("pk")


def test_each_asks_for_themselves(officer, outsider, police, elsewhere):
    assert teams_of(user=officer) == [police.pk]
    assert teams_of(user=outsider) == [elsewhere.pk]
    assert teams_of(user=officer) == [police.pk]


@pytest.mark.parametrize("ask", [teams_of, readable])
def test_nobody_and_a_closed_account_get_nothing(ask, officer, person):
    assert ask(user=officer)
    officer.is_active = False

    assert ask(user=officer) == []
    assert ask(user=AnonymousUser()) == []
    assert ask(user=None) == []


def test_access_that_ends_is_gone_at_the_next_asking(officer, outsider, person):
    assert readable(user=officer) == [person]
    assert readable(user=outsider) == []

    ProfileExclusionFactory(content_object=person, user=officer)

    assert readable(user=officer) == []


def test_a_page_shows_each_reader_their_own(client, officer, outsider, manager, elsewhere, person):
    """A opens the record, B does not find it; B is given it; A and B lose it; in one process."""
    shown = url("overview", person)

    def opens(reader):
        client.force_login(reader)
        return client.get(shown).status_code == 200

    def at_home(reader):
        client.force_login(reader)
        return person.name in client.get("/").content.decode()

    assert opens(officer)
    assert not opens(outsider)
    assert at_home(officer)
    assert not at_home(outsider)

    given = give(person, manager, elsewhere)
    assert opens(outsider)
    assert at_home(outsider)

    run_out(given, ProfileTeamHold)
    ProfileExclusionFactory(content_object=person, user=officer)
    for reader in (officer, outsider):
        assert not opens(reader)
        assert not at_home(reader)


def test_a_membership_that_ends_takes_its_menu_along(client, manager):
    client.force_login(manager)
    assert "Administration" in client.get("/").content.decode()

    now = timezone.now()
    Membership.objects.filter(user=manager).update(
        valid_from=now - datetime.timedelta(days=2), valid_until=now - datetime.timedelta(days=1)
    )

    assert "Administration" not in client.get("/").content.decode()


def test_the_function_never_meets_a_value(officer, police):
    """What is built is built of stand-ins alone, once for each shape."""
    met = []

    @prepared.query
    def named(model, *, user, name):
        met.append((model, user, name))
        return model.objects.filter(name=name).exclude(pk=user.pk)

    assert named(Team, user=officer, name=police.name) == [police]
    assert named(Team, user=officer, name="none") == []
    assert named(User, user=police.users.exclude(pk=officer.pk).first() or officer, name="x") == []

    assert [model for model, *_ in met] == [Team, User]
    assert {type(user) for _, user, _ in met} == {prepared.AnyUser}
    assert {type(name) for *_, name in met} == {prepared.Parameter}


def test_a_value_that_is_not_asked_of_the_database_is_refused(officer):
    @prepared.query
    def all_teams(*, user):
        return Team.objects.all()

    with pytest.raises(ImproperlyConfigured, match="does not use user"):
        all_teams(user=officer)


def test_a_day_is_a_value(db):
    """It would be that of the day on which the process began."""

    @prepared.query
    def current():
        return Role.objects.current()

    with pytest.raises(ImproperlyConfigured, match="holds a day"):
        current()


def test_a_sign_of_percent_and_quotes_stay_as_they_are(police):
    Team.objects.filter(pk=police.pk).update(name="100% o'Clock \\ %s")

    @prepared.query
    def odd(*, pk):
        return Team.objects.filter(name="100% o'Clock \\ %s", name__contains="0%", pk=pk)

    assert odd(pk=police.pk) == [police]


@prepared.query
def in_one(*, person, today):
    return {
        "roles": Role.objects.filter(profile_id=person).current(today),
        "warnings": Warning.objects.filter(profile_id=person).select_related("kind"),
        "stays": CustodyStay.objects.filter(profile_id=person).with_words(),
        "numbers": Profile.objects.filter(pk=person).values_list("reference", flat=True),
    }


def test_several_in_one_statement_are_what_each_gives(person, django_assert_num_queries):
    other = make_person(by=person.lead, team=person.owner_team, surname="Other")
    RoleFactory(profile=other)
    given = [RoleFactory(profile=person, kind=kind) for kind in list(Role.Kind)[:2]]
    warning = WarningFactory(profile=person)

    with django_assert_num_queries(1):
        found = in_one(person=person.pk, today=timezone.localdate())
        kind = found["warnings"][0].kind

    assert set(found["roles"]) == set(person.roles.current()) >= set(given)
    assert found["warnings"] == [warning]
    assert kind == warning.kind
    assert found["stays"] == []
    assert found["numbers"] == [person.reference]
