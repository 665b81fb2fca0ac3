"""What waits for whom, and what hangs on one record: only that, of this record, for this user."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils import timezone

from access import bulk_preview, section_access, selectors, services
from access.levels import Level
from access.models import AccessRequest, BreakGlass, Grant, SampledAccess
from access.naming import naming
from access.sampling import WEEK, bounds, monday_of
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    DiscoveryFactory,
    LawfulBasisFactory,
    SampledAccessFactory,
    TransferFactory,
    give,
    look,
    restrict,
    run_out,
)
from agencies.models import Membership, Team, User
from agencies.tests.factories import TeamFactory, agree, member
from profiles.models import Profile, ProfileTeamHold
from profiles.tests.factories import make_person

pytestmark = pytest.mark.slow

Role = Membership.Role
HOUR = datetime.timedelta(hours=1)


@pytest.fixture
def neighbour(council):
    """A practitioner at work in the owner's area."""
    return member(council, name="Femi Castleton")


@pytest.fixture
def theirs(staffordshire):
    """The manager of another team of the area."""
    return member(TeamFactory(name="Theirs", areas=[staffordshire]), Role.MANAGER)


@pytest.fixture
def their_record(theirs):
    return make_person(by=theirs, surname="Elsewhere")


@pytest.fixture
def second(manager, police):
    """Another record of the owner team."""
    return make_person(by=manager, team=police, surname="Second")


def asks(obj, by):
    DiscoveryFactory(obj=obj, by=by)
    return AccessRequestFactory(obj=obj, by=by)


def breaks(obj, by):
    DiscoveryFactory(obj=obj, by=by)
    return BreakGlassFactory(obj=obj, by=by)


def again(user):
    return User.objects.get(pk=user.pk)


def rows(pairs):
    return [row for _, row in pairs]


def refuse(request, by):
    return services.decide_request(request=request, by=by, give=False, answer="No")


def question(request, by):
    return services.ask_for_more(request=request, by=by, question="Which case?")


# ---- Requests -----------------------------------------------------------------------------------
def test_a_manager_is_told_of_requests_about_their_own_teams_records(
    person, second, manager, police, officer, council, theirs, their_record
):
    waiting = asks(person, member(council))
    refuse(asks(second, member(council)), manager)
    question(asks(second, member(council)), manager)
    asks(their_record, member(council))
    give(their_record, theirs, police)

    assert rows(selectors.requests_waiting_for(again(manager))) == [waiting]
    assert selectors.requests_waiting_for(again(officer)) == []


def test_a_manager_is_not_told_of_a_record_they_are_excluded_from(
    person, manager, police, neighbour
):
    asks(person, neighbour)
    breaks(person, neighbour)
    cousin = member(police, Role.MANAGER)
    services.exclude_person(obj=person, by=manager, user=cousin, reason="A cousin")

    assert selectors.requests_waiting_for(cousin) == []
    assert selectors.glass_waiting_for(cousin) == []


def test_a_record_names_the_requests_that_nobody_has_decided(person, second, manager, council):
    waiting = asks(person, member(council))
    more = question(asks(person, member(council)), manager)
    refuse(asks(person, member(council)), manager)
    other = asks(second, member(council))

    assert set(selectors.requests_to_answer(person)) == {waiting, more}
    assert selectors.request_of(person, waiting.uuid) == waiting
    assert selectors.request_of(person, more.uuid) == more
    assert selectors.request_of(person, other.uuid) is None


def test_ones_own_request_is_ones_own_and_about_this_record(person, second, council, neighbour):
    mine = asks(person, neighbour)
    asks(second, neighbour)
    asks(person, member(council))

    assert selectors.own_request(person, neighbour) == mine


def test_a_question_waits_for_the_person_who_asked(
    person, second, manager, council, neighbour, staffordshire, norfolk
):
    asked = question(asks(person, neighbour), manager)
    asks(second, neighbour)
    question(asks(second, member(council)), manager)
    assert rows(selectors.questions_for(neighbour)) == [asked]

    council.areas.set([norfolk])
    assert selectors.questions_for(neighbour) == []


