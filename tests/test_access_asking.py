"""Finding that a record exists, asking to be let in, and the answers."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access import services
from access.levels import Level
from access.models import AccessRequest, Discovery, Grant
from access.services.asking import KNOWN_FOR
from access.tests.factories import (
    AccessRequestFactory,
    DiscoveryFactory,
    LawfulBasisFactory,
    restrict,
)
from agencies.models import Membership, User
from agencies.services.memberships import end_membership
from agencies.tests.factories import PartnershipFactory, TeamFactory, member
from profiles.models import Profile

pytestmark = pytest.mark.django_db
State = AccessRequest.State


def knows(user, obj):
    fresh = User.objects.get(pk=user.pk)
    return Profile.objects.known_to(fresh).filter(pk=obj.pk).exists()


def terms():
    return {
        "level": Level.VIEW,
        "sections": ["log"],
        "purpose": "x",
        "basis": LawfulBasisFactory(),
    }


@pytest.fixture
def neighbour(council):
    """A practitioner at work in the owner's area."""
    return member(council, name="Femi Castleton")


@pytest.fixture
def request_waiting(person, neighbour):
    DiscoveryFactory(obj=person, by=neighbour)
    return AccessRequestFactory(obj=person, by=neighbour)


# ---- Finding -----------------------------------------------------------------------------------
def test_a_record_that_was_found_is_known_for_a_while(person, neighbour):
    assert not knows(neighbour, person)

    finding = DiscoveryFactory(obj=person, by=neighbour)

    assert knows(neighbour, person)
    assert not Profile.objects.visible_to(neighbour).exists()
    assert finding.valid_until > timezone.now() + KNOWN_FOR - datetime.timedelta(minutes=1)
    Discovery.objects.update(valid_until=timezone.now() - datetime.timedelta(seconds=1))
    assert not knows(neighbour, person)
    DiscoveryFactory(obj=person, by=neighbour)
    assert knows(neighbour, person)


def test_a_partnership_is_beside_its_force_and_another_force_is_not(
    person, staffordshire, outsider
):
    district = PartnershipFactory(parent=staffordshire)

    DiscoveryFactory(obj=person, by=member(TeamFactory(areas=[district])))

    with pytest.raises(Http404):
        DiscoveryFactory(obj=person, by=outsider)


@pytest.mark.parametrize("role", ["control", "administrator", "auditor"])
def test_only_practitioners_and_managers_find(person, council, role):
    with pytest.raises(Http404):
        DiscoveryFactory(obj=person, by=member(council, role))


def test_nobody_finds_a_restricted_or_a_discreet_teams_record(
    person, manager, neighbour, police, staffordshire
):
    DiscoveryFactory(obj=person, by=neighbour)
    police.is_discreet = True
    police.save()
    assert not knows(neighbour, person)
    with pytest.raises(Http404):
        DiscoveryFactory(obj=person, by=neighbour)

    police.is_discreet = False
    police.save()
    assert knows(neighbour, person)
    restrict(person, manager)
    assert not knows(neighbour, person)


def test_anyone_who_moves_to_another_area_knows_no_longer(person, neighbour, council, norfolk):
    DiscoveryFactory(obj=person, by=neighbour)

    council.areas.set([norfolk])

    assert not knows(neighbour, person)


# ---- Asking ------------------------------------------------------------------------------------
def test_one_asks_in_a_place_of_ones_own(person, neighbour, council):
    DiscoveryFactory(obj=person, by=neighbour)
    auditor = Membership.objects.create(user=neighbour, team=council, role="auditor")
    day = datetime.timedelta(days=1)
    over = Membership.objects.create(
        user=neighbour,
        team=TeamFactory(),
        role="manager",
        valid_from=timezone.now() - 2 * day,
        valid_until=timezone.now() - day,
    )

    for wrong in (member(council).memberships.get(), auditor, over):
        with pytest.raises(ValidationError, match="one of your teams"):
            services.ask_for_access(
                obj=person, by=neighbour, membership=wrong, reason="linked", words="x"
            )

    assert not AccessRequest.objects.exists()


def test_anyone_who_reads_already_does_not_ask(person, officer):
    with pytest.raises(PermissionDenied):
        AccessRequestFactory(obj=person, by=officer)


# ---- Answers -----------------------------------------------------------------------------------
@pytest.mark.parametrize("act", ["decide", "question"])
def test_only_the_owners_managers_answer(request_waiting, officer, neighbour, outsider, act):
    def answer(by):
        if act == "decide":
            services.decide_request(request=request_waiting, by=by, give=True, **terms())
        else:
            services.ask_for_more(request=request_waiting, by=by, question="Why?")

    for by, problem in ((officer, PermissionDenied), (neighbour, Http404), (outsider, Http404)):
        with pytest.raises(problem):
            answer(by)

    assert not Grant.objects.exists()


@pytest.mark.parametrize("give", [True, False])
def test_a_request_is_answered_once(request_waiting, manager, give):
    services.decide_request(request=request_waiting, by=manager, give=False, answer="No")

    with pytest.raises(ValidationError, match="already answered"):
        services.decide_request(
            request=request_waiting, by=manager, give=give, answer="No", **terms()
        )
    with pytest.raises(ValidationError, match="already answered"):
        services.ask_for_more(request=request_waiting, by=manager, question="Why?")

    assert not Grant.objects.exists()


def test_a_question_and_its_reply(request_waiting, manager, neighbour):
    with pytest.raises(ValidationError, match="needs no more information"):
        services.reply_to_question(request=request_waiting, by=neighbour, reply="x")

    services.ask_for_more(request=request_waiting, by=manager, question="Which case?")
    with pytest.raises(ValidationError, match="asked for more already"):
        services.ask_for_more(request=request_waiting, by=manager, question="Which?")
    with pytest.raises(ValidationError, match="already asked"):
        AccessRequestFactory(obj=Profile.objects.get(), by=neighbour)

    answered = services.reply_to_question(request=request_waiting, by=neighbour, reply="His")

    assert (answered.state, answered.reply) == (State.WAITING, "His")


def test_only_the_person_who_asked_replies(request_waiting, person, manager, council):
    services.ask_for_more(request=request_waiting, by=manager, question="Which case?")
    other = member(council)
    DiscoveryFactory(obj=person, by=other)

    with pytest.raises(ValidationError, match="needs no more information from you"):
        services.reply_to_question(request=request_waiting, by=other, reply="x")


def test_nobody_is_let_in_who_has_left_since_they_asked(
    request_waiting, manager, neighbour, administrator
):
    end_membership(membership=request_waiting.membership, by=administrator, reason="x")

    with pytest.raises(ValidationError, match="no longer work in this team"):
        services.decide_request(request=request_waiting, by=manager, give=True, **terms())

    request_waiting.refresh_from_db()
    assert request_waiting.state == State.WAITING
