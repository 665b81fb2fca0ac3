"""Deliveries are made in batches: one that fails, or a database that goes, spoils no other."""

import pytest
from django.db import OperationalError, connection

from audit import jobs, services
from audit.jobs import drain_deliveries, sweep_deliveries
from audit.models import Delivery, Event, Heartbeat
from audit.selectors import delivery_state
from audit.tests.factories import EventFactory
from audit.verbs import Verb

QUICK, SLOW = "tests.quick", "tests.slow"


@pytest.fixture
def consumers(monkeypatch):
    """Two consumers, and the events that each was given."""
    given = {QUICK: [], SLOW: []}
    for name in given:
        consumer = (frozenset(), lambda event, name=name: given[name].append(event.pk))
        monkeypatch.setitem(services._consumers, name, consumer)
    monkeypatch.setattr(services, "_slow", {SLOW})
    return given


@pytest.fixture
def bells(monkeypatch):
    rung = []
    monkeypatch.setattr(services, "notify_worker", lambda: rung.append(1))
    return rung


def wait_for(consumer=QUICK, many=1):
    return [Delivery.objects.create(event=EventFactory(), consumer=consumer) for _ in range(many)]


def database_goes(*args):
    raise OperationalError


@pytest.mark.parametrize(
    "write",
    [
        lambda: services.record(
            verb=Verb.EXPORTED, operation=Event.CONSULTATION, actor=services.CLOCK
        ),
        lambda: services.record_all(
            actor=services.CLOCK,
            entries=[{"verb": Verb.EXPORTED, "operation": Event.CONSULTATION}],
        ),
    ],
    ids=["record", "record_all"],
)
def test_no_event_is_kept_without_what_must_follow(live_database, write, monkeypatch):
    monkeypatch.setattr(services, "_deliver", database_goes)

    with pytest.raises(OperationalError):
        write()

    assert not Event.objects.exists()


def instead(monkeypatch, act, name=QUICK):
    monkeypatch.setitem(services._consumers, name, (frozenset(), act))


def test_a_batch_takes_few_statements(db, consumers, bells, django_assert_max_num_queries):
    wait_for(many=20)

    # For each a savepoint, set and released; for the batch a look, a transaction and an update.
    with django_assert_max_num_queries(2 * 20 + 12):
        assert drain_deliveries() == 20

    assert bells == [1]  # another worker is called to help
    assert len(consumers[QUICK]) == 20
    assert set(Delivery.objects.values_list("state", "attempts")) == {("done", 1)}


def test_the_longest_due_comes_first_and_more_than_a_batch_is_done(db, consumers, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 2)
    waiting = wait_for(many=5)

    assert drain_deliveries() == 5

    assert consumers[QUICK] == [delivery.event_id for delivery in waiting]


def test_one_that_fails_spoils_no_other(db, consumers, monkeypatch):
    first, bad, last = wait_for(many=3)

    def picky(event):
        Heartbeat.objects.create(name=f"event {event.pk}")
        if event.pk == bad.event_id:
            raise ValueError("no")

    instead(monkeypatch, picky)
    assert drain_deliveries() == 3

    bad.refresh_from_db()
    assert (bad.state, bad.attempts, bad.problem) == ("waiting", 1, "ValueError")
    kept = {f"event {delivery.event_id}" for delivery in (first, last)}
    assert set(Heartbeat.objects.values_list("name", flat=True)) == kept
    assert Delivery.objects.filter(state="done").count() == 2


def test_it_waits_ever_longer_and_becomes_a_dead_letter(db, consumers, monkeypatch):
    (delivery,) = wait_for()
    instead(monkeypatch, lambda event: 1 / 0)
    waits = []

    for _ in range(jobs.ATTEMPTS):
        jobs.deliver([delivery])
        delivery.refresh_from_db()
        waits.append(round((delivery.not_before - delivery.event.at).total_seconds()))

    assert delivery.state == "failed"
    assert waits == sorted(waits)
    assert waits[-1] >= 2**jobs.ATTEMPTS
    assert drain_deliveries() == 0


