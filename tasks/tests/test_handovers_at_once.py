"""Handovers at the same moment, and when the scheduler stood still or the clocks changed."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from agencies.tests.factories import MembershipFactory, TeamFactory
from audit.models import Event
from cases.models import Case
from cases.services import close_case
from cases.tests.factories import CaseFactory, CaseOutcomeFactory
from tasks import services
from tasks.jobs import escalate_handovers
from tasks.models import Handover
from tasks.tests.factories import HandoverFactory
from tests.clock import it_is, local
from tests.together import together

pytestmark = pytest.mark.slow

MINUTE = datetime.timedelta(minutes=1)


def handed_over():
    """A case handed over to its team, and two others of it: saved for all to see."""
    team = TeamFactory(name="Norfolk Missing Persons Unit")
    lead, one, other = (for_years(team) for _ in range(3))
    case = CaseFactory(by=lead, opened_on=datetime.date(2026, 1, 1))
    return HandoverFactory(by=lead, of=case), lead, one, other


def for_years(team):
    """Somebody who has worked there since before every moment of these tests."""
    since = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
    return MembershipFactory(team=team, valid_from=since).user


def escalations():
    return Event.objects.filter(verb="handover.overdue").count()


def test_two_acknowledge_and_one_has_it(live_database):
    handover, _, one, other = handed_over()

    results = together(
        lambda: services.acknowledge_handover(handover=handover, by=one),
        lambda: services.acknowledge_handover(handover=handover, by=other),
    )

    (told,) = [result for result in results if isinstance(result, ValidationError)]
    handover.refresh_from_db()
    holder = handover.acknowledged_by
    assert Case.objects.get(pk=handover.case_id).lead == holder
    words = f"{holder.name}, Norfolk Missing Persons Unit acknowledged this on"
    assert told.messages[0].startswith(words)
    assert Event.objects.filter(verb="handover.acknowledged").count() == 1


def test_one_acknowledges_while_the_case_is_closed(live_database):
    handover, lead, one, _ = handed_over()
    outcome = CaseOutcomeFactory()

    together(
        lambda: services.acknowledge_handover(handover=handover, by=one),
        lambda: close_case(case=handover.case, by=lead, outcome=outcome, words="Found"),
    )

    handover.refresh_from_db()
    assert not handover.is_waiting
    assert (handover.acknowledged_at is None) != (handover.withdrawn_at is None)


def test_two_hand_it_over_and_one_waits(live_database):
    handover, lead, _, _ = handed_over()
    services.withdraw_handover(handover=handover, by=lead)

    results = together(*[lambda: HandoverFactory(by=lead, of=handover.case) for _ in range(2)])

    assert sum(isinstance(result, ValidationError) for result in results) == 1
    assert Handover.objects.waiting().count() == 1


def test_two_workers_escalate_it_once(live_database, settings):
    settings.HANDOVER_MINUTES = 15
    with it_is(datetime.datetime.now(datetime.UTC) - 20 * MINUTE):
        handover, *_ = handed_over()

    results = together(*[lambda: services.escalate_handover(pk=handover.pk)] * 2)

    assert sorted(results) == [False, True]
    assert escalations() == 1


# Month ends, a leap day, and both changes of the clocks: 15 minutes are 15 minutes.
MOMENTS = [
    local(2026, 3, 29, 0, 50),
    local(2026, 10, 25, 1, 50),
    local(2028, 2, 29, 23, 55),
    local(2026, 12, 31, 23, 50),
]


@pytest.mark.parametrize("moment", MOMENTS, ids=lambda moment: f"{moment:%d-%b}")
def test_it_is_late_after_its_minutes_and_escalated_once(db, settings, moment):
    settings.HANDOVER_MINUTES = 15
    begins = moment.astimezone(datetime.UTC)
    with it_is(begins):
        handed_over()

    found = []
    for minutes in (14, 16, 17):
        with it_is(begins + minutes * MINUTE):
            found.append(escalate_handovers())

    assert found == [0, 1, 0]


def test_an_hour_without_a_scheduler_is_made_up_for(db, settings):
    settings.HANDOVER_MINUTES = 15
    begins = local(2026, 6, 1, 6, 0)
    with it_is(begins):
        handed_over()

    with it_is(begins + 75 * MINUTE):
        assert Handover.objects.get().is_overdue
        assert (escalate_handovers(), escalate_handovers()) == (1, 0)

    assert escalations() == 1


def test_what_was_acknowledged_or_withdrawn_is_not_escalated(db):
    begins = local(2026, 6, 1, 6, 0)
    with it_is(begins):
        first, _, taker, _ = handed_over()
        services.acknowledge_handover(handover=first, by=taker)
        second = HandoverFactory(by=taker, of=first.case)
        services.withdraw_handover(handover=second, by=taker)

    with it_is(begins + 60 * MINUTE):
        assert escalate_handovers() == 0