def test_asking_is_of_one_record_by_one_person_until_it_is_answered(
    person, second, manager, council, neighbour
):
    asks(person, member(council))
    first = asks(person, neighbour)
    asks(second, neighbour)
    refuse(first, manager)

    asks(person, neighbour)

    assert AccessRequest.objects.unanswered().filter(asked_by=neighbour).count() == 2


# ---- Emergencies --------------------------------------------------------------------------------
def test_a_manager_reviews_the_emergencies_of_their_own_teams_records(
    person, second, manager, police, council, theirs, their_record
):
    waiting = breaks(person, member(council))
    reviewed = breaks(second, member(council))
    services.review_glass(glass=reviewed, by=manager, justified=True, note="")
    breaks(their_record, member(council))
    give(their_record, theirs, police)
    own = breaks(person, member(council))
    BreakGlass.objects.filter(pk=own.pk).update(user=manager)

    assert rows(selectors.glass_waiting_for(again(manager))) == [waiting]
    assert set(selectors.glass_to_review(person)) == {waiting, own}
    assert selectors.glass_to_review(second) == []
    assert selectors.glass_of(person, waiting.uuid) == waiting
    assert selectors.glass_of(person, own.uuid).pk == own.pk
    assert selectors.glass_of(person, reviewed.uuid) is None


# ---- Transfers ----------------------------------------------------------------------------------
def test_a_proposal_waits_for_the_managers_of_the_team_it_was_made_to(
    person, second, manager, police, council, theirs
):
    for team in (theirs.acting_team, council):
        agree(police, team)
    other_taker = member(council, Role.MANAGER)
    waiting = TransferFactory(obj=person, by=manager, to=theirs.acting_team)
    TransferFactory(obj=second, by=manager, to=council)
    third = make_person(by=manager, team=police)
    taken_back = TransferFactory(obj=third, by=manager, to=theirs.acting_team)
    services.withdraw_transfer(transfer=taken_back, by=manager, because="No")

    assert selectors.transfers_waiting_for(again(theirs)) == [waiting]
    assert len(selectors.transfers_waiting_for(again(other_taker))) == 1
    assert selectors.transfer_of(person) == waiting
    assert selectors.transfer_of(third) is None


def test_what_stays_when_a_record_is_handed_over_is_the_access_of_teams(
    person, second, manager, officer, council, elsewhere, outsider, prison
):
    give(person, manager, council)
    give(person, manager, outsider, named=True)
    give(person, manager, TeamFactory(name="A refuge", is_discreet=True))
    give(second, manager, elsewhere)
    services.end_access(obj=person, grant=give(person, manager, prison), by=manager, because="x")

    assert selectors.accesses_that_stay(person, officer) == [council.name]
    assert selectors.accesses_that_stay(person, manager) == [council.name, "A refuge"]


# ---- Grants, exclusions, names ------------------------------------------------------------------
def test_a_grant_is_found_on_its_record_while_it_is_not_ended(
    person, second, manager, officer, council, elsewhere
):
    grant = give(person, manager, council)
    hidden = give(person, manager, TeamFactory(is_discreet=True))
    other = give(second, manager, council)
    over = give(person, manager, elsewhere)
    services.end_access(obj=person, grant=over, by=manager, because="Over")

    assert selectors.grant_of(person, manager, grant.uuid) == grant
    assert selectors.grant_of(person, manager, hidden.uuid) == hidden
    assert selectors.grant_of(person, officer, hidden.uuid) is None
    assert selectors.grant_of(person, manager, other.uuid) is None
    assert selectors.grant_of(person, manager, over.uuid) is None


def test_access_of_another_record_cannot_be_ended_through_this_one(
    person, second, manager, council
):
    other = give(second, manager, council)

    with pytest.raises(type(other).DoesNotExist):
        services.end_access(obj=person, grant=other, by=manager, because="x")


def test_a_discreet_team_is_no_secret_from_its_own_people(person, manager, officer):
    refuge = TeamFactory(is_discreet=True)
    TeamFactory()
    inside = member(refuge)

    assert naming(officer, person).hidden_teams == [refuge.pk]
    assert naming(inside, person).hidden_teams == []
    assert naming(manager, person).hidden_teams == []


