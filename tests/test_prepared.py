"""Queries that are compiled once: kept by shape, never by user; no right is carried over."""

import datetime
from functools import partial

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from access.tests.factories import give, run_out
from agencies.models import Membership, Team, User
from core import policy, prepared, questions
from profiles.models import CustodyStay, Profile, ProfileTeamHold, Role, Warning
from profiles.tests.factories import (
    ProfileExclusionFactory,
    RoleFactory,
    WarningFactory,
    make_person,
)
from profiles.tests.walking import url
from tasks.models import Task
from tasks.tests.factories import TaskFactory

# The kinds of which one row is asked for by a statement that is compiled once.
ONCE = [
    model
    for model in apps.get_models()
    if getattr(model._default_manager._queryset_class, "is_compiled_once", False)
]


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
        return model.objects.filter(name=name, memberships__user_id=user.pk)

    assert named(Team, user=officer, name=police.name) == [police]
    assert named(Team, user=officer, name="none") == []
    assert named(User, user=police.users.exclude(pk=officer.pk).first() or officer, name="x") == []

    assert [model for model, *_ in met] == [Team, User]
    assert {type(user) for _, user, _ in met} == {prepared.AnyUser}
    assert {type(name) for *_, name in met} == {prepared.Parameter}


@pytest.mark.parametrize("model", ONCE, ids=[model._meta.label for model in ONCE])
def test_of_such_a_kind_what_is_visible_hangs_on_the_id_of_the_user_alone(db, model):
    asked = policy._its_id.made(policy.visible, model, ()).statement

    assert "%(user)s" in asked
    assert "%(pk)s" in asked


def test_one_row_of_such_a_kind_is_asked_for_each_and_at_each_time(
    officer, outsider, manager, elsewhere, person
):
    task = TaskFactory(by=officer, to=elsewhere, about=person)
    asks = partial(policy.can, action="task.read", obj=task)
    assert [asks(officer), asks(outsider), asks(officer)] == [True, False, True]
    assert policy.find(outsider, "task.read", Task, uuid=task.uuid) is None

    given = give(person, manager, elsewhere)
    assert [asks(officer), asks(outsider)] == [True, True]
    assert policy.find(outsider, "task.read", Task, uuid=task.uuid) == task

    run_out(given, ProfileTeamHold)
    assert [asks(officer), asks(outsider)] == [True, False]
    assert policy.find(outsider, "task.read", Task, uuid=task.uuid) is None


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


# ---- Several asked at once ----------------------------------------------------------------------
@prepared.query
def both(*, user):
    return {"places": Membership.objects.live().filter(user_id=user.pk), "all": Team.objects.all()}


@prepared.compiled
def planned_anew(*, user):
    return Profile.objects.visible_to(user).order_by("pk")


def test_several_are_answered_as_each_alone(officer, outsider, person, elsewhere):
    officer.closed = User.objects.get(pk=officer.pk)
    officer.closed.is_active = False
    asked = [
        (ask, user)
        for ask in (teams_of, both, readable, planned_anew)
        for user in (officer, outsider, officer.closed, AnonymousUser())
    ]

    found = questions.ask_all([ask.later(user=user) for ask, user in asked])

    assert found == [ask(user=user) for ask, user in asked]
    assert questions.ask_all([]) == []


def test_panels_ask_side_by_side(officer, person, police, django_assert_num_queries):
    def teams():
        (found,) = yield [teams_of.later(user=officer)]
        (again,) = yield [teams_of.later(user=officer)]
        return found + again

    def people():
        return (yield [readable.later(user=officer)])

    def nothing():
        return None
        yield

    def plain():
        return "plain"

    with django_assert_num_queries(2):
        found = questions.run(
            questions.together_in_steps([one() for one in (teams, people, nothing, plain)])
        )

    assert found == [[police.pk, police.pk], [[person]], None, "plain"]


# ---- The account that comes with the session ----------------------------------------------------
def test_a_session_brings_the_account_it_says_and_no_other(client, officer, outsider, person):
    client.force_login(officer)
    kept = UserSession.objects.create(
        user=officer, session_key=client.session.session_key, ip="127.0.0.1"
    )
    assert client.get(url("overview", person)).status_code == 200

    UserSession.objects.filter(pk=kept.pk).update(user=outsider)

    assert client.get("/").wsgi_request.user == officer
    assert client.get(url("overview", person)).status_code == 200


def test_an_account_that_closes_or_leaves_is_out_at_the_next_click(client, officer, person):
    client.force_login(officer)
    UserSession.objects.create(
        user=officer, session_key=client.session.session_key, ip="127.0.0.1"
    )
    assert client.get(url("overview", person)).status_code == 200
    officer.memberships.update(valid_until=timezone.now())
    assert client.get(url("overview", person)).status_code == 404

    User.objects.filter(pk=officer.pk).update(is_active=False, disabled_at=timezone.now())
    assert client.get("/").status_code == 302
    client.session.flush()
    assert client.get("/").status_code == 302
