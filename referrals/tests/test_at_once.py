"""Many who decide on one referral at the same moment: one decision, and everybody else is told."""

import os
import random
from threading import Thread
from time import monotonic, sleep

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connection, connections, transaction
from django.http import Http404
from psycopg.errors import LockNotAvailable

from agencies.tests.factories import AreaFactory, TeamFactory, member
from cases.models import Case
from referrals import services
from referrals.models import Intervention, PanelOutcome, Party, Referral, Satisfaction, Term
from referrals.tests.factories import (
    ConsultationFactory,
    InterventionFactory,
    ReferralFactory,
    champion_of,
    coordinator_of,
    days,
)
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


def during(correct, act):
    """`act` waits for the uncommitted change of `correct`; the change is committed then."""
    results = []

    def run():
        try:
            results.append(act())
        except Exception as problem:  # noqa: BLE001 - the test looks at it
            results.append(problem)
        finally:
            connection.close()

    thread, latest = Thread(target=run), monotonic() + 10
    with transaction.atomic():
        correct()
        thread.start()
        while not _is_waited_for() and thread.is_alive() and monotonic() < latest:
            sleep(0.02)
    thread.join()
    return results[0]


def _is_waited_for():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks "
            "WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)))"
        )
        return cursor.fetchone()[0]


def _accept(referral):
    return services.accept_referral(referral=referral, by=coordinator_of(referral))


def _agree(referral):
    terms = [Term(text="Paint it", due_on=days(3))]
    return services.record_agreement(
        referral=referral, by=coordinator_of(referral), agreed_on=days(0), terms=terms
    )


def _break(referral):
    return services.break_agreement(
        referral=referral, by=coordinator_of(referral), words="No money came", satisfaction={}
    )


def _advise(referral):
    return services.advise(
        consultation=referral.consultations.get(),
        by=champion_of(referral),
        is_suitable=True,
        advice="Go on",
    )


@pytest.mark.parametrize(
    ("state", "act"),
    [("draft", _advise), ("submitted", _accept), ("panel", _agree), ("agreement", _break)],
)
def test_what_is_corrected_while_a_referral_moves_on_stays_corrected(sides, state, act):
    referral = ReferralFactory(by=sides[0], state=state)
    if state == "draft":
        ConsultationFactory(referral=referral)
    entry = referral.intervention

    def correct():
        # As `edit_intervention`, which locks the intervention alone.
        row = Intervention.objects.select_for_update().get(pk=entry.pk)
        row.place = "Market Square"
        row.save()

    result = during(correct, lambda: act(Referral.objects.get(pk=referral.pk)))

    assert not isinstance(result, Exception), result
    assert Intervention.objects.get(pk=entry.pk).place == "Market Square"


def test_a_number_that_became_unsafe_stays_so_when_the_agreement_ends(sides):
    officer, _ = sides
    entry = InterventionFactory(by=officer)
    harmed = entry.parties.get(role__code="harmed")
    services.edit_party(party=harmed, by=officer, safe_to_contact="no")

    services.end_agreement(
        intervention=entry,
        by=officer,
        agreement="broken",
        ended_on=days(0),
        words="He did not come",
        # As the form fetched them before.
        satisfaction={harmed: Satisfaction.objects.get(code="very")},
    )

    now = Party.objects.get(pk=harmed.pk)
    assert (now.safe_to_contact, now.satisfaction.code) == ("no", "very")


def test_consent_ends_and_a_party_is_corrected_at_once(sides):
    """Both lock the intervention before the party: neither blocks the other for good."""
    officer, _ = sides
    referral = ReferralFactory(by=officer)
    harmed = referral.intervention.parties.get(role__code="harmed")

    results = together(
        lambda: services.end_consent(party=harmed, by=officer, withdrew_on=days(0)),
        lambda: services.edit_party(party=harmed, by=officer, phone="01632 960 150"),
        lambda: services.edit_intervention(
            intervention=referral.intervention, by=officer, place="Market Square"
        ),
    )

    assert not any(isinstance(result, Exception) for result in results), results
    now = Party.objects.select_related("intervention").get(pk=harmed.pk)
    assert (now.withdrew_on, now.phone) == (days(0), "01632 960 150")
    assert now.intervention.place == "Market Square"
