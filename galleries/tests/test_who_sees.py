"""Who sees an entry, asked of everybody it could concern in every state it may be in."""

import datetime

import pytest
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import restrict
from agencies.models import Membership, Team
from agencies.tests.factories import TeamFactory, member
from galleries.models import Entry, Gallery
from galleries.services import review_entry
from galleries.tests.factories import leave
from profiles.models import Profile

EVERYBODY = ("owner", "curators", "audience", "beside", "apart", "distant")
TOLD = {"owner", "curators", "audience"}


def seeing(entry, sussex, curator):
    people = {name: getattr(sussex, name) for name in EVERYBODY} | {"curators": curator}
    return {
        name
        for name, user in people.items()
        if Entry.objects.visible_to(user).filter(pk=entry.pk).exists()
    }


def test_at_high_risk_the_neighbours_see_it_too(entry, sussex, curator):
    assert seeing(entry, sussex, curator) == TOLD | {"beside"}


@pytest.mark.parametrize("level", ["medium", "low"])
def test_at_a_lower_risk_its_audience_sees_it(add, sussex, curator, level):
    assert seeing(add(level), sussex, curator) == TOLD


def test_the_audience_sees_the_gallery_and_neighbours_do_not(entry, gallery, sussex, curator):
    people = {name: getattr(sussex, name) for name in EVERYBODY} | {"curators": curator}
    seen = {name for name, user in people.items() if gallery in Gallery.objects.visible_to(user)}

    # The owner's team is based in Adur, which is in the audience.
    assert seen == TOLD


def test_a_force_in_the_audience_is_all_its_parts(gallery, add, sussex, curator):
    gallery.teams.clear()
    gallery.areas.set([sussex.force])

    assert seeing(add("low"), sussex, curator) == TOLD | {"beside", "apart"}


def test_who_is_excluded_never_sees_it(entry, sussex, curator):
    manager = member(sussex.teams.owner, Membership.Role.MANAGER)
    for user in (sussex.audience, sussex.beside, curator):
        exclude_person(obj=entry.profile, by=manager, user=user, reason="A cousin")

    assert seeing(entry, sussex, curator) == {"owner"}


def test_a_restricted_record_shows_to_its_readers_alone(entry, sussex, curator):
    manager = member(sussex.teams.owner, Membership.Role.MANAGER)
    restrict(entry.profile, manager)

    assert seeing(entry, sussex, curator) == set()
    assert entry in Entry.objects.visible_to(manager)


def test_a_record_of_a_discreet_team_shows_to_its_readers_alone(entry, sussex, curator):
    Team.objects.filter(pk=sussex.teams.owner.pk).update(is_discreet=True)

    assert seeing(entry, sussex, curator) == {"owner", "curators"}


def test_who_has_left_shows_for_a_week(entry, sussex, curator):
    entry = leave(entry, curator)

    assert seeing(entry, sussex, curator) == TOLD | {"beside"}

    entry.left_at = timezone.now() - datetime.timedelta(days=8)
    entry.save()
    assert seeing(entry, sussex, curator) == {"owner", "curators"}


@pytest.mark.parametrize("role", ["control", "administrator", "auditor"])
def test_other_roles_see_nothing(entry, sussex, role):
    user = member(sussex.teams.audience, role)

    assert not Entry.objects.visible_to(user).exists()
    assert not Gallery.objects.visible_to(user).exists()


def test_a_closed_account_sees_nothing(entry, sussex):
    sussex.audience.is_active, sussex.audience.disabled_at = False, timezone.now()
    sussex.audience.save()

    assert not Entry.objects.visible_to(sussex.audience).exists()


# ---- The record behind it ----------------------------------------------------------------------
def knowing(person, sussex):
    return {
        name for name in EVERYBODY if person in Profile.objects.known_to(getattr(sussex, name))
    }


def test_the_audience_may_know_that_the_record_exists(entry, sussex):
    assert knowing(entry.profile, sussex) == {"owner", "curators", "audience", "beside"}
    assert entry.profile not in Profile.objects.visible_to(sussex.audience)


def test_who_has_left_is_known_to_the_audience_no_more(entry, sussex, curator):
    leave(entry, curator)

    # The curator of this cast practises in the owner's team.
    assert knowing(entry.profile, sussex) == {"owner", "curators"}


def test_a_transfer_gives_the_entry_no_other_neighbours(gallery, entry, sussex, curator):
    gallery.teams.clear()
    entry.profile.owner_team = sussex.teams.apart
    entry.profile.save()

    # The team of Hastings is next to Rother, which manages the record now.
    assert "audience" not in seeing(entry, sussex, curator)

    review_entry(entry=entry, by=curator)
    assert "audience" in seeing(entry, sussex, curator)


# ---- Neighbours, asked from both sides ---------------------------------------------------------
def test_bordering_is_neighbours_of_from_the_other_side(sussex):
    whole = TeamFactory(areas=[sussex.adur, sussex.brighton])
    teams = [*vars(sussex.teams).values(), whole, TeamFactory(areas=[sussex.force])]
    for other in teams:
        user = member(other)
        bordering = set(Team.objects.bordering(user)) - {other}
        expected = {team for team in teams if other in Team.objects.neighbours_of(team)}
        assert bordering == expected, other


def test_a_team_of_a_whole_force_borders_what_borders_the_force(sussex):
    kent = sussex.force.neighbours.create(code="T23KENT", name="Kent", level="force")
    beyond = TeamFactory(areas=[kent])
    parts = list(sussex.force.districts.all())
    whole, part = TeamFactory(areas=parts), TeamFactory(areas=parts[1:])

    bordering = Team.objects.bordering(member(beyond))

    assert beyond in Team.objects.neighbours_of(whole)
    assert whole in bordering
    assert part not in bordering
