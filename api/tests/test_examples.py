"""The examples for partners do what they say: run as they are, against a server that runs."""

import os
import runpy
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.error import URLError
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.conf import settings as site
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import NoReverseMatch, reverse

from api import webhook_signing
from api.tests.factories import program_of
from docs.examples.verify_webhook import is_from_ecins
from profiles.models import Contact
from profiles.tests.factories import ContactKindFactory
from tests.cast import Cast
from tests.site import eventually

EXAMPLE = Path(site.BASE_DIR) / "docs/examples/follow_changes.py"
TEXT = "At home, well"


class Quiet(WSGIRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture
def server(live_database, settings):
    """A web server of one thread, over a database whose commits are real."""
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)

    def serve():
        server.serve_forever(poll_interval=0.05)
        connections.close_all()

    thread = threading.Thread(target=serve)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def example(server, tmp_path):
    """Runs the example as a partner does."""
    cast = Cast()
    found = program_of(cast.police)
    partner = {
        "ECINS": server,
        "ECINS_CLIENT": str(found.client.uuid),
        "ECINS_KEY": found.secret,
        "ECINS_PLACE": str(tmp_path / "place"),
        "ECINS_USER": "Sgt Bell",
    }

    def run(*words, **changed):
        return subprocess.run(
            [sys.executable, EXAMPLE, *words],
            env={**os.environ, **partner, **changed},
            capture_output=True,
            text=True,
            timeout=60,
        )

    run.person = cast.person
    return run


def has_changes():
    try:
        return bool(reverse("api:changes"))
    except NoReverseMatch:
        return False


def test_a_contact_is_posted_once_and_followed(example):
    kind = ContactKindFactory()
    post = ("post", str(example.person.uuid), kind.code, "2026-03-02T16:00", TEXT)
    if has_changes():
        begun = example("follow", "--once")
        assert (begun.returncode, begun.stdout) == (0, ""), begun.stderr

    first, again = example(*post), example(*post)

    contact = Contact.objects.get(text=TEXT)
    assert str(contact.uuid) in first.stdout, first.stderr
    assert again.stdout == first.stdout
    if has_changes():
        # The feed ends a second before now, and tells each change once.
        lines = []

        def is_told():
            lines.extend(example("follow", "--once").stdout.splitlines())
            return [line for line in lines if "log.added" in line]

        eventually(is_told, every=0.5)
        (line,) = is_told()
        assert line.endswith(f"log.added profile {example.person.uuid}")


def test_what_is_refused_is_said_in_plain_words(example):
    wrong_key = example("follow", ECINS_KEY="ecins_k_wrong")
    assert (wrong_key.returncode, wrong_key.stdout) == (1, "")
    assert "No token" in wrong_key.stderr

    no_kind = example("post", str(example.person.uuid), "burnt", "2026-03-02T16:00", TEXT)
    assert no_kind.returncode == 1
    assert "kind" in no_kind.stderr
    assert not Contact.objects.exists()


def answering(monkeypatch, answers):
    """The example in this process, against a server that gives these answers in turn."""
    for name in ("ECINS", "ECINS_CLIENT", "ECINS_KEY"):
        monkeypatch.setenv(name, "x")
    module = runpy.run_path(str(EXAMPLE))
    asked, waits = [], []

    def send(method, path, *args):
        asked.append(path)
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        status, told = answer
        return status, {"Retry-After": "3"} if status == 429 else {}, told

    call = module["call"]
    call.__globals__.update(send=send)
    monkeypatch.setattr(call.__globals__["time"], "sleep", waits.append)
    return call, asked, waits


TOKEN, GOT, ENDED = (200, {"access_token": "ecins_t_x"}), (200, {"results": []}), (401, {})
LATER = (429, {"detail": "Go on in 3 seconds."})


@pytest.mark.parametrize(
    ("answers", "waited"),
    [
        ([URLError("no route"), TOKEN, GOT], [1]),
        ([LATER, TOKEN, GOT], [3]),
        ([TOKEN, LATER, ENDED, TOKEN, GOT], [3]),
        ([TOKEN, ENDED, LATER, TOKEN, GOT], [3]),
    ],
)
def test_the_example_goes_on_after_what_passes(monkeypatch, answers, waited):
    call, _, waits = answering(monkeypatch, [*answers])

    assert call("GET", "/api/v1/changes/") == GOT[1]
    assert waits == waited


@pytest.mark.parametrize(
    "answers",
    [
        [(401, {"error_description": "No such key."})],
        [TOKEN, ENDED, TOKEN, (401, {"detail": "This token has ended."})],
        [LATER] * 5,
    ],
)
def test_the_example_stops_at_what_does_not(monkeypatch, answers):
    call, asked, _ = answering(monkeypatch, [*answers])

    with pytest.raises(SystemExit):
        call("GET", "/api/v1/changes/")
    assert len(asked) == len(answers)


# ---- Webhooks -----------------------------------------------------------------------------------
def signed(secrets, body, at=None, number="m1"):
    return webhook_signing.headers(secrets, number, int(at or time.time()), body)


def test_what_we_sign_is_what_partners_verify():
    secret, other = webhook_signing.new_secret(), webhook_signing.new_secret()
    body = b'{"type":"log.added"}'

    assert is_from_ecins(secret, signed([secret], body), body)
    assert is_from_ecins(secret, signed([other, secret], body), body)
    assert not is_from_ecins(secret, signed([other], body), body)
    assert not is_from_ecins(secret, signed([secret], body), body + b" ")
    assert not is_from_ecins(secret, {**signed([secret], body), "webhook-id": "m2"}, body)
    assert not is_from_ecins(secret, {}, body)


def test_an_old_message_is_a_replay():
    secret, body = webhook_signing.new_secret(), b"{}"
    at = time.time() - 301

    headers = signed([secret], body, at)

    assert not is_from_ecins(secret, headers, body)
    assert not is_from_ecins(secret, {**headers, "webhook-timestamp": str(int(time.time()))}, body)


def test_the_scheme_is_that_of_standard_webhooks():
    """The example of its specification."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'

    made = webhook_signing.signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body)

    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
