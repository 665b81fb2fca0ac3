"""Administrators see what could not be delivered, by number alone, and have it tried again."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agencies.models import Membership
from audit import services
from audit.letters import duration, last_sweep
from audit.models import Delivery, Event
from audit.services import note_heartbeat
from audit.tests.factories import EventFactory
from core.breaker import Breaker

PAGE, AGAIN = "/administration/deliveries/", "/administration/deliveries/again/"


@pytest.fixture
def letters(person):
    """Two dead letters of the log of a person, one that waits, and one that is done."""
    return [
        Delivery.objects.create(
            event=EventFactory(
                verb="access.given",
                target_type="profiles.profile",
                target_id=person.pk,
                target_label=person.event_label,
                actor_name="Priya Nandra",
                recipient="Somebody Else",
            ),
            consumer=name,
            state=state,
            attempts=8,
            problem="KeyError",
        )
        for name, state in (
            ("alerts.notices", "failed"),
            ("nobody.now", "failed"),
            ("alerts.notices", "waiting"),
            ("alerts.notices", "done"),
        )
    ]


@pytest.fixture
def bells(monkeypatch):
    rung = []
    monkeypatch.setattr(services, "queue_breaker", Breaker(seconds=15))
    monkeypatch.setattr("celery.current_app.send_task", lambda name, **kw: rung.append(name))
    return rung


@pytest.fixture
def page(client, administrator):
    client.force_login(administrator)
    return client


def test_the_page_names_the_event_by_number_and_nobody(page, letters, person):
    text = page.get(PAGE).content.decode()

    first, unknown, *others = letters
    assert f"Event {first.event_id}" in text
    assert f"Event {unknown.event_id}" in text
    assert not [one for one in others if f"Event {one.event_id}," in text]
    assert "Gave access" in text
    assert "Notify everyone whom the event concerns" in text
    assert "nobody.now" in text
    assert "KeyError" in text
    for secret in (person.surname, person.reference, "Priya Nandra", "Somebody Else"):
        assert secret not in text


def test_the_queue_stands_above_the_list(page, letters):
    text = page.get(PAGE).content.decode()
    assert "Never" in text

    note_heartbeat(name="sweep")

    assert "0 seconds ago" in page.get(PAGE).content.decode()
    assert "Deliveries" in page.get("/").content.decode()


def test_without_dead_letters_it_says_so(page):
    text = page.get(PAGE).content.decode()

    assert "No dead letters" in text
    assert "Try all again" not in text


@pytest.mark.parametrize("who", ["officer", "manager", "auditor", "operator"])
@pytest.mark.parametrize("address", [PAGE, AGAIN])
def test_for_everybody_else_there_is_no_such_page(client, cast, letters, who, address):
    client.force_login(getattr(cast, who))

    assert client.get(address).status_code == 404
    assert client.post(address, {"delivery": letters[0].pk}).status_code in (404, 405)
    assert Delivery.objects.filter(state="failed").count() == 2


def test_one_is_tried_again(
    page, letters, administrator, bells, django_capture_on_commit_callbacks
):
    first, second, *_ = letters

    with django_capture_on_commit_callbacks(execute=True):
        assert page.post(AGAIN, {"delivery": first.pk})["Location"] == PAGE

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, first.attempts) == ("waiting", 0)
    assert second.state == "failed"
    event = Event.objects.get(verb="delivery.retried")
    assert event.actor_id == administrator.pk
    assert event.detail == {"count": 1, "consumers": {"alerts.notices": 1}}
    assert bells == ["audit.jobs.drain_deliveries"]


def test_all_are_tried_again(page, letters):
    assert "Try all again" in page.get(AGAIN).content.decode()

    page.post(AGAIN, {})

    assert not Delivery.objects.filter(state="failed").exists()
    assert Delivery.objects.filter(state="done").count() == 1
    assert Event.objects.get(verb="delivery.retried").detail["count"] == 2


@pytest.mark.parametrize("sent", ["0", "-1", "x", str(2**63), str(10**30), "' OR 1=1"])
def test_what_is_no_number_of_a_delivery_changes_nothing(page, letters, sent):
    page.post(AGAIN, {"delivery": sent})

    assert Delivery.objects.filter(state="failed").count() == 2


@pytest.mark.parametrize("at", [2, 3])
def test_what_is_no_dead_letter_is_left_alone(page, letters, at):
    page.post(AGAIN, {"delivery": letters[at].pk})

    state = letters[at].state
    letters[at].refresh_from_db()
    assert (letters[at].state, letters[at].attempts) == (state, 8)
    assert not Event.objects.filter(verb="delivery.retried").exists()


def test_an_administrator_whose_role_has_ended_tries_nothing(letters, administrator):
    Membership.objects.filter(user=administrator).delete()

    assert services.retry_deliveries(by=type(administrator).objects.get(pk=administrator.pk)) == 0


def test_paging(page):
    event = EventFactory(verb="access.given")
    for number in range(26):
        Delivery.objects.create(event=event, consumer=f"c{number:02}", state="failed")

    first = page.get(PAGE)
    second = page.get(PAGE, {"after": first.context["page"].next_cursor})

    assert [letter.should for letter in second.context["letters"]] == ["c00"]


def test_more_rows_ask_no_more(page, django_assert_num_queries, letters):
    page.get(PAGE)  # the first look of a session asks more
    with CaptureQueriesContext(connection) as few:
        page.get(PAGE)
    for number in range(20):
        Delivery.objects.create(
            event=EventFactory(verb="access.given"), consumer=f"c{number}", state="failed"
        )

    with django_assert_num_queries(len(few)):
        page.get(PAGE)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 seconds"), (1, "1 second"), (59.9, "59 seconds"), (60, "1 minute"), (119, "1 minute")]
    + [(3_600, "60 minutes"), (7_200, "2 hours"), (172_800, "2 days")],
)
def test_durations_in_words(seconds, words):
    assert duration(seconds) == words
    assert last_sweep(seconds) == f"{words} ago"
