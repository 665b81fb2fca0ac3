"""The rules of a team: listed, tried, written as versions, switched on, judged."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from agencies.models import Membership
from agencies.tests.factories import MembershipFactory, member
from alerts.factors import services
from alerts.models import Factor, Firing, Judgement
from alerts.tests.factor_factories import miss, rule_of
from core import policy

TYPED = {
    "name": "Repeated missed contacts",
    "role": "",
    "count": "3",
    "watches": "missed",
    "days": "90",
    "level": "3",
    "tell": "owner",
}


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def add_at(team):
    return reverse("factors:add", args=[team.uuid])


def test_manager_tries_a_rule_and_saves_nothing(client, person, police, manager, officer):
    miss(person, officer, 40, 20, 3)
    client.force_login(manager)

    page = words(client.post(add_at(police), TYPED | {"test": "1"}))

    assert "Would have fired once in the last 90 days" in page
    assert "For 1 person, once. 1 was already known to the team" in page
    assert "If it asked for one fewer: once." in page
    assert "Jordan Pellworth" in page
    assert not Factor.objects.exists()


def test_manager_writes_a_rule_and_switches_it_on(client, police, manager):
    client.force_login(manager)

    page = words(client.post(add_at(police), TYPED, follow=True))
    factor = Factor.objects.get()
    client.post(reverse("factors:switch", args=[factor.uuid]), {"on": "yes"})
    factor.refresh_from_db()

    assert "When a person has 3 or more missed contacts within 90 days, raise a critical" in page
    assert factor.is_on
    assert factor.switched_by == manager


def test_change_writes_the_next_version(client, police, manager):
    factor = rule_of(police, manager)
    client.force_login(manager)
    address = reverse("factors:edit", args=[factor.uuid])

    first = client.get(address)
    client.post(address, TYPED | {"count": "2", "number": "1"})
    factor.refresh_from_db()
    page = words(client.get(reverse("factors:versions", args=[factor.uuid])))

    assert "Save as version 2" in first.content.decode()
    assert (factor.current.number, factor.current.count) == (2, 2)
    assert "3 or more missed contacts" in page
    assert "2 or more missed contacts" in page


def test_second_who_saves_is_told(client, police, manager):
    factor = rule_of(police, manager)
    client.force_login(manager)
    address = reverse("factors:edit", args=[factor.uuid])

    client.post(address, TYPED | {"count": "2", "number": "1"})
    page = words(client.post(address, TYPED | {"count": "5", "number": "1"}))

    assert "Ruth Calloway has saved version 2 since you opened this page" in page
    assert 'value="5"' in client.post(address, TYPED | {"count": "5"}).content.decode()


@pytest.mark.parametrize(
    "code", ["release", "third-complaint", "repeat-missing", "no-contact", "repeat-victim"]
)
def test_shipped_rule_is_taken_over(client, police, manager, code):
    client.force_login(manager)

    page = client.get(add_at(police) + f"?from={code}").content.decode()

    assert "selected" in page
    assert 'value="High-risk release' in page or code != "release"


def test_what_the_team_has_taken_over_is_not_offered_again(client, police, manager):
    rule_of(police, manager, name="Repeat victim")
    client.force_login(manager)

    page = client.get(reverse("factors:list")).content.decode()

    assert "?from=repeat-victim" not in page
    assert "?from=release" in page


def test_practitioner_reads_and_does_not_change(client, police, manager, officer):
    factor = rule_of(police, manager)
    client.force_login(officer)

    assert client.get(reverse("factors:list")).status_code == 200
    assert client.get(factor.get_absolute_url()).status_code == 200
    assert client.get(reverse("factors:edit", args=[factor.uuid])).status_code == 403
    assert client.post(reverse("factors:switch", args=[factor.uuid])).status_code == 403
    assert client.get(add_at(police)).status_code == 404


def test_the_list_names_no_rule_of_another_team(client, police, outsider):
    rule_of(police)
    client.force_login(outsider)

    assert "Repeated missed contacts" not in words(client.get(reverse("factors:list")))
    assert not Factor.objects.visible_to(outsider).exists()


def test_nobody_adds_a_rule_to_a_closed_team(police, manager):
    assert policy.can(manager, "factor.add", police)

    type(police).objects.filter(pk=police.pk).update(closed_at=timezone.now())

    assert not policy.can(manager, "factor.add", type(police).objects.get(pk=police.pk))


def test_other_teams_find_no_rule(police, manager, outsider, administrator, auditor, operator):
    factor = rule_of(police, manager)

    for stranger in (outsider, administrator, auditor, operator):
        for action in ("factor.view", "factor.edit", "factor.switch"):
            with pytest.raises(Http404):
                policy.require(stranger, action, factor)


def test_manager_of_another_team_does_not_switch(police, council, manager):
    factor = rule_of(police, manager)
    both = member(council, Membership.Role.MANAGER)
    MembershipFactory(user=both, team=police)

    with pytest.raises(PermissionDenied):
        services.switch_factor(factor=factor, by=both, on=False)


def test_reader_says_whether_it_was_useful(client, person, police, manager, officer):
    factor = rule_of(police, manager)
    miss(person, officer, 40, 20, 3)
    client.force_login(officer)
    firing = Firing.objects.get()
    alerts = words(client.get(reverse("alerts:list")))

    address = reverse("factors:judge", args=[firing.uuid])
    client.post(address, {"useful": "no"})
    client.post(address, {"useful": "yes"})
    page = words(client.get(factor.get_absolute_url()))
    afterwards = words(client.get(reverse("alerts:list")))

    assert "Useful? Yes" in alerts
    assert "Useful? You said yes. No" in afterwards
    assert Judgement.objects.get().is_useful
    assert "It fired once." in page
    assert "Useful: 1. Not useful: 0." in page


def test_alert_is_judged_by_its_readers_alone(client, person, police, manager, officer, outsider):
    rule_of(police, manager)
    miss(person, officer, 40, 20, 3)
    client.force_login(outsider)

    address = reverse("factors:judge", args=[Firing.objects.get().uuid])

    assert client.post(address, {"useful": "no"}).status_code == 404


def test_list_asks_as_much_for_many_as_for_one(
    client, police, manager, officer, django_assert_max_num_queries
):
    rule_of(police, manager, name="Rule 0")
    client.force_login(officer)
    client.get(reverse("factors:list"))

    with django_assert_max_num_queries(100) as one:
        client.get(reverse("factors:list"))
    for number in range(1, 25):
        rule_of(police, manager, name=f"Rule {number}")
    with django_assert_max_num_queries(100) as many:
        page = client.get(reverse("factors:list")).content.decode()

    assert len(many) == len(one)
    assert "Rule 7" in page
    assert len(page) < 100_000
