"""What a move proposes, and to whom; nothing happens by itself."""

import pytest

from access.levels import Level
from access.models import Grant
from access.services import end_access, exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory, give, restrict, run_out
from agencies.models import Membership, Team
from agencies.tests.factories import TeamFactory, member
from profiles.custody import moves_waiting_for, proposals_for
from profiles.models import Profile, ProfileTeamHold
from profiles.tests.factories import EstablishmentFactory, make_person
from profiles.tests.moves.moving import ENDING, GIVING, again, fresh, hold, leave, proposed, words
from profiles.tests.walking import url

pytestmark = pytest.mark.slow
Role = Membership.Role


# ---- What is proposed ---------------------------------------------------------------------------
def test_a_move_proposes_to_end_and_to_give_and_changes_no_access(
    signed_in, person, grant, moved, prison, next_prison
):
    page = words(signed_in.get(url("sharing", person)))

    assert "HMP Stafford has access until" in page
    assert "Jordan Pellworth left HMP Stafford on 4 March 2026." in page
    assert "Jordan Pellworth has been in HMP Dovegate since 4 March 2026.</b>" in page
    assert "Its team, Dovegate Offender Managers, has no access." in page
    assert url("grant-end", person, grant.uuid) in page
    assert ProfileTeamHold.objects.filter(group_id=prison.pk, content_object=person).exists()
    assert not Grant.objects.of(person).filter(team=next_prison).exists()


def test_who_was_never_inside_gets_no_proposals(signed_in, person, manager, grant):
    assert proposed(person, manager) == []
    assert moves_waiting_for(again(manager)) == []
    assert "Leave it as it is" not in words(signed_in.get(url("sharing", person)))


def test_coming_in_proposes_to_give_and_a_release_to_end(person, manager, prison, stafford):
    stay = hold(person, stafford, "2026-01-05")
    assert proposed(person, manager) == [("giving", "HMP Stafford")]

    give(person, manager, prison)
    assert proposed(person, manager) == []

    leave(stay)
    assert proposed(person, manager) == [ENDING]


def test_access_that_has_ended_or_run_out_is_not_proposed_to_end(person, manager, grant, moved):
    run_out(grant, ProfileTeamHold)
    assert proposed(person, manager) == [GIVING]

    end_access(obj=person, grant=grant, by=manager, because="Left")
    assert proposed(person, manager) == [GIVING]


def test_who_came_back_keeps_the_access(person, manager, grant, stafford, dovegate):
    leave(hold(person, stafford, "2026-01-05"), "2026-02-01")
    leave(hold(person, dovegate, "2026-02-01"), "2026-03-01")
    assert proposed(person, manager) == [ENDING]

    hold(person, stafford, "2026-03-01")

    assert proposed(person, manager) == []


def test_several_stays_in_one_place_are_one_proposal(person, manager, grant, stafford):
    leave(hold(person, stafford, "2026-01-05"), "2026-02-01")
    last = leave(hold(person, stafford, "2026-02-01"), "2026-03-01")

    (found,) = proposals_for(manager, person)

    assert found.stay == last
    assert found.to_end == [grant]


def test_two_places_of_one_team_are_one_to_it(person, manager, grant, prison, stafford):
    annexe = EstablishmentFactory(code="annexe", name="The annexe", team=prison)
    leave(hold(person, stafford, "2026-01-05"))

    hold(person, annexe, "2026-03-04")

    assert proposed(person, manager) == []


def test_somebody_of_the_team_with_access_by_name_is_access(
    person, manager, prison, next_prison, stafford, dovegate
):
    named = member(prison, name="Grace Odum")
    give(person, manager, named, named=True)
    leave(hold(person, stafford, "2026-01-05"))
    give(person, manager, member(next_prison), named=True)
    hold(person, dovegate, "2026-03-04")

    (found,) = proposals_for(again(manager), person)

    assert (found.about, [grant.user for grant in found.to_end]) == ("ending", [named])


