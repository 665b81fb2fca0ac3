"""History: the same for 10 events and 10,000."""

import pytest
from django.utils import timezone

from audit.models import Event
from profiles.tests.factories import write_contact
from profiles.tests.walking import url
from profiles.tests.world import make_detail
from profiles.views.details import KINDS
from tests.page_cost.filling import MOST

pytestmark = pytest.mark.slow


def test_history_of_10000_events_costs_as_much_as_of_10(asks, officer, person):
    """Each tells of a change, so that both pages look up the same kinds of versions and names."""
    version = person.history.first()

    def happen(times):
        Event.objects.bulk_create(
            Event(
                verb="profile.edited",
                operation=Event.ALTERATION,
                actor_id=officer.pk,
                actor_name=officer.name,
                target_type="profiles.profile",
                target_id=person.pk,
                target_label=person.event_label,
                history_model=version._meta.label_lower,
                history_id=version.pk,
                subjects=[person.pk],
                at=timezone.now(),
            )
            for _ in range(times)
        )

    happen(10)
    few = asks(url("history", person))
    happen(10_000)

    assert asks(url("history", person)) == few


def test_history_costs_the_same_whatever_has_changed(asks, officer, person):
    write_contact(person, officer)
    one = asks(url("history", person))
    for kind in set(KINDS) - {"custody"}:
        version = make_detail(person, kind).history.first()
        Event.objects.create(
            verb="detail.added",
            operation=Event.COLLECTION,
            actor_id=officer.pk,
            actor_name=officer.name,
            target_type="profiles.profile",
            target_id=person.pk,
            history_model=version._meta.label_lower,
            history_id=version.pk,
            subjects=[person.pk],
        )

    assert asks(url("history", person)) == one <= MOST
