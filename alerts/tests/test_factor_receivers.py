"""Who is told of a rule that fired: those whom it names, of those who may read all it says."""

import pytest
from django.core.exceptions import ValidationError

from access.services import end_access, exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, give
from agencies.models import User
from agencies.services import disable_user
from agencies.tests.factories import AreaFactory, TeamFactory, member
from alerts.factors import services
from alerts.models import Firing, Notice
from alerts.tests.factor_factories import days_ago, drain, miss, rule_of
from alerts.tests.reading import read_by
from cases.models import Participant
from cases.tests.factories import (
    CaseFactory,
    CaseKindFactory,
    IncidentFactory,
    ParticipantRoleFactory,
)
from galleries.tests.factories import EntryFactory, GalleryFactory
from profiles.models import Profile
from profiles.services import edit_profile
from profiles.tests.factories import make_person

TELLS = ["owner", "lead", "own", "people", "teams", "neighbours"]


def told():
    return set(
        Notice.objects.filter(object_type="alerts.firing").values_list("recipient", flat=True)
    )


def shown(user):
    return Notice.objects.visible_to(user).filter(object_type="alerts.firing").count()


@pytest.fixture
def people(person, police, council, prison, elsewhere, manager, officer, colleague, outsider):
    """One for each way to hold the record or not: all of them are named by some rule."""
    reader = member(council, name="Reads the log")
    without = member(prison, name="Holds no log")
    named = member(elsewhere, name="Named")
    ended = member(TeamFactory(name="Ended", areas=police.areas.all()), name="Ended")
    give(person, manager, council, sections=["log"])
    give(person, manager, prison, sections=["risk"])
    give(person, manager, named, sections=["log"], named=True)
    grant = give(person, manager, ended.acting_team, sections=["log"])
    end_access(obj=person, grant=grant, by=manager, because="Over")
    exclude_person(obj=person, by=manager, user=colleague, reason="A relative")
    return [manager, officer, colleague, outsider, reader, without, named, ended]


@pytest.mark.parametrize("tell", TELLS)
def test_told_are_those_named_who_read_the_log(tell, people, person, police, manager, officer):
    teams = [one.acting_team for one in people if one.acting_team != police]
    named = {"people": [officer], "teams": teams}
    rule_of(police, manager, tell=tell, **named)

    miss(person, officer, 40, 20, 3)

    readers = {
        one.pk
        for one in User.objects.all()
        if Profile.objects.visible_to(one, section="log").filter(pk=person.pk).exists()
    }
    in_team = {one.pk for one in police.people()}
    by_choice = {
        "owner": in_team,
        "own": in_team,
        "people": {officer.pk},
        "teams": {one.pk for one in people if one.acting_team != police},
        "neighbours": in_team,
        "lead": {person.lead_id} if person.lead_id else {manager.pk},
    }
    assert told() == by_choice[tell] & readers
    assert told()


def test_a_lead_who_has_left_is_made_up_for_by_the_managers(person, police, manager, officer):
    leaver = member(police)
    edit_profile(profile=person, by=manager, lead=leaver)
    rule_of(police, manager, tell="lead")
    disable_user(user=leaver, by=manager, reason="Moved on")

    miss(person, officer, 40, 20, 3)

    assert told() == {manager.pk}


def test_neighbours_are_told_only_if_they_hold_the_record(person, police, manager, officer):
    beside = AreaFactory(name="Derbyshire")
    beside.neighbours.add(*police.areas.all())
    holds, holds_not = (
        member(TeamFactory(name=name, areas=[beside])) for name in ("Holds", "Holds not")
    )
    give(person, manager, holds.acting_team, sections=["log"])
    rule_of(police, manager, tell="neighbours")

    miss(person, officer, 40, 20, 3)

    assert holds.pk in told()
    assert holds_not.pk not in told()


def test_team_without_the_log_does_not_count_it(people, person, prison, officer):
    rule_of(prison, tell="own")

    miss(person, officer, 40, 20, 3)

    assert not Firing.objects.exists()


