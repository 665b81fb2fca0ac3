"""Where webhooks may lead: nowhere into a private network, and to the address that was checked."""

import http.server
import socket
import threading
import time

import pytest

from api import webhook_targets
from api.tests.webhook_factories import ADDRESS, PUBLIC, resolving_to
from api.webhook_targets import TargetError, checked, is_public, parsed, send

PRIVATE = [
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",  # noqa: S104 - an address that must be refused
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "100.100.100.200",
    "169.254.169.254",
    "168.63.129.16",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:1::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "no number",
]


@pytest.mark.parametrize("number", PRIVATE)
def test_no_private_address_is_public(number):
    assert not is_public(number)


@pytest.mark.parametrize("number", [PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_addresses_of_the_internet_are_public(number):
    assert is_public(number)


@pytest.mark.parametrize(
    "address",
    [
        "http://partner.example/",
        "ftp://partner.example/",
        "https://",
        "https:///path",
        "partner.example",
        "https://user:word@partner.example/",
        "https://user@partner.example/",
        "https://@partner.example/",
        "https://partner.example:80/",
        "https://partner.example:22/",
        "https://partner.example:99999/",
        "https://partner.example/#part",
        "https://partner.example/a b",
        "https://partner.example/\r\nHost: other",
        "https://partner.example\\@127.0.0.1/",
        "https://[::1/",
        "https://pärtner.example/",
        f"https://partner.example/{'x' * 500}",
    ],
)
def test_what_is_no_address_for_a_webhook(address):
    with pytest.raises(TargetError):
        parsed(address)


def test_an_address_in_its_parts():
    target = parsed("https://Partner.example:8443/in?team=1")

    assert target == ("https", "partner.example", 8443, "/in?team=1")


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    resolving_to(monkeypatch, PUBLIC, "10.0.0.8")

    with pytest.raises(TargetError, match="private"):
        checked(ADDRESS)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0"]
)
def test_however_a_private_address_is_written(host):
    with pytest.raises(TargetError, match="private"):
        checked(f"https://{host}/")


def test_a_host_that_does_not_exist(monkeypatch):
    def nowhere(*args, **kwargs):
        raise socket.gaierror

    monkeypatch.setattr(webhook_targets.socket, "getaddrinfo", nowhere)

    assert send(ADDRESS, {}, b"{}").problem == webhook_targets.NOT_FOUND


@pytest.fixture
def hanging(monkeypatch):
    """A resolver that does not answer."""
    until = threading.Event()

    def hang(*args, **kwargs):
        until.wait(30)
        raise socket.gaierror

    monkeypatch.setattr(webhook_targets, "SECONDS", 0.2)
    monkeypatch.setattr(webhook_targets.socket, "getaddrinfo", hang)
    yield until
    until.set()


def test_a_look_up_that_hangs_holds_nobody(hanging):
    answer = send(ADDRESS, {}, b"{}")

    assert answer == (None, webhook_targets.NOT_FOUND_IN_TIME)
    assert not hanging.is_set()


def test_a_page_waits_no_longer_for_a_look_up_that_hangs(hanging):
    with pytest.raises(TargetError, match="within 10 seconds"):
        checked(ADDRESS)


def test_the_look_up_is_part_of_the_ten_seconds(monkeypatch):
    resolving_to(monkeypatch, PUBLIC)

    with pytest.raises(TargetError, match="within 10 seconds"):
        checked(ADDRESS, time.monotonic() - 1)


# ---- What is sent -------------------------------------------------------------------------------
@pytest.fixture
def partner(monkeypatch):
    """A server on this machine, which only tests may send to, and by http."""
    got = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.path, dict(self.headers), body))
            self.send_response(partner.status)
            self.send_header("Location", "http://127.0.0.1/elsewhere")
            self.end_headers()
            self.wfile.write(b"x" * 10_000)

        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    partner.status, partner.got = 204, got
    partner.address = f"http://partner.example:{server.server_port}/in?x=1"
    monkeypatch.setattr(webhook_targets, "SCHEMES", {"http": 80})
    monkeypatch.setattr(webhook_targets, "PORTS", {server.server_port})
    monkeypatch.setattr(webhook_targets, "is_public", lambda number: number == "127.0.0.1")
    partner.asked = resolving_to(monkeypatch, "127.0.0.1")
    yield partner
    server.shutdown()
    server.server_close()