def test_an_exclusion_that_has_ended_is_not_listed(person, manager, officer, colleague):
    kept = services.exclude_person(obj=person, by=manager, user=officer, reason="x")
    over = services.exclude_person(obj=person, by=manager, user=colleague, reason="x")
    services.readmit_person(obj=person, exclusion=over, by=manager, because="x")

    assert selectors.exclusions_of(person) == [kept]


def test_an_administrator_finds_by_reference_what_is_owned_in_the_area(
    person, second, administrator, outsider
):
    theirs = make_person(by=outsider)

    assert selectors.administrable_with_reference(administrator, person.reference) == person
    assert selectors.administrable_with_reference(administrator, second.reference) == second
    assert selectors.administrable_with_reference(administrator, "P-1999-000001") is None
    assert selectors.administrable_with_reference(administrator, theirs.reference) is None


def test_references_lead_to_what_one_may_read(person, second, officer, outsider):
    hidden = make_person(by=outsider)
    wanted = [person.reference, hidden.reference, "P-1999-000001"]

    assert bulk_preview.referenced(type(person), officer, wanted) == [person]


# ---- Restrictions, places -----------------------------------------------------------------------
def test_lifting_ends_the_named_access_of_the_owners_people_to_this_record_alone(
    person, second, manager, police, officer
):
    for one in (person, second):
        services.restrict_record(obj=one, by=manager, reason="x", basis=LawfulBasisFactory())
    over = give(person, manager, officer, named=True)
    services.end_access(obj=person, grant=over, by=manager, because="Over")

    services.lift_restriction(obj=person, by=manager, because="x")

    second.refresh_from_db()
    assert second.user_holds.filter(user=manager).exists()
    over.refresh_from_db()
    assert over.ended_because == "Over"


def test_who_restricts_is_named_as_manager_of_the_owner_team(person, manager, police, council):
    for team, role in ((council, Role.MANAGER), (police, Role.PRACTITIONER)):
        Membership.objects.create(user=manager, team=team, role=role)
    Membership.objects.filter(user=manager, team=police, role=Role.MANAGER).delete()
    place = Membership.objects.create(user=manager, team=police, role=Role.MANAGER)

    services.restrict_record(obj=person, by=again(manager), reason="x", basis=LawfulBasisFactory())

    assert person.user_holds.get(user=manager).membership == place


def test_two_people_can_be_excluded(person, manager, officer, colleague):
    for user in (officer, colleague):
        services.exclude_person(obj=person, by=manager, user=user, reason="x")

    assert person.exclusions.count() == 2


def test_an_administrator_gives_to_a_team_they_have_left(person, administrator, council):
    agree(person.owner_team, council)
    Membership.objects.create(
        user=administrator,
        team=council,
        role=Role.PRACTITIONER,
        valid_from=timezone.now() - 2 * HOUR,
        valid_until=timezone.now() - HOUR,
    )

    grant = services.give_access(
        obj=person,
        by=again(administrator),
        team=council,
        level=Level.VIEW,
        sections=["log"],
        purpose="x",
        basis=LawfulBasisFactory(),
    )

    assert grant.team == council


# ---- Unusual accesses ---------------------------------------------------------------------------
def test_a_sample_is_of_one_team_and_one_week(
    person, manager, police, officer, theirs, their_record
):
    week = monday_of(timezone.localdate()) - WEEK
    picked = SampledAccessFactory(obj=person, by=officer, week=week)
    earlier = SampledAccessFactory(obj=person, by=officer, week=week - WEEK)
    SampledAccessFactory(obj=their_record, by=theirs, week=week)
    reviewer = again(manager)

    assert list(selectors.samples_picked(reviewer, police.pk, week)) == [picked]
    assert list(selectors.samples_to_review(reviewer)) == [earlier, picked]
    other = Membership.objects.create(user=manager, team=theirs.acting_team, role=Role.MANAGER)
    assert other.pk
    assert list(selectors.samples_picked(again(manager), police.pk, week)) == [picked]


