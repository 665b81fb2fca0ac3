"""A changed e-mail address is held until a second person, or the owner, confirms it."""

import datetime

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from agencies import services
from agencies.models import FOREVER, Membership, User
from agencies.tests.factories import MembershipFactory, member
from core import policy
from tests.editing import sent
from tests.second_hand.acts import fresh, last, made, new_address, page

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Role = Membership.Role


def test_an_administrator_does_not_take_over_an_account_by_a_new_address(administrator, colleague):
    new_address(colleague, administrator)

    with pytest.raises(ValidationError) as problem:
        services.renew_invitation(user=colleague, by=administrator)

    words = problem.value.messages[0]
    assert "Grace Odum changed the e-mail address of Owen Marchbank" in words
    assert "“Your account”" in words
    assert "own.mailbox@example.org" not in [to for one in mail.outbox for to in one.to]
    after = fresh(colleague)
    assert (after.email_changed_by, after.email_held_until) == (administrator, FOREVER)
    assert timezone.now() - after.email_changed_at < datetime.timedelta(minutes=1)


def test_neither_the_one_who_changed_it_nor_the_same_hand_confirms_an_address(
    administrator, second, colleague
):
    new_address(colleague, administrator)
    made(second, administrator)

    for by in (administrator, second):
        with pytest.raises(PermissionDenied):
            services.confirm_address(user=colleague, by=by)

    assert fresh(colleague).address_is_held


@pytest.mark.parametrize("who", ["colleague", "manager", "second"])
def test_the_owner_a_manager_or_a_second_administrator_confirms_an_address(
    request, administrator, colleague, who
):
    by = request.getfixturevalue(who)
    new_address(colleague, administrator)

    services.confirm_address(user=colleague, by=by)

    services.renew_invitation(user=colleague, by=administrator)
    assert mail.outbox[-1].to == ["own.mailbox@example.org"]
    assert last("user.address_confirmed").actor_id == by.pk
    with pytest.raises(ValidationError, match="nothing to confirm"):
        services.confirm_address(user=colleague, by=by)


def test_practitioners_and_managers_elsewhere_confirm_no_address(
    administrator, colleague, officer, elsewhere
):
    new_address(colleague, administrator)

    for by in (officer, member(elsewhere, Role.MANAGER)):
        with pytest.raises(Http404):
            services.confirm_address(user=colleague, by=by)


def test_an_address_that_a_manager_changed_is_held_for_three_days(manager, colleague):
    new_address(colleague, manager)
    held = fresh(colleague).email_held_until - timezone.now()
    assert datetime.timedelta(hours=71) < held < datetime.timedelta(hours=73)
    with pytest.raises(ValidationError, match="or wait until"):
        services.renew_invitation(user=colleague, by=manager)

    User.objects.filter(pk=colleague.pk).update(email_held_until=timezone.now())

    services.renew_invitation(user=colleague, by=manager)


def test_a_manager_with_a_colleague_who_works_elsewhere_too_holds_no_short_time(
    administrator, police, council, manager
):
    MembershipFactory(user=administrator, team=police, role=Role.MANAGER)
    both = member(police)
    MembershipFactory(user=both, team=council)

    new_address(both, fresh(administrator))

    assert fresh(both).email_held_until == FOREVER


@pytest.mark.parametrize("gone", ["in no team", "once elsewhere"])
def test_how_long_an_address_is_held_asks_where_the_person_works_now(
    administrator, manager, police, council, gone
):
    one = member(police)
    if gone == "in no team":
        one.memberships.update(valid_until=timezone.now())
        new_address(one, administrator)
        assert fresh(one).email_held_until == FOREVER
    else:
        MembershipFactory(
            user=one,
            team=council,
            valid_from=timezone.now() - datetime.timedelta(days=9),
            valid_until=timezone.now() - datetime.timedelta(days=8),
        )
        new_address(one, manager)
        assert fresh(one).email_held_until < timezone.now() + datetime.timedelta(days=4)


def test_a_manager_does_not_confirm_for_somebody_who_works_elsewhere_too(
    administrator, manager, police, council
):
    both = member(police)
    MembershipFactory(user=both, team=council)
    new_address(both, administrator)

    with pytest.raises(PermissionDenied):
        services.confirm_address(user=both, by=manager)


@pytest.mark.parametrize(
    "also", ["nothing more", "elsewhere", "for the area", "left", "same hand"]
)
def test_an_address_waits_for_those_who_may_confirm_it(request, administrator, police, also):
    one = member(police)
    if also == "elsewhere":
        MembershipFactory(user=one, team=request.getfixturevalue("council"))
    elif also == "for the area":
        MembershipFactory(user=one, team=police, role=Role.AUDITOR)
    elif also == "left":
        one.memberships.update(valid_until=timezone.now())
    elif also == "same hand":
        made(request.getfixturevalue("second"), administrator)
    held = {"email_changed_by": administrator, "email_held_until": FOREVER}
    User.objects.filter(pk=one.pk).update(**held)
    one = fresh(one)

    for name in ("administrator", "second", "manager", "officer", "outsider", "auditor"):
        user = fresh(request.getfixturevalue(name))
        may = policy.can(user, "user.confirm_address", one)
        assert (name, one in User.objects.addresses_to_confirm(user)) == (name, may)


@pytest.mark.slow
def test_a_changed_address_waits_on_home(client, administrator, manager, officer, colleague):
    new_address(colleague, administrator)
    confirm = f"/administration/users/{colleague.uuid}/confirm/"

    assert confirm in page(client, "/", manager)
    assert client.get(confirm).status_code == 200
    assert "Is your new e-mail address right?" in page(client, "/", colleague)
    for nobody in (administrator, officer):
        assert confirm not in page(client, "/", nobody)
    client.force_login(manager)
    client.post(confirm, sent(client, confirm))
    assert confirm not in page(client, "/")
    assert "Is your new e-mail address right?" not in page(client, "/", colleague)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["manager", "colleague"])
def test_only_the_address_that_was_shown_is_confirmed(
    request, client, administrator, colleague, who
):
    new_address(colleague, administrator, "asked.about@example.org")
    client.force_login(request.getfixturevalue(who))
    confirm = f"/administration/users/{colleague.uuid}/confirm/"
    confirm = "/account/address/" if who == "colleague" else confirm
    shown = sent(client, confirm)
    new_address(fresh(colleague), administrator)

    for typed in (shown, {}):
        answer = client.post(confirm, typed).content.decode()
        assert "The address was changed meanwhile. Open this page again." in answer

    assert fresh(colleague).address_is_held
    assert client.post(confirm, sent(client, confirm)).status_code == 302
    assert not fresh(colleague).address_is_held
