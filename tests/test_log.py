"""The log is added to and read, never changed; what follows from it is delivered once."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from access.tests.factories import give
from alerts.models import Notice
from audit import services
from audit.jobs import drain_deliveries
from audit.models import Delivery, Event
from audit.words import in_words
from core.breaker import Breaker
from profiles.services import assess_risk, edit_profile
from profiles.tests.factories import TODAY, RiskLevelFactory


@pytest.fixture
def event(manager, person):
    return services.record(
        verb="profile.edited", operation=Event.ALTERATION, actor=manager, target=person
    )


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"],
)
def test_the_application_cannot_change_the_log(event, statement):
    denied = pytest.raises(DatabaseError, match="permission denied")
    with denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET verb = 'x'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
    ],
)
def test_nor_can_the_owner_of_the_database(cluster, live_database, statement):
    insert = "INSERT INTO audit_event (verb, operation, section, actor_name, actor_team,"
    with psycopg.connect(cluster.url("owner", live_database)) as owner:
        owner.execute(
            f"{insert} actor_agency, target_type, target_label, subjects, recipient, reason,"
            " detail, history_model, channel) VALUES"
            " ('v', 'o', '', 'n', '', '', '', '', '{}', '', '', '{}', '', 'web')"
        )
        owner.commit()

        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            owner.execute(statement)


def test_the_actor_is_named_as_at_the_time(event, manager, police):
    manager.name = "Ruth Changed"
    manager.save()
    police.name = "Renamed"
    police.save()

    event.refresh_from_db()

    assert (event.actor_name, event.actor_team) == ("Ruth Calloway", "Staffordshire IOM Team")
    assert event.actor_agency == "Staffordshire Police"


def test_the_label_is_a_reference_and_never_a_name(event, person):
    assert event.target_label == f"Person {person.reference}"
    assert person.surname not in str(Event.objects.values_list("detail", "target_label"))


def test_an_event_with_consumers_leaves_a_row_for_each(person, manager, elsewhere):
    give(person, manager, elsewhere)

    event = Event.objects.filter(verb="access.given").get()
    assert set(event.deliveries.values_list("consumer", "state")) == {
        ("alerts.notices", "waiting"),
        ("alerts.facts", "waiting"),
    }


def test_a_delivery_is_made_once_however_often_the_bell_rings(
    person, manager, elsewhere, outsider
):
    give(person, manager, elsewhere)

    assert drain_deliveries() > 0
    assert drain_deliveries() == 0

    notice = Notice.objects.get()
    assert notice.recipient == outsider
    assert notice.text == f"{{team:{person.owner_team_id}}} gave your team access to {{record}}"


def test_a_consumer_run_twice_tells_once(person, manager, elsewhere, outsider):
    give(person, manager, elsewhere)
    event = Event.objects.get(verb="access.given")

    services.consume("alerts.notices", event)
    services.consume("alerts.notices", event)

    assert Notice.objects.count() == 1


def test_a_consumer_that_fails_is_tried_again_and_holds_up_nobody(
    person, manager, elsewhere, outsider, monkeypatch
):
    give(person, manager, elsewhere)
    verbs, consumer = services._consumers["alerts.notices"]

    def broken(event):
        raise ValueError("no")

    monkeypatch.setitem(services._consumers, "alerts.notices", (verbs, broken))
    drain_deliveries()
    delivery = Delivery.objects.get(consumer="alerts.notices")
    assert (delivery.state, delivery.attempts, delivery.problem) == ("waiting", 1, "ValueError")

    monkeypatch.setitem(services._consumers, "alerts.notices", (verbs, consumer))
    Delivery.objects.update(not_before=Event.objects.get(pk=delivery.event_id).at)
    drain_deliveries()
    delivery.refresh_from_db()
    assert (delivery.state, Notice.objects.count()) == ("done", 1)


def test_a_lost_bell_is_no_loss(person, manager, elsewhere, monkeypatch):
    def unreachable(*args, **kwargs):
        raise OSError("no broker")

    monkeypatch.setattr("celery.current_app.send_task", unreachable)
    monkeypatch.setattr("audit.services.queue_breaker", Breaker(seconds=15))

    services.notify_worker()
    give(person, manager, elsewhere)

    assert Delivery.objects.get(consumer="alerts.notices").state == "waiting"


def test_changes_are_told_in_words(person, manager):
    edit_profile(profile=person, by=manager, surname="Pelworth", sex="male")

    line = in_words(list(Event.objects.filter(verb="profile.edited")), str)[0]

    assert line.what == "Edited the record"
    assert line.changes == [
        ("Surname", "Pellworth", "Pelworth"),
        ("Sex", "Not known", "Male"),
    ]


def test_a_new_grade_of_risk_is_told_in_words(person, manager):
    grade = {"of_what": "harm", "rationale": "Because.", "assessed_on": TODAY}
    assess_risk(profile=person, by=manager, level=RiskLevelFactory(), **grade)

    line = in_words(list(Event.objects.filter(verb="risk.assessed")), str)[0]

    assert ("Level", "", "High") in line.changes


def test_a_failed_event_takes_the_act_with_it(person, manager, monkeypatch):
    def full(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr(Event, "save", full)
    with pytest.raises(DatabaseError), transaction.atomic():
        edit_profile(profile=person, by=manager, surname="Lost")

    person.refresh_from_db()
    assert person.surname == "Pellworth"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE profiles_historicalprofile SET surname = 'x'",
        "DELETE FROM profiles_historicalcontact",
        "DELETE FROM access_grant",
    ],
)
def test_the_application_cannot_rewrite_what_was(person, statement):
    denied = pytest.raises(DatabaseError, match="permission denied")
    with denied, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