def test_reviewed_samples_are_told_to_who_could_have_reviewed_them(
    person, manager, officer, theirs
):
    picked = SampledAccessFactory(obj=person, by=officer)
    services.review_sampled_access(sampled=picked, by=manager, outcome="expected")

    assert list(selectors.reviewed_samples(again(manager))) == [picked]
    assert list(selectors.reviewed_samples(again(theirs))) == []
    assert SampledAccess.objects.reviewed().count() == 1


# ---- Who may, asked by the services themselves --------------------------------------------------
def test_only_who_gives_access_ends_it(person, manager, officer, council):
    Team.objects.filter(pk=person.owner_team_id).update(gives_access=Team.GivesAccess.MANAGERS)
    grant = give(person, manager, council)

    with pytest.raises(PermissionDenied):
        services.end_access(obj=person, grant=grant, by=again(officer), because="x")

    assert Grant.objects.unended().filter(pk=grant.pk).exists()


def test_only_a_manager_lifts_a_restriction(person, manager, officer):
    record = restrict(person, manager)
    give(record, manager, officer, named=True)

    with pytest.raises(PermissionDenied):
        services.lift_restriction(obj=record, by=officer, because="x")


def test_only_a_manager_refuses_and_asks_for_more(person, officer, neighbour):
    request = asks(person, neighbour)

    with pytest.raises(PermissionDenied):
        refuse(request, officer)
    with pytest.raises(PermissionDenied):
        question(request, officer)


def test_who_knows_of_the_record_no_longer_does_not_reply(
    person, manager, council, neighbour, norfolk
):
    asked = question(asks(person, neighbour), manager)
    council.areas.set([norfolk])

    with pytest.raises(Http404):
        services.reply_to_question(request=asked, by=again(neighbour), reply="x")


def test_what_ended_before_a_place_was_over_is_not_ended_again(person, second, manager, outsider):
    over = give(person, manager, outsider, named=True)
    services.end_access(obj=person, grant=over, by=manager, because="Before")
    give(second, manager, outsider, named=True)
    place = outsider.memberships.get()

    ended = services.end_access_of_membership(membership=place, by=manager, because="Left")

    assert ended == 1
    assert Grant.objects.get(pk=over.pk).ended_because == "Before"


def test_the_glass_one_reads_through_is_ones_own(person, council):
    first, later = member(council), member(council)
    own = breaks(person, first)
    breaks(person, later)

    assert section_access.open_glass(first, person) == own


# ---- Many at once -------------------------------------------------------------------------------
def many(by, team, **terms):
    return services.give_access_to_many(
        records=Profile.objects.all(),
        by=again(by),
        team=team,
        **{"level": Level.VIEW, "sections": ["log"], "purpose": "x", **terms},
        basis=LawfulBasisFactory(),
    )


def test_access_that_ran_out_stands_in_nobodys_way(person, manager, elsewhere):
    run_out(give(person, manager, elsewhere, level=Level.CONTRIBUTE), ProfileTeamHold)

    assert many(manager, elsewhere).done == 1


def test_an_administrator_who_reads_gives_many_to_a_team_they_have_left(
    person, administrator, manager, council
):
    agree(person.owner_team, council)
    give(person, manager, administrator.memberships.get().team)
    for team, over in ((administrator.memberships.get().team, False), (council, True)):
        begun = timezone.now() - 2 * HOUR
        until = {"valid_until": begun + HOUR} if over else {}
        Membership.objects.create(
            user=administrator, team=team, role=Role.PRACTITIONER, valid_from=begun, **until
        )

    assert many(administrator, council).done == 1


def test_each_week_is_sampled_once(db):
    week = monday_of(timezone.localdate()) - WEEK
    SampledAccessFactory(obj=make_person(), by=member(TeamFactory()), week=week - WEEK)
    night = bounds(week)[0] + 3 * HOUR
    team = TeamFactory()
    look(member(team), make_person(team=team), night)

    assert services.sample_week(week=week) == 1
    assert services.sample_week(week=week) == 0
