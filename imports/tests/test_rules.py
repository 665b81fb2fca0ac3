"""Who may do what with an import, cell by cell."""

import pytest

from agencies.models import Membership, Team, User
from agencies.tests.factories import TeamFactory, member
from core import policy
from imports import services
from imports.models import Import
from imports.tests.factories import check, compare, finish

LOOKS = {"import.list", "import.view"}
PREPARER = LOOKS | {"import.choose", "import.cancel"}
ALL = PREPARER | {"import.start", "import.stop"}
TABLE = {
    "administrator who prepared it": PREPARER,
    "manager of the team": ALL,
    "another administrator of the area": set(),
    "practitioner of the team": set(),
    "manager of another team": set(),
    "control room": set(),
    "auditor": set(),
    "manager whose account is closed": set(),
    "manager who has left": set(),
}
Role = Membership.Role


@pytest.fixture
def actors(police, administrator, manager, other_administrator, officer, outsider):
    closed, left = member(police, Role.MANAGER), member(police, Role.MANAGER)
    User.objects.filter(pk=closed.pk).update(is_active=False, disabled_at="2026-01-01T09:00Z")
    left.memberships.update(valid_until="2026-01-01T09:00Z", valid_from="2025-01-01T09:00Z")
    found = {
        "administrator who prepared it": administrator,
        "manager of the team": manager,
        "another administrator of the area": other_administrator,
        "practitioner of the team": officer,
        "manager of another team": member(TeamFactory(), Role.MANAGER),
        "control room": member(police, Role.CONTROL_ROOM),
        "auditor": member(police, Role.AUDITOR),
        "manager whose account is closed": closed,
        "manager who has left": left,
    }
    return {name: User.objects.get(pk=user.pk) for name, user in found.items()}


def allowed_to(user, of):
    return {action for action in ALL if policy.can(user, action, of)}


def test_the_table_holds_cell_by_cell(actors, police):
    of = check(actors["administrator who prepared it"], police)

    assert {name: allowed_to(user, of) for name, user in actors.items()} == TABLE


def test_once_compared_only_managers_of_the_team_decide(actors, police, manager):
    of = check(actors["administrator who prepared it"], police)
    compare(of, manager)

    table = {**TABLE, "administrator who prepared it": LOOKS}
    assert {name: allowed_to(user, of) for name, user in actors.items()} == table


def test_one_that_has_begun_is_neither_chosen_from_nor_cancelled(administrator, manager, police):
    of = compare(check(administrator, police), manager)
    services.start_import(of=of, by=manager)
    of.refresh_from_db()

    assert allowed_to(manager, of) == {*LOOKS, "import.start", "import.stop"}
    finish(of)
    assert allowed_to(administrator, of) == LOOKS


def test_a_stopped_one_is_cancelled_by_managers_alone(administrator, manager, police):
    of = compare(check(administrator, police), manager)
    services.start_import(of=of, by=manager)
    services.stop_import(of=of, by=manager)
    of.refresh_from_db()

    assert policy.can(manager, "import.cancel", of)
    assert not policy.can(administrator, "import.cancel", of)


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        ("administrator who prepared it", True),
        ("manager of the team", True),
        ("another administrator of the area", True),
        ("practitioner of the team", False),
        ("manager of another team", False),
        ("control room", False),
        ("auditor", False),
        ("manager whose account is closed", False),
        ("manager who has left", False),
    ],
)
def test_who_prepares_an_import_for_the_team(actors, police, actor, allowed):
    assert policy.can(actors[actor], "import.prepare", police) is allowed


def test_nobody_prepares_an_import_for_a_team_that_has_closed(manager, administrator, police):
    Team.objects.filter(pk=police.pk).update(closed_at="2026-01-01T09:00Z")

    for user in (manager, administrator):
        assert not policy.can(User.objects.get(pk=user.pk), "import.prepare", police)


def test_an_administrator_who_is_none_any_more_sees_nothing(administrator, police):
    check(administrator, police)
    administrator.memberships.update(
        valid_from="2025-01-01T09:00Z", valid_until="2026-01-01T09:00Z"
    )

    assert not Import.objects.visible_to(User.objects.get(pk=administrator.pk)).exists()


def test_those_who_prepare_imports_find_their_page(actors):
    may = {name for name, user in actors.items() if policy.can(user, "import.prepare")}

    assert may == {
        "administrator who prepared it",
        "manager of the team",
        "another administrator of the area",
        "manager of another team",
    }
