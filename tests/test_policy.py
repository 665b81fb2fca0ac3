"""The question itself: nobody reaches anything, and what is gone does not exist."""

from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agencies.models import Membership, Team, User
from agencies.tests.factories import TeamFactory, member
from core import policy
from profiles.models import Profile
from profiles.tests.factories import make_person

Role = Membership.Role


def closed(user):
    User.objects.filter(pk=user.pk).update(is_active=False, disabled_at=timezone.now())
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
@pytest.mark.parametrize("action", ["profile.view", "access.stub", "team.view", "notice.list"])
def test_nobody_reaches_anything(nobody, action, person):
    model = Team if action == "team.view" else Profile

    assert not policy.accessible(nobody, action, model).exists()
    with pytest.raises(Http404):
        policy.require(nobody, action, person)


@pytest.mark.parametrize("action", ["team.view", "team.manage", "team.edit"])
def test_anyone_who_has_a_closed_account_reaches_nothing(action, police, administrator):
    assert policy.accessible(administrator, action, Team).exists()

    assert not policy.accessible(closed(administrator), action, Team).exists()


@pytest.mark.parametrize(
    ("is_authenticated", "is_active"), [(False, True), (True, False), (False, False)]
)
def test_someone_has_signed_in_to_an_open_account(is_authenticated, is_active):
    user = SimpleNamespace(is_authenticated=is_authenticated, is_active=is_active)

    assert not policy.is_someone(user)
    assert not policy.is_someone(None)
    assert policy.is_someone(SimpleNamespace(is_authenticated=True, is_active=True))


def test_an_act_without_a_rule_does_not_exist(manager, person):
    with pytest.raises(Http404):
        policy.require(manager, "profile.burn", person)

    assert not policy.accessible(manager, "profile.burn", Profile).exists()


def test_a_rule_about_one_object_gives_no_answer_without_it(manager):
    assert policy.can(manager, "profile.view") is False


MANY = {
    action: apps.get_model(rule.model)
    for action, rule in policy.rules().items()
    if rule.model and rule.many
}


@pytest.mark.parametrize("action", MANY)
def test_without_an_object_the_rule_is_that_for_each(action, cast):
    TeamFactory(areas=[cast.staffordshire], closed_at=timezone.now())
    rows = MANY[action].objects.all()

    for user in (cast.officer, cast.administrator, cast.operator, cast.auditor, cast.outsider):
        one_by_one = {row for row in rows if policy.can(user, action, row)}
        assert set(policy.allowed(user, action, rows)) == one_by_one
        assert policy.can(user, action) is bool(one_by_one)


def test_the_database_is_asked_of_all_of_them(administrator, staffordshire, police):
    """The only team that is open comes after any number that are not."""
    closed_ones = TeamFactory.build_batch(60, agency=police.agency, closed_at=timezone.now())
    for number, team in enumerate(closed_ones):
        team.name = f"A {number:02}"
        team.save()
        team.areas.add(staffordshire)

    with CaptureQueriesContext(connection) as asked:
        assert policy.can(administrator, "agreement.add")
    assert len(asked) == 1


def test_a_condition_that_only_python_can_ask_is_no_rule_for_all_objects():
    with pytest.raises(ImproperlyConfigured, match="as a Q"):
        policy.rule("team.paint", model="agencies.Team")(lambda user, team: True)

    assert "team.paint" not in policy.rules()


def test_what_is_gone_cannot_be_locked(manager, person):
    gone = Profile(pk=person.pk + 1)

    with pytest.raises(Http404):
        policy.lock(manager, "profile.view", gone)


def test_the_row_that_is_locked_is_the_one_that_was_asked_for(manager, police):
    first, second = (make_person(by=manager, team=police) for _ in range(2))

    assert policy.lock(manager, "profile.view", first) == first
    assert policy.lock(manager, "profile.view", second) == second


def test_to_see_one_record_is_not_to_see_another(manager, person):
    other = member(TeamFactory(), Role.MANAGER)
    hidden = make_person(by=other)

    assert policy.can(manager, "profile.view", person)
    assert not policy.can(manager, "profile.view", hidden)
    with pytest.raises(Http404):
        policy.lock(manager, "profile.view", hidden)


def test_what_one_sees_and_may_not_change_is_refused_with_the_reason(officer, person):
    with pytest.raises(PermissionDenied, match="Only a manager"):
        policy.lock(officer, "profile.assign_lead", person)


def test_a_record_is_found_by_what_was_asked(manager, police):
    first, second = (make_person(by=manager, team=police) for _ in range(2))

    assert policy.find(manager, "profile.view", Profile, uuid=first.uuid) == first
    assert policy.find(manager, "profile.view", Profile, uuid=second.uuid) == second
    # By a rule whose queryset is not what is visible.
    assert policy.find(manager, "profile.create", Team, pk=police.pk) == police
    assert policy.find(manager, "profile.create", Team, pk=police.pk + 1) is None


def test_what_one_may_not_see_is_not_found(outsider, manager, person):
    gone = Profile(pk=person.pk + 1)

    assert policy.find(outsider, "profile.view", Profile, pk=person.pk) is None
    assert policy.find(manager, "profile.view", Profile, pk=gone.pk) is None
    assert policy.find(closed(manager), "profile.view", Profile, pk=person.pk) is None
    assert policy.find(AnonymousUser(), "profile.view", Profile, pk=person.pk) is None


def test_an_object_is_got_or_does_not_exist_or_is_refused(manager, officer, outsider, person):
    assert policy.get(manager, "profile.assign_lead", Profile, pk=person.pk) == person
    with pytest.raises(PermissionDenied, match="Only a manager"):
        policy.get(officer, "profile.assign_lead", Profile, pk=person.pk)
    for user, action in (
        (outsider, "profile.view"),
        (manager, "profile.burn"),
        (None, "team.view"),
    ):
        with pytest.raises(Http404):
            policy.get(user, action, Profile, pk=person.pk)


def test_to_get_an_object_asks_no_more_than_to_find_it(manager, person):
    with CaptureQueriesContext(connection) as found:
        policy.find(manager, "profile.view", Profile, "owner_team", pk=person.pk)
    with CaptureQueriesContext(connection) as got:
        policy.get(manager, "profile.view", Profile, "owner_team", pk=person.pk)

    assert len(got) == len(found)


def test_nothing_is_found_by_a_rule_that_there_is_not(manager, person):
    assert policy.find(manager, "profile.burn", Profile, pk=person.pk) is None
    assert not policy.allowed(manager, "profile.burn", Profile.objects.all()).exists()


def test_of_many_only_those_asked_for_are_locked(manager, police, outsider):
    first, second = (make_person(by=manager, team=police) for _ in range(2))
    hidden = make_person(by=member(TeamFactory(), Role.MANAGER))

    assert policy.lock_all(manager, "access.grant", Profile.objects.filter(pk=first.pk)) == {
        first.pk
    }
    wanted = Profile.objects.filter(pk__in=[first.pk, hidden.pk])
    assert policy.lock_all(manager, "access.grant", wanted) == {first.pk}
    assert policy.lock_all(outsider, "access.grant", Profile.objects.all()) == set()
    assert second.pk in policy.lock_all(manager, "access.grant", Profile.objects.all())