@pytest.mark.parametrize(
    "change", [{"is_discreet": True}, {"closed_at": "2026-01-01T00:00Z"}], ids=str
)
def test_nothing_is_given_to_a_team_that_cannot_be_named(
    person, manager, moved, next_prison, change
):
    Team.objects.filter(pk=next_prison.pk).update(**change)

    assert proposed(person, manager) == [ENDING]


def test_a_discreet_team_is_not_named_by_a_proposal(person, manager, moved, prison):
    Team.objects.filter(pk=prison.pk).update(is_discreet=True)

    assert proposed(person, manager) == [GIVING]


def test_a_prison_that_manages_the_record_needs_no_access(person, manager, prison, stafford):
    warden = member(prison, Role.MANAGER)
    own = make_person(by=warden, team=prison)

    stay = hold(own, stafford, "2026-01-05")
    assert proposed(own, warden) == []
    leave(stay)
    assert proposed(own, warden) == []


def test_a_restricted_record_is_given_to_nobody_by_team(person, manager, moved):
    restrict_record(obj=person, by=manager, reason="A threat", basis=LawfulBasisFactory())

    assert proposed(person, manager) == [ENDING]


def test_an_establishment_without_a_team_proposes_nothing(person, manager):
    hold(person, EstablishmentFactory(code="far", name="HMP Far"), "2026-01-05")

    assert proposed(person, manager) == []


# ---- To whom ------------------------------------------------------------------------------------
def test_anyone_who_may_end_and_give_is_asked_and_nobody_else(
    client, person, manager, officer, police, moved, prison, administrator, outsider, auditor
):
    lead = member(police, name="Lead")
    person = fresh(person)
    person.lead = lead
    person.save()
    joint = member(TeamFactory(agency=police.agency))
    give(person, manager, joint.acting_team, level=Level.CONTRIBUTE)
    cousin = member(police, Role.MANAGER)
    exclude_person(obj=person, by=manager, user=cousin, reason="A cousin")
    losing = member(prison, Role.MANAGER)

    for user in (manager, lead):
        assert proposed(person, user) == [ENDING, GIVING]
        assert [one.record for one in moves_waiting_for(again(user))] == [person]
    for user in (officer, joint, cousin, losing, administrator, outsider, auditor):
        assert proposed(person, user) == []
        assert moves_waiting_for(again(user)) == []
        client.force_login(user)
        page = client.get(url("sharing", person))
        assert "Leave it as it is" not in words(page)
        assert "Check who has access" not in words(client.get("/"))


@pytest.mark.parametrize("setting", ["managers", "lead", "practitioners"])
def test_the_team_chooses_who_of_it_is_asked(person, police, officer, moved, setting):
    Team.objects.filter(pk=police.pk).update(gives_access=setting)

    expected = [ENDING, GIVING] if setting == "practitioners" else []
    assert proposed(person, officer) == expected
    assert bool(moves_waiting_for(again(officer))) is bool(expected)


def test_a_restricted_record_asks_only_those_named(person, manager, police, moved):
    other = member(police, Role.MANAGER)
    assert moves_waiting_for(again(other))
    restrict_record(obj=person, by=manager, reason="A threat", basis=LawfulBasisFactory())

    assert proposed(person, other) == []
    assert moves_waiting_for(again(other)) == []
    assert moves_waiting_for(again(manager))


def test_an_administrator_who_reads_by_other_means_is_asked(
    person, manager, administrator, moved, council
):
    member_of = council.memberships.create(user=administrator, role=Role.PRACTITIONER)
    give(person, manager, council)

    assert member_of.pk
    assert proposed(person, administrator) == [ENDING, GIVING]
    assert [one.record for one in moves_waiting_for(again(administrator))] == [person]


def test_an_administrator_who_is_named_on_a_restricted_record_is_not_asked(
    person, manager, administrator, moved, council
):
    """They read it, and share the others of its team: not one that is kept from administrators."""
    council.memberships.create(user=administrator, role=Role.PRACTITIONER)
    give(person, manager, administrator, named=True)
    restrict(fresh(person), again(manager))

    assert Profile.objects.visible_to(administrator).contains(person)
    assert proposed(person, administrator) == []
    assert moves_waiting_for(again(administrator)) == []
    assert moves_waiting_for(again(manager)) != []
