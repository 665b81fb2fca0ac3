"""What reading by the API leaves in the log."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError
from django.http import Http404

from audit.models import Event
from profiles.tests.factories import make_person
from tests.api.calls import PEOPLE, one

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("method", ["get", "head"])
def test_reading_one_person_leaves_an_event(signed_in, person, manager, method):
    before = Event.objects.count()

    assert getattr(signed_in, method)(one(person)).status_code == 200

    event = Event.objects.latest("pk")
    assert Event.objects.count() == before + 1
    assert (event.verb, event.channel, event.actor_id) == ("profile.view:view", "api", manager.pk)
    assert (event.target_id, event.subjects) == (person.pk, [person.pk])


@pytest.mark.parametrize("method", ["get", "head"])
@pytest.mark.parametrize(("words", "verb"), [("", "list"), ("pell", "search")])
def test_reading_the_list_leaves_one_event_with_everyone_on_it(
    signed_in, person, manager, police, method, words, verb
):
    second = make_person(by=manager, team=police, surname="Pellham")
    before = Event.objects.count()

    getattr(signed_in, method)(PEOPLE, {"q": words, "sort": "-name"})

    event = Event.objects.latest("pk")
    assert Event.objects.count() == before + 1
    assert (event.verb, event.channel) == (f"profile.list:{verb}", "api")
    assert event.subjects == sorted([person.pk, second.pk])
    assert event.detail == {"shown": verb, "filters": {"sort": "-name"}, "by_name": bool(words)}


def test_a_refusal_is_recorded_with_its_channel(client, person, outsider):
    client.force_login(outsider)

    client.get(one(person))
    client.get(person.get_absolute_url())

    pages, api = Event.objects.order_by("-pk")[:2]
    assert (api.verb, api.channel, pages.channel) == ("page.not_found", "api", "web")
    assert (api.target_id, api.subjects, api.detail["page"]) == (None, [], "api:profile")


def test_no_audit_no_answer(signed_in, person, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr("audit.receivers.record", broken)
    signed_in.raise_request_exception = False

    answer = signed_in.get(one(person))

    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert answer.json()["detail"].startswith("The database does not answer.")


def test_no_refusal_without_its_event_either(client, person, outsider, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("disk full")

    monkeypatch.setattr("audit.receivers.record", broken)
    client.force_login(outsider)

    answer = client.get(one(person))

    assert answer.status_code == 503
    assert answer.json()["detail"].startswith("The database does not answer.")


@pytest.mark.parametrize(
    ("refused", "status", "verb", "words"),
    [
        (Http404("P-2026"), 404, "page.not_found", "There is nothing here that you can see."),
        (PermissionDenied("Ask the lead."), 403, "page.refused", "Ask the lead."),
    ],
)
def test_what_is_refused_while_answering_is_recorded_too(
    signed_in, person, monkeypatch, refused, status, verb, words
):
    def refuse(*args, **kwargs):
        raise refused

    monkeypatch.setattr("api.views.people.with_identity", refuse)

    answer = signed_in.get(one(person))

    event = Event.objects.latest("pk")
    assert (answer.status_code, answer.json()["detail"]) == (status, words)
    assert (event.verb, event.channel) == (verb, "api")
