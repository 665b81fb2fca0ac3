"""Who may do what with an export of a list, cell by cell."""

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from core import policy
from exports import jobs, kinds, services, sheets
from exports.models import Export, ExportPart
from exports.tests.factories import ExportFactory

pytestmark = pytest.mark.django_db

OWN = {"export.ask", "export.view", "export.fetch"}
ANSWERS = {"export.decide"}
ALL = OWN | ANSWERS
TABLE = {
    "who asked": OWN,
    "colleague": set(),
    "manager of the team": ANSWERS,
    "second manager of the team": ANSWERS,
    "manager of another team": set(),
    "practitioner of another force": set(),
    "manager who has left the team": set(),
    "control room": set(),
    "auditor": set(),
    "administrator": set(),
}


@pytest.fixture
def actors(police, officer, colleague, manager, outsider, administrator):
    role = Membership.Role
    left = member(police, role.MANAGER)
    left.memberships.update(valid_until=timezone.now())
    return {
        "who asked": officer,
        "colleague": colleague,
        "manager of the team": manager,
        "second manager of the team": member(police, role.MANAGER),
        "manager of another team": member(TeamFactory(), role.MANAGER),
        "practitioner of another force": outsider,
        "manager who has left the team": left,
        "control room": member(police, role.CONTROL_ROOM),
        "auditor": member(police, role.AUDITOR),
        "administrator": administrator,
    }


def allowed_to(user, export):
    fresh = Export.objects.get(pk=export.pk)
    return {action for action in ALL if policy.can(user, action, fresh)}


def cells(actors, export):
    return {name: allowed_to(user, export) for name, user in actors.items()}


def test_the_table_of_an_export_over_the_limit_holds(actors, numbers, officer):
    export = ExportFactory(asked_by=officer, over=True)

    assert cells(actors, export) == TABLE


def test_the_table_holds_after_the_answer(actors, numbers, officer, manager):
    export = services.decline_export(
        export=ExportFactory(asked_by=officer, over=True), by=manager, answer="No"
    )

    assert cells(actors, export) == TABLE


@pytest.mark.parametrize("state", ["waiting", "working", "refused", "failed"])
def test_what_never_went_over_is_the_askers_alone(actors, numbers, officer, state):
    export = ExportFactory(asked_by=officer, state=state)

    found = cells(actors, export)

    assert found.pop("who asked") == OWN
    assert not any(found.values())


def test_the_table_of_a_finished_file_holds(actors, made):
    found = cells(actors, made())

    assert found.pop("who asked") == OWN
    assert not any(found.values())


def test_a_manager_answers_for_nobody_but_others(numbers, manager):
    export = ExportFactory(asked_by=manager, over=True)

    assert allowed_to(manager, export) == OWN


# ---- When access has ended ----------------------------------------------------------------------
def test_who_no_longer_practises_has_no_exports(made, officer):
    export = made()
    officer.memberships.update(valid_until=timezone.now())

    assert allowed_to(type(officer).objects.get(pk=officer.pk), export) == set()


def test_a_list_that_does_not_open_is_neither_asked_for_nor_fetched(made, numbers, officer):
    export = made()
    numbers.opens = False

    assert allowed_to(officer, export) == {"export.view"}


def test_a_file_with_a_row_that_is_no_longer_in_sight_is_not_fetched(made, numbers, officer):
    export = made()
    numbers.values = numbers.values[:2]

    assert allowed_to(officer, export) == {"export.ask", "export.view"}


def test_every_part_of_a_file_is_asked_about(made, numbers, officer, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 1)
    export = made()
    assert ExportPart.objects.filter(export=export).count() == 3
    numbers.values = numbers.values[:2]

    assert "export.fetch" not in allowed_to(officer, export)


def test_where_there_is_no_file_the_page_says_so_and_not_the_rule(made, numbers, officer):
    export = made()
    sheets.delete(export.file_name)
    numbers.opens = False

    assert "export.fetch" in allowed_to(officer, export)


@pytest.mark.parametrize("action", ["export.ask", "export.fetch"])
def test_a_refusal_says_why(made, numbers, officer, action):
    export = made()
    numbers.opens = False

    with pytest.raises(PermissionDenied, match=r"no longer open|has changed"):
        policy.require(officer, action, export)


# ---- The lists themselves -----------------------------------------------------------------------
OF_ADMINISTRATORS = {"accounts", "agreements", "managed-teams", "teams"}


@pytest.mark.parametrize("role", ["CONTROL_ROOM", "AUDITOR", "ADMINISTRATOR"])
def test_no_list_opens_to_who_does_not_practise(police, person, role):
    user = member(police, Membership.Role[role])
    own = OF_ADMINISTRATORS if role == "ADMINISTRATOR" else set()

    assert {name for name in kinds.kinds() if kinds.find(user, name)} == own
    for name in kinds.kinds():
        if name in own:
            continue
        for of in (None, person.uuid):
            query = "gallery=cohort&names=full"
            assert kinds.find(user, name, query, of) is None, name


def test_no_list_opens_to_nobody(person):
    for name in kinds.kinds():
        for of in (None, person.uuid):
            assert kinds.find(None, name, "", of) is None, name


def test_a_list_of_everything_is_of_no_record(officer, person):
    for name, kind in kinds.kinds().items():
        if kind.parent is None:
            assert kinds.find(officer, name, "", person.uuid) is None, name
