"""Breaking glass: who may, how far it reaches, how it ends, and its review."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.utils import timezone

from access import section_access, services
from access.levels import Level
from access.models import BreakGlass
from access.tests.factories import BreakGlassFactory, DiscoveryFactory, give, restrict
from agencies.models import Membership, User
from agencies.services.accounts import disable_user
from agencies.services.memberships import end_membership
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from profiles.models import Profile

pytestmark = pytest.mark.django_db


@pytest.fixture
def neighbour(council):
    """A practitioner at work in the owner's area, who has found the record."""
    return member(council, name="Femi Castleton")


@pytest.fixture
def glass(person, neighbour):
    DiscoveryFactory(obj=person, by=neighbour)
    return BreakGlassFactory(obj=person, by=neighbour)


def sees(user, obj, **limits):
    fresh = User.objects.get(pk=user.pk)
    return Profile.objects.visible_to(fresh, **limits).filter(pk=obj.pk).exists()


def test_glass_opens_every_section_to_read_for_an_hour(person, neighbour, glass):
    assert all(sees(neighbour, person, section=section) for section in Profile.SECTIONS)
    assert not sees(neighbour, person, level=Level.CONTRIBUTE)
    event = Event.objects.get(verb="emergency.glass_broken")
    assert (event.operation, event.reason) == (Event.DISCLOSURE, "A child at risk")

    past = timezone.now() - datetime.timedelta(seconds=1)
    hour = datetime.timedelta(hours=1)
    BreakGlass.objects.update(broken_at=past - hour, valid_until=past)

    assert not sees(neighbour, person)


def test_glass_is_its_breakers_alone(person, council, glass):
    assert not sees(member(council), person)


def test_anyone_who_does_not_know_of_a_record_cannot_break_glass(person, outsider, council):
    for stranger in (outsider, member(council)):
        with pytest.raises(Http404):
            BreakGlassFactory(obj=person, by=stranger)


def test_anyone_who_reads_already_needs_no_glass(person, officer, neighbour, glass):
    for reader in (officer, neighbour):
        with pytest.raises(PermissionDenied):
            BreakGlassFactory(obj=person, by=reader)


def test_glass_is_broken_in_a_place_of_ones_own(person, neighbour, council):
    DiscoveryFactory(obj=person, by=neighbour)
    other = member(council).memberships.get()
    auditor = Membership.objects.create(user=neighbour, team=council, role="auditor")

    for wrong in (other, auditor):
        with pytest.raises(ValidationError, match="one of your teams"):
            BreakGlassFactory(obj=person, by=neighbour, membership=wrong)

    assert not BreakGlass.objects.exists()


def test_glass_is_not_broken_in_a_place_that_is_over(person, neighbour, staffordshire):
    over = Membership.objects.create(
        user=neighbour,
        team=TeamFactory(areas=[staffordshire]),
        role=Membership.Role.PRACTITIONER,
        valid_from=timezone.now() - datetime.timedelta(days=2),
        valid_until=timezone.now() - datetime.timedelta(days=1),
    )
    DiscoveryFactory(obj=person, by=neighbour)

    with pytest.raises(ValidationError, match="one of your teams"):
        BreakGlassFactory(obj=person, by=neighbour, membership=over)


def left(user, administrator, **_):
    end_membership(membership=user.memberships.get(), by=administrator, reason="Left")


def disabled(user, administrator, **_):
    disable_user(user=user, by=administrator, reason="Left")


def excluded(user, person, manager, **_):
    services.exclude_person(obj=person, by=manager, user=user, reason="A cousin")


def restricted(person, manager, **_):
    restrict(person, manager)


@pytest.mark.parametrize("change", [left, disabled, excluded, restricted])
def test_open_glass_shuts_at_the_next_question(
    person, manager, administrator, neighbour, glass, change
):
    change(user=neighbour, administrator=administrator, person=person, manager=manager)

    assert not sees(neighbour, person)
    assert Profile.objects.count_for(User.objects.get(pk=neighbour.pk)) == 0


def test_glass_of_a_restricted_record_is_not_broken(person, manager, neighbour):
    DiscoveryFactory(obj=person, by=neighbour)
    restrict(person, manager)

    with pytest.raises(Http404):
        BreakGlassFactory(obj=person, by=neighbour)


def test_a_manager_reviews_once_and_never_their_own(person, manager, police, neighbour, glass):
    services.review_glass(glass=glass, by=manager, justified=True, note="She was right")

    glass.refresh_from_db()
    assert (glass.outcome, glass.reviewed_by) == (BreakGlass.Outcome.JUSTIFIED, manager)
    with pytest.raises(ValidationError, match="reviewed this already"):
        services.review_glass(glass=glass, by=manager, justified=False, note="x")
    glass.refresh_from_db()
    assert glass.outcome == BreakGlass.Outcome.JUSTIFIED


def test_anyone_who_broke_it_does_not_review_it(person, manager, police, neighbour, glass):
    Membership.objects.create(user=neighbour, team=police, role=Membership.Role.MANAGER)

    with pytest.raises(ValidationError, match="Another manager reviews it"):
        services.review_glass(
            glass=glass, by=User.objects.get(pk=neighbour.pk), justified=True, note=""
        )


def test_only_the_owners_managers_review(person, officer, neighbour, glass, outsider):
    for who in (officer, neighbour):
        with pytest.raises(PermissionDenied):
            services.review_glass(glass=glass, by=who, justified=True, note="")
    with pytest.raises(Http404):
        services.review_glass(glass=glass, by=outsider, justified=True, note="")


def test_a_colleague_of_a_named_person_breaks_glass(person, manager, outsider, elsewhere):
    colleague = member(elsewhere)
    give(person, manager, outsider, named=True)

    BreakGlassFactory(obj=person, by=colleague)

    assert sees(colleague, person)


def test_glass_broken_before_a_restriction_adds_nothing_to_what_a_named_person_holds(
    person, manager, neighbour, glass
):
    restrict(person, manager)
    give(person, manager, neighbour, named=True, sections=["log"])

    assert section_access.held_sections(neighbour, person) == {"log": Level.VIEW}