def test_what_waits_longer_than_the_budget_is_rung_for_again(db, consumers, bells, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH", 1)
    monkeypatch.setattr(jobs, "BUDGET_SECONDS", 0)
    wait_for(many=3)

    assert drain_deliveries() == 1

    assert bells == [1]
    assert Delivery.objects.filter(state="waiting").count() == 2


def test_a_batch_that_takes_long_is_cut_short_and_the_rest_waits(db, consumers, monkeypatch):
    monkeypatch.setattr(jobs, "BATCH_SECONDS", 0)
    waiting = wait_for(many=3)

    assert jobs.deliver(waiting) == 1

    assert set(Delivery.objects.values_list("state", "attempts")) == {("done", 1), ("waiting", 0)}


def test_a_slow_consumer_comes_last_and_alone(db, consumers, monkeypatch):
    batches = []
    deliver = jobs.deliver
    monkeypatch.setattr(jobs, "deliver", lambda some: batches.append(len(some)) or deliver(some))
    wait_for(SLOW, many=2)
    wait_for(QUICK, many=3)

    assert drain_deliveries() == 5

    assert [size for size in batches if size] == [3, 1, 1]


def test_a_worker_passes_by_what_another_has_taken(live_database, cluster, consumers):
    taken, *others = wait_for(many=3)

    with cluster.admin(live_database) as another, another.transaction():
        another.execute("SELECT 1 FROM audit_delivery WHERE id = %s FOR UPDATE", [taken.pk])
        assert drain_deliveries() == 2

    assert consumers[QUICK] == [delivery.event_id for delivery in others]
    assert drain_deliveries() == 1


def test_a_connection_that_breaks_is_no_failure_of_the_delivery(
    live_database, consumers, monkeypatch
):
    first, second = wait_for(many=2)
    count = consumers[QUICK]

    def cut(event):
        if event.pk == second.event_id and not count:
            count.append(event.pk)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    instead(monkeypatch, cut)
    assert drain_deliveries() == 0

    assert set(Delivery.objects.values_list("state", "attempts", "problem")) == {
        ("waiting", 0, "")
    }
    assert drain_deliveries() == 2


def test_the_sweep_notes_when_it_ran(db, consumers):
    assert delivery_state()["delivery_sweep_lag_seconds"][1] == float("inf")
    wait_for()

    assert sweep_deliveries() == 1
    sweep_deliveries()

    assert Heartbeat.objects.count() == 1
    assert 0 <= delivery_state()["delivery_sweep_lag_seconds"][1] < 60


def test_the_sweep_is_what_the_scheduler_runs(settings):
    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert sweep_deliveries.name in scheduled


@pytest.fixture
def of_many(consumers, monkeypatch):
    """A consumer that takes many events together, and the lists that it was given."""
    given = []
    instead(monkeypatch, lambda events: given.append([event.pk for event in events]))
    monkeypatch.setattr(services, "_of_many", {QUICK})
    return given


def test_one_of_many_is_given_the_events_of_a_batch_together(db, of_many, consumers, monkeypatch):
    other = "tests.other"
    monkeypatch.setitem(services._consumers, other, services._consumers[SLOW])
    first, alone, last = (wait_for(name)[0] for name in (QUICK, other, QUICK))

    assert drain_deliveries() == 3

    assert of_many == [[first.event_id, last.event_id]]
    assert consumers[SLOW] == [alone.event_id]
    assert set(Delivery.objects.values_list("state", "attempts")) == {("done", 1)}


def test_one_of_many_that_fails_is_given_each_event_alone(db, of_many, monkeypatch):
    first, bad, last = wait_for(many=3)

    def picky(events):
        Heartbeat.objects.create(name=f"events {[event.pk for event in events]}")
        if bad.event_id in [event.pk for event in events]:
            raise ValueError("no")

    instead(monkeypatch, picky)
    assert drain_deliveries() == 3

    kept = {f"events {[delivery.event_id]}" for delivery in (first, last)}
    assert set(Heartbeat.objects.values_list("name", flat=True)) == kept
    found = Delivery.objects.order_by("pk").values_list("state", "attempts")
    assert list(found) == [("done", 1), ("waiting", 1), ("done", 1)]
