"""What Prometheus is told: kinds of pages and deliveries, and nothing about anybody."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse
from prometheus_client import REGISTRY, generate_latest

from audit.models import Delivery, Event
from audit.services import note_heartbeat
from core.metrics import NOWHERE, MetricsMiddleware
from ecins.launch.site import ROOT
from home import metrics
from tests.site import eventually, manage
from tests.sweeping import ROUTES

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")


def counted(name, **labels):
    return REGISTRY.get_sample_value(name, {key: str(text) for key, text in labels.items()}) or 0


@contextmanager
def grows(name, by=1, **labels):
    before = counted(name, **labels)
    yield
    assert counted(name, **labels) - before == by


def told(text):
    """The samples of a page of figures, by name without labels."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return {line.split()[0]: float(line.split()[-1]) for line in lines}


def test_a_page_is_counted_by_the_name_of_its_view(client, officer, person):
    client.force_login(officer)

    with (
        grows("ecins_requests_total", page="profiles:overview", method="GET", status=200),
        grows("ecins_page_seconds_count", page="profiles:overview"),
        grows("ecins_page_statements_count", page="profiles:overview"),
    ):
        client.get(person.get_absolute_url())


def test_its_statements_are_counted(client, officer, person):
    client.force_login(officer)
    client.get(person.get_absolute_url())
    before = counted("ecins_page_statements_sum", page="profiles:overview")

    with CaptureQueriesContext(connection) as asked:
        client.get(person.get_absolute_url())

    assert counted("ecins_page_statements_sum", page="profiles:overview") - before == len(asked)


def test_a_database_that_does_not_answer_is_counted_as_503(client, officer, monkeypatch):
    client.force_login(officer)

    def away(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr("home.views.Home.get_context_data", away)
    client.raise_request_exception = False
    with grows("ecins_requests_total", page="home:home", method="GET", status=503):
        client.get("/")


def test_addresses_that_lead_nowhere_and_odd_methods_have_one_name(client):
    with grows("ecins_requests_total", by=2, page=NOWHERE, method="GET", status=404):
        client.get("/one/")
        client.get("/another/")
    with grows("ecins_requests_total", page=NOWHERE, method="other", status=404):
        client.generic("SMITH", "/one/")


def test_no_figure_names_a_person_a_record_or_an_address(client, officer, person, contact):
    client.force_login(officer)
    for name in ("overview", "log", "risk", "sharing", "history"):
        client.get(reverse(f"profiles:{name}", args=[person.uuid]))
    client.get("/search/", {"q": person.surname})
    client.get(f"/profiles/{person.surname}/")

    text = generate_latest(REGISTRY).decode()

    # One route is planted by `test_guards.py`, maybe in the same process.
    known = {name for name, _, _ in ROUTES} | {NOWHERE, "leaky"} | set(_view_names())
    assert set(re.findall(r'page="([^"]*)"', text)) <= known
    for secret in (person.surname, person.reference, officer.username, officer.name):
        assert secret.casefold() not in text.casefold()
    assert not UUID.search(text)


def test_the_site_itself_has_no_metrics(client, officer):
    client.force_login(officer)

    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics/").status_code == 404


def test_deliveries_that_wait_and_have_failed(officer):
    event = Event.objects.create(verb="x", operation="alteration", actor_name="x")
    for consumer, state in (("a", "waiting"), ("b", "failed"), ("c", "failed"), ("d", "done")):
        Delivery.objects.create(event=event, consumer=consumer, state=state)

    state = metrics.delivery_state()

    assert state["deliveries_waiting"][1] == 1
    assert state["deliveries_failed"][1] == 2
    assert 0 <= state["delivery_oldest_seconds"][1] < 60
    assert state["delivery_sweep_lag_seconds"][1] == float("inf")
    note_heartbeat(name="sweep")
    assert metrics.delivery_state()["delivery_sweep_lag_seconds"][1] < 60
    Delivery.objects.update(state="done")
    assert metrics.delivery_state()["delivery_oldest_seconds"][1] == 0


def test_a_database_that_is_away_is_a_figure(monkeypatch):
    def away():
        raise DatabaseError

    monkeypatch.setattr(metrics, "delivery_state", away)
    monkeypatch.setattr(connection, "close", lambda: None)

    assert told(generate_latest(metrics.registry()).decode()) == {"ecins_database_up": 0}


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "8.8.8.8", "example.org", ""])  # noqa: S104
def test_an_address_that_may_be_reached_from_outside_is_refused(address):
    with pytest.raises(CommandError, match="may be reached from outside"):
        call_command("metrics", address=address)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.7", "fd00::1"])
def test_addresses_inside(address):
    assert metrics.is_inside(address)


def test_a_port_that_is_taken_is_said_in_one_line():
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(CommandError, match="cannot be used"),
    ):
        call_command("metrics", port=taken.getsockname()[1])
    with pytest.raises(CommandError, match="cannot be used"):
        call_command("metrics", port=70_000)


def test_a_folder_that_is_not_there_is_refused_at_the_start(settings, tmp_path):
    settings.METRICS_FOLDER = str(tmp_path / "nowhere")

    with pytest.raises(ImproperlyConfigured, match="no folder that can be written"):
        MetricsMiddleware(lambda request: None)


def test_a_page_is_shown_when_it_cannot_be_counted(client, monkeypatch):
    def full(*args):
        raise OSError("No space left on device")

    monkeypatch.setattr(MetricsMiddleware, "count", full)

    assert client.get("/sign-in/").status_code == 200


@pytest.mark.slow
def test_what_all_processes_counted_is_added_up(live_database, cluster, tmp_path):
    """Two processes that count, and the command that answers."""
    folder = tmp_path / "counts"
    folder.mkdir()
    settings = {
        **os.environ,
        "PROMETHEUS_MULTIPROC_DIR": str(folder),
        "DATABASE_URL": cluster.url("app", live_database),
        "DATABASE_OWNER_URL": cluster.url("owner", live_database),
    }
    once = "from django.test import Client; Client(HTTP_HOST='localhost').get('/sign-in/')"
    for _ in range(2):
        manage(settings, "shell", "--no-imports", "-c", once)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, ROOT / "manage.py", "metrics", f"--port={port}"]
    with subprocess.Popen(command, env=settings, stdout=subprocess.PIPE) as program:
        try:
            text = eventually(lambda: _figures(port))
        finally:
            program.send_signal(signal.SIGINT)

    figures = told(text)
    sign_in = 'ecins_requests_total{method="GET",page="account_login",status="200"}'
    assert figures[sign_in] == 2
    assert figures["ecins_database_up"] == 1
    assert figures["ecins_deliveries_failed"] == 0
    assert program.returncode == 0


def _figures(port):
    try:
        address = f"http://127.0.0.1:{port}/metrics"
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.read().decode()
    except (OSError, http.client.HTTPException):
        return ""


def _view_names():
    """Every name in the addresses, those of packages too."""
    found = []

    def walk(resolver, space):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                deeper = [*space, pattern.namespace] if pattern.namespace else space
                walk(pattern, deeper)
            elif pattern.name:
                found.append(":".join([*space, pattern.name]))

    walk(get_resolver(), [])
    return found