def test_a_message_arrives_with_its_headers_and_its_host(partner):
    answer = send(partner.address, {"webhook-id": "m1"}, b'{"id":"m1"}')

    ((path, headers, body),) = partner.got
    assert (answer.status, answer.is_taken, path, body) == (204, True, "/in?x=1", b'{"id":"m1"}')
    assert headers["Host"].startswith("partner.example:")
    assert (headers["webhook-id"], headers["Content-Type"]) == ("m1", "application/json")


@pytest.mark.parametrize("status", [301, 302, 307, 400, 401, 410, 429, 500, 503])
def test_whatever_is_no_success_is_a_failure_and_no_redirect_is_followed(partner, status):
    partner.status = status

    answer = send(partner.address, {}, b"{}")

    assert (answer.status, answer.is_taken, len(partner.got)) == (status, False, 1)
    assert str(status) in answer.problem


def test_the_name_is_resolved_once_and_the_connection_goes_there(partner):
    assert send(partner.address, {}, b"{}").status == 204

    assert partner.asked == ["partner.example"]


def test_a_name_that_turns_private_is_refused_as_it_is_sent(partner, monkeypatch):
    monkeypatch.setattr(webhook_targets, "is_public", lambda number: False)

    answer = send(partner.address, {}, b"{}")

    assert (answer.problem, partner.got) == (webhook_targets.NOT_PUBLIC, [])


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (b"SSH-2.0-OpenSSH_9.6\r\n", webhook_targets.NO_STATUS),
        (b"", webhook_targets.NO_STATUS),
        (b"x" * 10_000, webhook_targets.NO_STATUS),
        (None, webhook_targets.TOO_LATE),
    ],
)
def test_what_does_not_answer_in_http_or_in_time(monkeypatch, said, problem):
    monkeypatch.setattr(webhook_targets, "SECONDS", 1)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    monkeypatch.setattr(webhook_targets, "SCHEMES", {"http": 80})
    monkeypatch.setattr(webhook_targets, "PORTS", {port})
    monkeypatch.setattr(webhook_targets, "is_public", lambda number: True)

    def answer():
        connection, _ = listening.accept()
        connection.recv(1000)
        if said is None:
            threading.Event().wait(2)
        else:
            connection.sendall(said)
        connection.close()

    threading.Thread(target=answer, daemon=True).start()

    assert send(f"http://127.0.0.1:{port}/", {}, b"{}") == (None, problem)
    listening.close()


def test_nobody_listens(monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    monkeypatch.setattr(webhook_targets, "SCHEMES", {"http": 80})
    monkeypatch.setattr(webhook_targets, "PORTS", {port})
    monkeypatch.setattr(webhook_targets, "is_public", lambda number: True)

    answer = send(f"http://127.0.0.1:{port}/", {}, b"{}")

    assert answer == (None, webhook_targets.NO_ANSWER)


def test_https_is_spoken_to_the_host_that_was_named_and_its_certificate_checked(monkeypatch):
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    monkeypatch.setattr(webhook_targets, "PORTS", {port})
    monkeypatch.setattr(webhook_targets, "is_public", lambda number: True)
    hello = []

    def answer():
        connection, _ = listening.accept()
        hello.append(connection.recv(4000))
        connection.close()

    thread = threading.Thread(target=answer, daemon=True)
    thread.start()
    resolving_to(monkeypatch, "127.0.0.1")

    answered = send(f"https://partner.example:{port}/", {}, b"secret body")
    thread.join(5)
    listening.close()

    assert answered.status is None
    assert b"partner.example" in hello[0]
    assert b"secret body" not in hello[0]