def test_restricted_since_is_shown_to_nobody_else(person, police, manager, officer):
    rule_of(police, manager)
    miss(person, officer, 40, 20, 3)
    before = shown(officer)

    restrict_record(obj=person, by=manager, reason="Threats", basis=LawfulBasisFactory())

    assert before == 1
    assert shown(officer) == 0
    assert not [words for words in read_by(officer) if "Pellworth" in words]


def test_restricted_record_is_watched_by_no_rule(person, police, manager, officer):
    rule_of(police, manager)
    restrict_record(obj=person, by=manager, reason="Threats", basis=LawfulBasisFactory())

    miss(person, manager, 40, 20, 3)

    assert not Firing.objects.exists()


# ---- Of cases ---------------------------------------------------------------------------------
def complain(person, owner, *days, role="complainant"):
    """A case of anti-social behaviour with this person in it, and complaints on these days."""
    part = Participant(profile=person, role=ParticipantRoleFactory(code=role))
    case = CaseFactory(by=owner, kind=CaseKindFactory(code="asb"), participants=[part])
    for day in days:
        IncidentFactory(case=case, by=owner, happened_on=days_ago(day))
    drain()
    return case


THIRD = {"kind": "complaint", "what": "complainant", "count": 3, "days": 183, "tell": "owner"}


def test_third_complaint_in_two_cases(person, police, manager, officer):
    rule_of(police, manager, **THIRD)

    complain(person, manager, 50, 30)
    complain(person, manager, 2)

    assert Firing.objects.count() == 1
    assert shown(officer) == 1


def test_complaints_in_a_case_that_the_team_does_not_see(person, police, council, manager):
    """Another team has added the person to its own case: that case says nothing here."""
    other = member(council)
    give(person, manager, council)
    rule_of(police, manager, **THIRD)

    complain(person, manager, 50, 30)
    complain(person, other, 2)

    assert not Firing.objects.exists()


def test_reader_of_the_person_and_not_of_the_case(person, police, council, manager, officer):
    other = member(council)
    give(person, manager, council)
    rule_of(police, manager, **THIRD | {"tell": "teams"}, teams=[council])

    complain(person, manager, 50, 30, 2)

    assert Firing.objects.count() == 1
    assert shown(other) == 0
    assert other.pk not in told()


def test_repeat_victim(person, police, manager, officer):
    rule = {"kind": "in_role", "what": "victim", "count": 2, "days": 365}
    rule_of(police, manager, **rule)

    complain(person, manager, role="victim")
    before = Firing.objects.count()
    complain(person, manager, role="victim")

    assert (before, Firing.objects.count()) == (0, 1)


# ---- Of grants --------------------------------------------------------------------------------
def test_end_of_access_is_told_to_the_team_that_has_it(person, police, council, manager, officer):
    ending = {"kind": "grant", "count": 1, "days": 14, "tell": "own"}
    rule_of(police, manager, **ending)
    rule_of(council, **ending)
    reader = member(council)

    give(person, manager, council, sections=["log"], days=10)
    drain()
    services.check_calendar()

    assert shown(reader) == 1
    assert shown(officer) == 0


# ---- People on a gallery ------------------------------------------------------------------------
@pytest.fixture
def entry(person, police, manager):
    gallery = GalleryFactory(curators=[police], teams=[police])
    return EntryFactory(by=manager, gallery=gallery, profile=person)


def test_a_rule_about_a_gallery_fires_for_those_on_it_and_tells_its_own_team(
    person, police, manager, officer, entry
):
    other = make_person(by=manager)
    rule_of(police, manager, count=1, tell="own", gallery=entry.gallery)

    miss(person, officer, 3)
    miss(other, officer, 3)

    assert [one.profile for one in Firing.objects.all()] == [person]
    assert officer.pk in told()


def test_a_rule_about_a_gallery_tells_nobody_who_does_not_see_it(
    person, police, manager, officer, entry
):
    rule_of(police, manager, count=1, tell="own", gallery=entry.gallery)
    entry.gallery.teams.clear()
    entry.gallery.curators.clear()

    miss(person, officer, 3)

    assert told() == set()


def test_a_rule_about_a_gallery_tells_no_other_team(police, manager, entry):
    with pytest.raises(ValidationError, match="tells this team alone"):
        rule_of(police, manager, tell="owner", gallery=entry.gallery)
