"""Giving, changing and ending access; exclusions; requests and their answers."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connections
from django.http import Http404
from django.utils import timezone

from access import services
from access.explain import explain
from access.levels import Level
from access.models import AccessRequest, Grant
from access.tests.factories import AccessRequestFactory, GrantFactory, LawfulBasisFactory, give
from agencies.models import FOREVER, Membership, User
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from audit.services import record
from core import panels
from profiles.models import Profile
from profiles.tests.factories import make_person
from tests.together import together


def sees(user, obj, **limits):
    fresh = User.objects.get(pk=user.pk)
    return Profile.objects.visible_to(fresh, **limits).filter(pk=obj.pk).exists()


def test_a_team_sees_a_record_on_its_next_click(person, manager, elsewhere, outsider):
    assert not sees(outsider, person)

    grant = give(person, manager, elsewhere, sections=["log"])

    assert sees(outsider, person, section="log")
    assert not sees(outsider, person, section="risk")
    assert not sees(outsider, person, level=Level.CONTRIBUTE)
    event = Event.objects.get(verb="access.given")
    assert (event.operation, event.recipient) == (Event.DISCLOSURE, "Norfolk IOM Team")
    assert (event.reason, event.detail["grant"]) == ("Joint management", grant.pk)


def test_sharing_again_replaces_and_keeps_what_was(person, manager, elsewhere, outsider):
    first = give(person, manager, elsewhere, level=Level.CONTRIBUTE)

    second = GrantFactory(obj=person, by=manager, to=elsewhere, sections=["risk"])

    first.refresh_from_db()
    assert (first.ended_because, first.ended_by) == ("Replaced", manager)
    assert second.replaces == first
    assert not sees(outsider, person, section="log")
    assert sees(outsider, person, section="risk")
    assert Event.objects.filter(verb="access.changed").count() == 1


def test_access_that_somebody_else_changed_meanwhile_is_not_replaced(person, manager, elsewhere):
    opened = give(person, manager, elsewhere, level=Level.CONTRIBUTE)
    theirs = give(person, manager, elsewhere, sections=["risk"])

    with pytest.raises(ValidationError, match="Somebody else changed or ended this access"):
        give(person, manager, elsewhere, replaces=opened)

    assert Grant.objects.unended().get() == theirs


def test_ending_bites_at_once(person, manager, elsewhere, outsider):
    grant = give(person, manager, elsewhere)

    services.end_access(obj=person, grant=grant, by=manager, because="He has returned")

    assert not sees(outsider, person)
    assert [access.ended_because for access in explain(person, manager).over] == [
        "He has returned"
    ]


def test_an_access_that_has_ended_cannot_end_again(person, manager, elsewhere):
    grant = give(person, manager, elsewhere)
    services.end_access(obj=person, grant=grant, by=manager, because="x")

    with pytest.raises(ValidationError, match="already ended"):
        services.end_access(obj=person, grant=grant, by=manager, because="x")


def refused(person, manager, **wrong):
    terms = {
        "team": TeamFactory(),
        "level": Level.VIEW,
        "sections": [],
        "purpose": "x",
        "basis": LawfulBasisFactory(),
        **wrong,
    }
    with pytest.raises(ValidationError) as problem:
        services.give_access(obj=person, by=manager, **terms)
    assert not Grant.objects.exists()
    assert not Event.objects.filter(verb="access.given").exists()
    return set(problem.value.message_dict)


def test_what_cannot_be_given_is_said_by_the_field(person, manager, police, officer):
    yesterday = timezone.now() - datetime.timedelta(days=1)
    closed = TeamFactory(closed_at=yesterday)
    gone = member(TeamFactory())
    gone_membership = gone.memberships.get()
    gone.is_active, gone.disabled_at = False, timezone.now()
    gone.save()

    assert refused(person, manager, until=yesterday) == {"until"}
    assert refused(person, manager, team=police) == {"team"}
    assert refused(person, manager, team=closed) == {"team"}
    assert refused(person, manager, level=Level.MANAGE) == {"level"}
    assert refused(person, manager, team=gone_membership.team, membership=gone_membership) == {
        "people"
    }
    assert refused(person, manager, team=police, membership=officer.memberships.get()) == {
        "people"
    }


def test_anyone_who_may_not_give_is_refused_and_anyone_who_cannot_see_finds_nothing(
    person, officer, outsider
):
    terms = {
        "team": TeamFactory(),
        "level": Level.VIEW,
        "sections": [],
        "purpose": "x",
        "basis": LawfulBasisFactory(),
    }

    with pytest.raises(PermissionDenied):
        services.give_access(obj=person, by=officer, **terms)
    with pytest.raises(Http404):
        services.give_access(obj=person, by=outsider, **terms)

    assert not Grant.objects.exists()


def test_a_named_hold_ends_with_the_membership_it_was_given_in(
    person, manager, elsewhere, outsider
):
    grant = give(person, manager, outsider, named=True)
    membership = outsider.memberships.get()
    other = TeamFactory()
    Membership.objects.create(user=outsider, team=other, role=Membership.Role.PRACTITIONER)

    membership.valid_until = timezone.now()
    membership.save()
    services.end_access_of_membership(membership=membership, by=manager, because="Left the team")

    grant.refresh_from_db()
    assert grant.ended_because == "Left the team"
    assert not sees(outsider, person)
    assert not person.user_holds.exists()


def test_a_team_that_closes_takes_the_named_access_of_its_people_with_it(
    person, manager, elsewhere, outsider
):
    give(person, manager, outsider, named=True)

    record(verb="team.closed", operation=Event.ADMINISTRATION, actor=manager, target=elsewhere)

    assert not sees(outsider, person)


def test_a_team_that_manages_records_says_what_keeps_it_open(person, police, elsewhere):
    assert "manages 1 person" in panels.gather("agencies.keeps_team_open", police)[0]
    assert panels.gather("agencies.keeps_team_open", elsewhere) == []


def test_an_exclusion_beats_everything(person, manager, police):
    other_manager = member(police, Membership.Role.MANAGER)

    exclusion = services.exclude_person(
        obj=person, by=manager, user=other_manager, reason="A cousin"
    )
    assert not sees(other_manager, person)
    with pytest.raises(ValidationError, match="already excluded"):
        services.exclude_person(obj=person, by=manager, user=other_manager, reason="x")

    services.readmit_person(obj=person, exclusion=exclusion, by=manager, because="A mistake")
    assert sees(other_manager, person)


def test_nobody_excludes_themselves(person, manager):
    with pytest.raises(ValidationError, match="yourself"):
        services.exclude_person(obj=person, by=manager, user=manager, reason="x")


@pytest.fixture
def request_waiting(person, manager, outsider):
    give(person, manager, outsider, named=True)
    teammate = member(outsider.acting_team)
    return AccessRequestFactory(obj=person, by=teammate)


def test_a_colleague_asks_and_is_let_in(person, manager, request_waiting):
    asker = request_waiting.asked_by

    services.decide_request(
        request=request_waiting,
        by=manager,
        give=True,
        level=Level.VIEW,
        sections=["log"],
        purpose="Works with him",
        basis=LawfulBasisFactory(),
        until=FOREVER,
    )

    request_waiting.refresh_from_db()
    assert request_waiting.state == AccessRequest.State.GIVEN
    assert request_waiting.grant.user == asker
    assert sees(asker, person, section="log")


def test_a_refusal_says_why(person, manager, request_waiting):
    with pytest.raises(ValidationError, match="why you are refusing"):
        services.decide_request(request=request_waiting, by=manager, give=False)

    services.decide_request(request=request_waiting, by=manager, give=False, answer="No need")

    assert not sees(request_waiting.asked_by, person)
    assert Event.objects.filter(verb="access.refused", reason="No need").exists()


def test_one_does_not_ask_twice(person, request_waiting):
    with pytest.raises(ValidationError, match="already asked"):
        AccessRequestFactory(obj=person, by=request_waiting.asked_by)


def test_anyone_who_does_not_know_of_a_record_cannot_ask(person):
    with pytest.raises(Http404):
        AccessRequestFactory(obj=person, by=member(TeamFactory()))


def test_discreet_teams_are_named_to_the_owners_managers_alone(person, manager, officer):
    give(person, manager, TeamFactory(name="A refuge", is_discreet=True))

    assert [a.who for a in explain(person, manager).others] == ["A refuge"]
    assert explain(person, officer).others == []


@pytest.mark.slow
def test_two_managers_answering_at_once_give_one_answer(live_database):
    owner = TeamFactory()
    one, two = member(owner, Membership.Role.MANAGER), member(owner, Membership.Role.MANAGER)
    person = make_person(by=one, team=owner)
    named = member(TeamFactory())
    give(person, one, named, named=True)
    request = AccessRequestFactory(obj=person, by=member(named.acting_team))
    terms = {
        "level": Level.VIEW,
        "sections": [],
        "purpose": "x",
        "basis": LawfulBasisFactory(),
        "until": FOREVER,
    }

    results = together(
        lambda: services.decide_request(request=request, by=one, give=True, **terms),
        lambda: services.decide_request(request=request, by=two, give=False, answer="No"),
    )

    refusals = [result for result in results if isinstance(result, ValidationError)]
    assert len(refusals) == 1
    assert "already answered" in str(refusals[0])
    connections.close_all()


@pytest.mark.slow
def test_two_who_give_the_same_team_access_at_once_leave_one_grant(live_database):
    owner = TeamFactory()
    one = member(owner, Membership.Role.MANAGER)
    person = make_person(by=one, team=owner)
    other = TeamFactory()
    LawfulBasisFactory()

    results = together(
        *(
            lambda level=level: give(person, one, other, level=level)
            for level in (Level.VIEW, Level.CONTRIBUTE) * 2
        )
    )

    assert not [result for result in results if isinstance(result, Exception)]
    assert Grant.objects.unended().count() == 1
    assert person.team_holds.get(group=other).grant == Grant.objects.unended().get()
    connections.close_all()
