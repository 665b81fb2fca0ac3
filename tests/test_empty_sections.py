"""A section that holds nothing yet is offered to nobody; access that has it stays as it is."""

import pytest
from django.urls import reverse

from access.agreements import narrows
from access.explain import explain
from access.forms.terms import TermsForm
from access.levels import Level
from access.section_access import held_sections
from access.services import give_access_to_many, give_access_to_teams
from access.tests.factories import LawfulBasisFactory, give
from agencies.models import FOREVER
from agencies.tests.factories import member
from profiles.models import Profile

EMPTY = "relationships"


@pytest.fixture
def before(person, manager, council):
    """Of the time when it was offered."""
    return give(person, manager, council, sections=["log", EMPTY])


def test_its_place_is_kept():
    assert list(Profile.SECTIONS).index(EMPTY) == 4
    assert EMPTY not in Profile.offered_sections()


def test_it_is_no_choice():
    offered = dict(TermsForm(kind=Profile).fields["sections"].choices)

    assert offered == Profile.offered_sections()
    assert list(offered) == [name for name in Profile.SECTIONS if name != EMPTY]


def test_access_that_has_it_is_valid_and_reads_naturally(person, manager, council, before):
    owner, partner = explain(person, manager).live

    assert owner.sections == list(Profile.offered_sections().values())
    assert partner.sections == ["Log"]
    assert EMPTY not in partner.again
    assert held_sections(member(council), person) == {"log": Level.VIEW, EMPTY: Level.VIEW}


def test_access_that_has_it_is_changed_and_loses_nothing_that_is_there(
    client, person, manager, before
):
    client.force_login(manager)
    page = reverse("profiles:grant-change", args=[person.uuid, before.uuid])

    form = client.get(page).context["form"]

    assert form["sections"].value() == ["log"]


def test_it_does_not_count_as_more_access(person, manager, council, before):
    assert not narrows(before, Level.VIEW, ["log"], FOREVER)
    terms = {
        "level": Level.CONTRIBUTE,
        "sections": ["log"],
        "purpose": "Joint management",
        "basis": LawfulBasisFactory(),
        "until": FOREVER,
    }

    result = give_access_to_teams(obj=person, by=manager, teams=[council], **terms)

    assert result.refused == []


def test_nor_where_many_are_shared_at_once(person, manager, council, before):
    terms = {"level": 2, "sections": ["log"], "purpose": "x", "basis": LawfulBasisFactory()}

    result = give_access_to_many(
        records=Profile.objects.filter(pk=person.pk), by=manager, team=council, **terms
    )

    assert result.done == 1
