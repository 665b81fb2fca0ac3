"""Anxieties and needs outside the person's own pages: on Home, on the teams' list, in notices."""

import pytest

from access.levels import Level
from access.models import Grant
from access.services import end_access, exclude_person
from access.tests.factories import give, restrict
from agencies.tests.factories import TeamFactory, member
from alerts.tests.reading import read_by
from profiles import services
from profiles.models import Need, NeedStatus
from profiles.tests.factories import NeedFactory
from tests.answered.asking import is_asked, is_done

pytestmark = pytest.mark.slow

WORDS = "Where he will live"


@pytest.fixture
def spoc(person, manager, prison):
    give(person, manager, prison, level=Level.CONTRIBUTE, sections=["log"])
    return member(prison, name="Dana Frobisher")


@pytest.fixture
def need(person, spoc, police):
    """Raised inside, for the team outside."""
    return NeedFactory(profile=person, by=spoc, team=police)


def resolve(need, by):
    done = NeedStatus.objects.get(code="done")
    return services.resolve_need(need=need, by=by, status=done, how="He has a room.")


def end(person, reader, by):
    grant = Grant.objects.get(object_id=person.pk, team=reader.acting_team)
    end_access(obj=person, grant=grant, by=by, because="Over")


@pytest.fixture
def reads(client):
    def read(reader, address="/"):
        client.force_login(reader)
        return client.get(address).content.decode()

    return read


# ---- Home and the list of the teams' needs ------------------------------------------------------
def test_home_says_once_that_a_need_waits_and_nothing_once_it_is_picked_up(
    reads, need, officer, colleague
):
    is_asked(officer)
    assert WORDS in reads(officer)

    services.pick_up(need=need, by=colleague)
    is_done(officer)


def test_handed_on_it_waits_for_nobody_here(need, officer, manager, person, council):
    give(person, manager, council, level=Level.CONTRIBUTE, sections=["log"])
    is_asked(officer)

    services.hand_on(need=need, by=officer, team=council, text="They have a flat.")
    is_done(officer)


def test_home_has_what_waits_and_what_the_team_has(reads, need, officer, colleague, spoc):
    page = reads(officer)
    assert "Waiting for your team" in page
    assert WORDS in page
    assert "Jordan Pellworth" in page
    assert WORDS not in reads(spoc)

    services.pick_up(need=need, by=officer)
    page = reads(colleague)
    assert "Picked up by your team" in page
    assert "Priya Nandra has it" in page
    assert WORDS in reads(colleague, "/profiles/needs/")

    resolve(need, officer)
    assert WORDS not in reads(colleague)
    assert "no open anxieties" in reads(colleague, "/profiles/needs/")


def test_home_leads_to_the_whole_list(reads, need, officer, person):
    assert "All needs of your teams" not in reads(officer)
    for _ in range(5):
        NeedFactory(profile=person, by=officer, team=officer.acting_team)
    assert "All needs of your teams" in reads(officer)
    assert reads(officer, "/profiles/needs/").count(WORDS) == 6


@pytest.mark.parametrize("hide", ["excluded", "restricted", "ended"])
def test_what_is_hidden_is_on_no_list(reads, need, person, manager, officer, spoc, hide):
    """Of the team that has it: the prison's, or of the owner's an excluded officer."""
    reader = officer if hide == "excluded" else spoc
    if hide != "excluded":
        services.hand_on(need=need, by=officer, team=spoc.acting_team, text="x")
    services.pick_up(need=need, by=reader)
    assert WORDS in reads(reader)
    if hide == "excluded":
        exclude_person(obj=person, by=manager, user=officer, reason="A cousin")
    elif hide == "restricted":
        restrict(person, manager)
    else:
        end(person, spoc, manager)
    assert WORDS not in reads(reader)
    assert WORDS not in reads(reader, "/profiles/needs/")
    assert not Need.objects.visible_to(reader).exists()


# ---- Notices ------------------------------------------------------------------------------------
def test_who_is_told_of_what_happens(need, officer, colleague, spoc, manager, outsider):
    name = f"Jordan Pellworth ({need.profile.reference})"
    raised = f"An anxiety or need of {name} waits for Staffordshire IOM Team to pick it up"
    assert raised in read_by(officer)
    assert raised in read_by(colleague)
    assert not read_by(outsider)
    assert raised not in read_by(spoc)

    services.pick_up(need=need, by=officer)
    taken = f"Staffordshire IOM Team picked up what you raised about {name}"
    assert taken in read_by(spoc)
    assert taken not in read_by(colleague)

    resolve(need, officer)
    done = f"Staffordshire IOM Team resolved an anxiety or need of {name}"
    assert done in read_by(spoc)
    assert done in read_by(colleague)
    assert done not in read_by(officer)


def test_a_team_is_told_when_a_need_is_handed_on_to_it(need, officer, spoc, person, manager):
    other = member(TeamFactory(name="Stafford Housing Advice"))
    give(person, manager, other.acting_team, sections=["log"])
    services.hand_on(need=need, by=officer, team=other.acting_team, text="They house people.")
    assert any("waits for Stafford Housing Advice" in words for words in read_by(other))


def test_a_notice_is_gone_with_the_log(need, officer, spoc, person, manager, colleague):
    """They keep the record, and lose the section in which needs are read."""
    services.pick_up(need=need, by=officer)
    assert any("picked up what you raised" in words for words in read_by(spoc))
    end(person, spoc, manager)
    give(person, manager, spoc.acting_team, sections=["reports"])
    assert not any("picked up what you raised" in words for words in read_by(spoc))


def test_a_hidden_record_tells_nobody(need, person, manager, officer, colleague, spoc):
    read_by(officer)
    exclude_person(obj=person, by=manager, user=colleague, reason="A cousin")
    services.pick_up(need=need, by=officer)
    restrict(person, manager)
    resolve(need, manager)
    for reader in (officer, colleague, spoc):
        assert not read_by(reader)


def test_a_discreet_team_is_not_named_in_a_notice(need, person, manager, spoc):
    refuge = member(TeamFactory(name="Haven", is_discreet=True))
    give(person, manager, refuge.acting_team, level=Level.CONTRIBUTE, sections=["log"])
    services.pick_up(need=need, by=refuge)
    (told,) = [words for words in read_by(spoc) if "picked up" in words]
    assert told.startswith("Another team picked up")
