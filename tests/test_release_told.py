"""A release that moves is told to the teams that owe reports, and to the lead; to nobody else."""

import datetime

import pytest
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import MembershipFactory, member
from alerts.tests.reading import read_by
from profiles import services
from profiles.models import CustodyStay
from profiles.tests.factories import EstablishmentFactory
from profiles.tests.test_due_reports import let_write, put_in
from profiles.tests.walking import url

DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate()


@pytest.fixture
def stafford(prison):
    return EstablishmentFactory(team=prison)


@pytest.fixture
def spoc(prison):
    return member(prison, name="Tom Varley")


def test_a_release_that_moves_is_told_to_those_it_concerns(
    client, person, manager, officer, prison, spoc, stafford, council
):
    let_write(person, manager, prison)
    give(person, manager, council, sections=["log"])
    stay = put_in(person, manager, stafford, release_expected_on=TODAY + 60 * DAY)
    services.edit_detail(detail=stay, by=officer, release_expected_on=TODAY + 30 * DAY)
    services.edit_detail(detail=stay, by=officer, starts_on=TODAY - 41 * DAY)

    told = [words for words in read_by(spoc) if words.startswith("Release")]
    assert len(told) == 2
    assert told[0].startswith(f"Release of Jordan Pellworth ({person.reference}) is expected ")
    assert " moved from " in told[1]
    assert "Pre-release report now due " in told[1]
    assert len(read_by(manager)) == 1  # the lead; not of what they did themselves
    for other in (member(council), officer):
        assert "Release" not in " ".join(read_by(other))
    client.force_login(manager)
    assert "Moved the expected release" in client.get(url("history", person)).content.decode()


def test_what_is_due_is_told_to_those_who_read_reports(person, manager, officer, prison, stafford):
    """Somebody named writes for the prison; a colleague there reads the log by another team."""
    named, colleague = member(prison), member(prison)
    give(person, manager, named, level=Level.CONTRIBUTE, named=True)
    give(person, manager, MembershipFactory(user=colleague).team, sections=["log"])
    stay = put_in(person, manager, stafford, release_expected_on=TODAY + 60 * DAY)
    services.edit_detail(detail=stay, by=officer, release_expected_on=TODAY + 30 * DAY)

    assert "Pre-release report now due" in " ".join(read_by(named))
    told = " ".join(read_by(colleague))
    assert "moved from" in told
    assert "Pre-release report" not in told

    give(person, manager, named, sections=["log"], named=True)
    assert "Pre-release report" not in " ".join(read_by(named))


def test_a_move_to_another_prison_with_the_same_release_tells_nobody(
    person, manager, spoc, prison, stafford
):
    let_write(person, manager, prison)
    release = TODAY + 60 * DAY
    stay = put_in(person, manager, stafford, release_expected_on=release)
    before = read_by(spoc)
    there = EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate", team=prison)
    move = CustodyStay(establishment=there, starts_on=TODAY, release_expected_on=release)
    services.leave_custody(stay=stay, by=manager, ends_on=TODAY, next_stay=move)

    assert read_by(spoc) == before
