"""The signed table holds for cases, cell by cell."""

import pytest
from django.http import Http404
from django.urls import reverse

from access.levels import Level
from access.tests.factories import give
from agencies.models import Membership, User
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from cases.tests import factories
from core import policy
from tests.cast import made_once
from tests.matrix import CASES, cells
from tests.test_matrix import CELLS, make_actors

# What access says of any record is signed with people.
OF_ANY_KIND = [cell for cell in CELLS if cell[0].split(".")[0] in ("access", "owner", "history")]


def make_actors_of_a_case(cast):
    cast.person = factories.make_case(by=cast.manager)
    return make_actors(cast, section="actions")


made, db, cast, actors = made_once(make_actors_of_a_case)


def test_the_signed_table_holds_for_a_case(cast, actors):
    wrong = [
        f"{actor} {'may not' if allowed else 'may'} {action}"
        for action, actor, allowed in [*cells(CASES), *OF_ANY_KIND]
        if policy.can(actors[actor], action, cast.person) is not allowed
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("actor", "allowed"),
    [("practitioner", True), ("viewer", False), ("adder", True), ("outsider", False)],
)
def test_who_may_add_to_an_action(cast, actors, actor, allowed):
    action = factories.PlannedActionFactory(case=cast.person, by=cast.manager)

    assert policy.can(actors[actor], "action.amend", action) is allowed
    assert policy.can(actors[actor], "action.record_result", action) is allowed


def test_who_may_see_and_edit_a_participant(cast, actors):
    case, reader = cast.person, member(TeamFactory())
    give(case, cast.manager, reader.acting_team, sections=["people"], level=Level.VIEW)
    participant = factories.ParticipantFactory(case=case, by=cast.manager)

    assert policy.can(actors["practitioner"], "participant.edit", participant)
    assert policy.can(reader, "participant.view", participant)
    assert not policy.can(reader, "participant.edit", participant)
    assert not policy.can(reader, "participant.add", case)
    assert not policy.can(actors["adder"], "participant.view", participant)


@pytest.mark.parametrize(
    ("actor", "allowed"), [("practitioner", True), ("manager", True), ("auditor", False)]
)
def test_who_may_open_a_case(actors, actor, allowed):
    assert policy.can(actors[actor], "case.open") is allowed


def test_who_opens_a_file(client, cast, actors):
    """Those who hold the documents, and nobody who holds the actions it is attached to alone."""
    case = cast.person
    action = factories.ActionFactory(case=case, by=cast.manager)
    document = factories.CaseDocumentFactory(case=case, by=cast.manager, action=action)
    address = reverse("cases:document-file", args=[case.uuid, document.uuid])
    opened = set()
    for name, user in actors.items():
        client.force_login(user)
        if client.get(address).status_code == 200:
            opened.add(name)

    assert opened == {"practitioner", "lead", "manager"}


def test_outside_nothing_of_a_case_exists(cast, actors):
    """Not refused: it is not there."""
    case, by, outsider = cast.person, cast.manager, actors["outsider"]
    participant = factories.ParticipantFactory(case=case, by=by)
    action = factories.PlannedActionFactory(case=case, by=by)
    of_parts = {"action.amend": action, "action.record_result": action, "action.view": action}
    of_parts |= {f"participant.{act}": participant for act in ("view", "edit")}
    of_case = {name: case for name, _, _ in cells(CASES)}

    for name, obj in {**of_case, **of_parts}.items():
        with pytest.raises(Http404):
            policy.require(outsider, name, obj)


@pytest.mark.parametrize("name", ["action.add", "incident.add", "case.view_actions"])
def test_without_the_section_there_are_no_actions(cast, actors, name):
    case, reader = cast.person, member(TeamFactory())
    give(case, cast.manager, reader.acting_team, sections=["people"], level=Level.CONTRIBUTE)

    with pytest.raises(Http404):
        policy.require(reader, name, case)


def test_an_auditor_of_the_owner_team_does_not_close_its_cases(cast, actors):
    """Who sees the case by another team, and belongs to the owner team in another role."""
    MembershipFactory(user=actors["adder"], team=cast.police, role=Membership.Role.AUDITOR)
    adder = User.objects.get(pk=actors["adder"].pk)

    assert policy.can(adder, "case.view", cast.person)
    assert not policy.can(adder, "case.close", cast.person)
