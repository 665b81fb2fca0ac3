"""Who opened a record in an emergency reads it, and carries it nowhere."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from access.tests.factories import BreakGlassFactory, give
from agencies.tests.factories import TeamFactory, member
from cases.models import Participant
from cases.services import add_participant, open_case
from cases.tests.factories import CaseFactory, CaseKindFactory, ParticipantRoleFactory
from galleries.models import Entry
from galleries.services import add_entry
from galleries.tests.factories import GalleryFactory, risk
from missing.tests.factories import arranged, report
from referrals.models import Intervention
from referrals.tests.factories import InterventionFactory, party

pytestmark = pytest.mark.slow


@pytest.fixture
def reader(person, manager, council):
    """A colleague of somebody who may read the record opened it in an emergency."""
    give(person, manager, member(council, name="Lee Winstanley"), named=True)
    reader = member(council, name="Dana Frobisher")
    BreakGlassFactory(obj=person, by=reader)
    return reader


def add_to_gallery(reader, person):
    gallery = GalleryFactory(area=person.owner_team.areas.get(), curators=[reader.acting_team])
    return add_entry(gallery=gallery, by=reader, profile=person, risk=risk("high"), reason="x")


def add_to_case(reader, person):
    participant = Participant(profile=person, role=ParticipantRoleFactory())
    return add_participant(case=CaseFactory(by=reader), by=reader, participant=participant)


def add_to_register(reader, person):
    return InterventionFactory(by=reader, parties=[party(profile=person)])


ACTS = [add_to_gallery, add_to_case, add_to_register]


@pytest.mark.parametrize("act", ACTS)
def test_nothing_lasting_is_made_of_it(reader, person, act):
    with pytest.raises(ValidationError, match="in an emergency, to read it. Ring the team"):
        act(reader, person)

    assert not Entry.objects.exists()
    assert not Participant.objects.filter(profile=person).exists()
    assert not Intervention.objects.filter(parties__profile=person).exists()


@pytest.mark.parametrize("act", ACTS)
def test_access_beside_the_emergency_is_enough(reader, person, manager, council, act):
    give(person, manager, council)

    assert act(reader, person).pk


def test_somebody_else_who_only_glimpsed_the_record_names_no_record_in_a_case(
    reader, person, manager
):
    case = open_case(
        by=manager,
        team=manager.acting_team,
        participants=[Participant(profile=person, name="Sam", role=ParticipantRoleFactory())],
        named_by=reader,
        title="Noise",
        kind=CaseKindFactory(),
        opened_on=timezone.localdate(),
    )

    assert case.participants.get().profile is None


def test_whoever_is_missing_is_reported_all_the_same(reader, person, staffordshire):
    arranged(TeamFactory(areas=[staffordshire]))

    assert report(reader, profile=person).episode.profile == person
