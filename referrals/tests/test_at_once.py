"""Many who decide on one referral at the same moment: one decision, and everybody else is told."""

import os
import random

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connections
from django.http import Http404
from psycopg.errors import LockNotAvailable

from agencies.tests.factories import AreaFactory, TeamFactory, member
from cases.models import Case
from referrals import services
from referrals.models import PanelOutcome, Referral
from referrals.tests.factories import ReferralFactory, coordinator_of, days
from tests.together import together

pytestmark = pytest.mark.slow
CLIENTS, ROUNDS = 16, 200 if "PROOF" in os.environ else 8


@pytest.fixture
def sides(live_database):
    """An officer, and those who work in the coordinator's team."""
    officer = member(TeamFactory(areas=[AreaFactory()]))
    referral = ReferralFactory(by=officer)
    coordinator = coordinator_of(referral)
    team = coordinator.acting_team
    yield officer, [coordinator, *(member(team) for _ in range(3))]
    connections.close_all()


@pytest.mark.timeout(1800)
def test_200_rounds_of_16_clients(sides):
    officer, coordinators = sides
    rng = random.Random(20261129)
    for _ in range(ROUNDS):
        referral = ReferralFactory(by=officer, state="submitted")
        acts = [_act(referral, officer, coordinators, rng) for _ in range(CLIENTS)]
        before = Case.objects.count()

        results = together(*(act for _, act in acts))

        _one_was_first(referral, acts, results, Case.objects.count() - before)


def _act(referral, officer, coordinators, rng):
    by = rng.choice(coordinators)
    harmed = referral.intervention.parties.get(role__code="harmed")
    return rng.choice(
        [
            ("preparation", lambda: services.accept_referral(referral=referral, by=by)),
            (
                "declined",
                lambda: services.decline_referral(referral=referral, by=by, reason="Not ours"),
            ),
            (
                "withdrawn",
                lambda: services.withdraw_referral(
                    referral=referral, by=officer, reason="Settled"
                ),
            ),
            (
                "withdrawn",
                lambda: services.end_consent(party=harmed, by=by, withdrew_on=days(0)),
            ),
        ]
    )


def _one_was_first(referral, acts, results, cases):
    """One act was done. Consent may end after an acceptance; nothing else goes together."""
    referral = Referral.objects.get(pk=referral.pk)
    done = [
        state
        for (state, _), result in zip(acts, results, strict=True)
        if not isinstance(result, Exception)
    ]
    told = [result for result in results if isinstance(result, Exception)]
    assert all(_was_told(one) for one in told), told
    assert done in (["preparation"], ["declined"], ["withdrawn"]) or sorted(done) == [
        "preparation",
        "withdrawn",
    ]
    assert referral.state == ("withdrawn" if "withdrawn" in done else done[0])
    assert cases == done.count("preparation")
    decided = referral.steps.filter(what__in=["accepted", "declined", "withdrawn"])
    assert decided.count() == len(done)


def _was_told(problem):
    """What the service says; or, on a machine that is too busy, that it took too long."""
    if isinstance(problem, OperationalError):
        return isinstance(problem.__cause__, LockNotAvailable)
    return isinstance(problem, ValidationError | PermissionDenied | Http404)


def test_two_record_one_panel_and_one_is_told(sides):
    officer, (one, other, *_) = sides
    referral = ReferralFactory(by=officer, state="preparation")
    panel = services.plan_panel(
        referral=referral, by=one, held_on=days(0), venue="Library", facilitator="Ann"
    )
    came = list(referral.intervention.parties.all())
    outcome = PanelOutcome.objects.get(code="agreement")
    results = together(
        *(
            lambda by=by: services.record_panel(panel=panel, by=by, outcome=outcome, came=came)
            for by in (one, other)
        )
    )

    (told,) = [result for result in results if isinstance(result, Exception)]
    assert "recorded this panel already" in told.messages[0]
