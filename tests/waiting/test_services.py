"""Who may act, asked of the services themselves."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from access import section_access, services
from access.models import Grant
from access.tests.factories import give, restrict
from agencies.models import Team
from agencies.tests.factories import member
from tests.waiting.acts import again, asks, breaks, question, refuse

pytestmark = pytest.mark.slow


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
