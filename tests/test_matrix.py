"""The role × action table holds, cell by cell."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from access.levels import Level
from access.services import exclude_person, find_record
from access.tests.factories import give
from agencies.models import Membership, User
from agencies.tests.factories import TeamFactory, member
from agencies.tests.test_rules import cells as administration
from core import policy
from tests.cast import made_once
from tests.matrix import ACTORS, CASES, ELSEWHERE, cells

CELLS = list(cells())


def make_actors(cast, section="log"):
    """Every actor of the table, around one record, of which partners hold one section."""
    person, police, manager = cast.person, cast.police, cast.manager
    lead = member(police, name="Lead")
    person.lead = lead
    person.save()
    viewer, adder = member(TeamFactory()), member(TeamFactory())
    named = member(TeamFactory())
    teammate = member(named.acting_team)
    give(person, manager, viewer.acting_team, sections=[section])
    give(person, manager, adder.acting_team, sections=[section], level=Level.CONTRIBUTE)
    give(person, manager, named, sections=[section], named=True)
    finder = member(cast.council)
    find_record(obj=person, by=finder)
    excluded = member(police, Membership.Role.MANAGER)
    exclude_person(obj=person, by=manager, user=excluded, reason="A cousin")
    disabled = member(police, Membership.Role.MANAGER)
    disabled.is_active, disabled.disabled_at = False, timezone.now()
    disabled.save()
    left = member(police)
    left.memberships.update(valid_until=timezone.now())
    actors = {
        "practitioner": cast.officer,
        "lead": lead,
        "manager": manager,
        "viewer": viewer,
        "adder": adder,
        "named": named,
        "teammate": teammate,
        "finder": finder,
        "outsider": cast.outsider,
        "administrator": cast.administrator,
        "control": cast.operator,
        "auditor": cast.auditor,
        "excluded": excluded,
        "disabled": disabled,
        "left": left,
    }
    return {name: User.objects.get(pk=user.pk) for name, user in actors.items()}


made, db, cast, actors = made_once(make_actors)


def test_the_table_holds_cell_by_cell(actors, person):
    wrong = [
        f"{actor} {'may not' if allowed else 'may'} {action}"
        for action, actor, allowed in CELLS
        if policy.can(actors[actor], action, person) is not allowed
    ]

    assert wrong == []


# The rules of administration have a table of their own, beside them in agencies/tests.
SIGNED = {action for action, _, _ in (*CELLS, *cells(CASES), *administration())} | set(ELSEWHERE)
# The kind that only the tests have: test_second_kind_matrix.py holds it to the same table.
THROWAWAY = {"parcel"}


def unsigned(actions):
    """The actions that no table has a row for."""
    return {name for name in actions if name.split(".")[0] not in THROWAWAY} - SIGNED


def test_every_rule_has_a_signed_row_and_every_row_a_rule():
    assert {actor for _, actor, _ in CELLS} == set(ACTORS)
    assert unsigned(policy.rules()) == set()
    assert policy.rules().keys() >= SIGNED


def test_an_action_without_a_signed_row_is_found():
    assert unsigned([*policy.rules(), "lorry.close", "team.paint"]) == {
        "lorry.close",
        "team.paint",
    }


@pytest.mark.parametrize("nobody", [None, AnonymousUser()])
@pytest.mark.parametrize("action", sorted(policy.rules()))
def test_nobody_signed_in_may_nothing(action, nobody, person):
    assert not policy.can(nobody, action, person)


def test_an_action_without_a_rule_is_refused(manager, person):
    assert not policy.can(manager, "profile.burn", person)


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        ("practitioner", True),
        ("manager", True),
        ("control", False),
        ("auditor", False),
        ("administrator", False),
        ("disabled", False),
        ("left", False),
    ],
)
def test_who_may_open_a_record(actors, actor, allowed):
    assert policy.can(actors[actor], "profile.create") is allowed


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [
        ("practitioner", True),
        ("viewer", False),
        ("adder", True),
        ("named", False),
        ("outsider", False),
        ("excluded", False),
    ],
)
def test_who_may_add_to_an_entry(actors, contact, actor, allowed):
    assert policy.can(actors[actor], "log.amend", contact) is allowed


@pytest.mark.parametrize("setting", ["managers", "lead", "practitioners"])
def test_a_team_chooses_who_of_it_gives_access(actors, person, police, setting):
    police.gives_access = setting
    police.save()
    person.refresh_from_db()

    may = {
        name: policy.can(actors[name], "access.grant", person)
        for name in ("practitioner", "lead", "manager", "adder")
    }

    assert may == {
        "practitioner": setting == "practitioners",
        "lead": setting != "managers",
        "manager": True,
        "adder": False,
    }
