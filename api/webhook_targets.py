"""Where a webhook may lead, and one message sent there.

Only by https, to public addresses. The host is resolved and every address that it has is checked,
when it is saved and whenever something is sent; then the connection is made to that very address,
so that a name which changes in between leads nowhere else. Redirects are not followed, and of the
answer nothing is read but its status.
"""

import contextlib
import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

SCHEMES = {"https": 443}
PORTS = frozenset({443, 8443})
SECONDS = 10
LONGEST = 500
PLAIN = re.compile(r"[!-~]+")
STATUS = re.compile(rb"HTTP/1\.[01] ([1-5][0-9]{2})[ \r]")
# Public by number, and private by what is behind: IPv4 inside IPv6, and a metadata service.
INSIDE = [
    ipaddress.ip_network(network)
    for network in ("64:ff9b::/96", "2002::/16", "2001::/32", "192.0.0.0/24", "168.63.129.16/32")
]
NOT_FOUND = "The host of this address was not found"
NOT_FOUND_IN_TIME = f"The host of this address was not found within {SECONDS} seconds"
NOT_PUBLIC = "This address leads into a private network. Enter a public one."
TOO_LATE = f"It did not answer within {SECONDS} seconds"
NOT_TRUSTED = "Its certificate could not be checked"
NO_ANSWER = "It could not be reached"
NO_STATUS = "It did not answer in HTTP"


class TargetError(ValidationError):
    """An address to which nothing is sent, with the reason."""


class Target(NamedTuple):
    """An address in its parts."""

    scheme: str
    host: str
    port: int
    path: str


class Answer(NamedTuple):
    """What sending came to: the status, or the problem without one."""

    status: int | None
    problem: str = ""

    @property
    def is_taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


def parsed(address: str) -> Target:
    """The parts of an address. Raises TargetError for what is none of ours."""
    if len(address) > LONGEST or not PLAIN.fullmatch(address) or "\\" in address:
        raise TargetError(f"Enter an address of at most {LONGEST} plain characters")
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise TargetError("Enter an address like https://example.org/ecins") from None
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise TargetError("Enter an address that begins with https://")
    if "@" in parts.netloc:
        raise TargetError("Take the user name and password out of the address")
    if parts.fragment:
        raise TargetError("Take out # and what follows it")
    port = port if port is not None else SCHEMES[parts.scheme]
    if port not in PORTS:
        raise TargetError("Use port 443 or 8443")
    path = parts.path or "/"
    return Target(
        parts.scheme, parts.hostname, port, f"{path}?{parts.query}" if parts.query else path
    )


def checked(address: str, ends: float | None = None) -> tuple[Target, list[str]]:
    """The parts of an address and where it leads, all of it public. Raises TargetError.

    `ends` is the moment by which the host must be found; otherwise it has ten seconds.
    """
    target = parsed(address)
    try:
        numbers = _numbers_of(target, ends or time.monotonic() + SECONDS)
    except TimeoutError:
        raise TargetError(NOT_FOUND_IN_TIME) from None
    except (OSError, UnicodeError):
        raise TargetError(NOT_FOUND) from None
    if not numbers:
        raise TargetError(NOT_FOUND)
    if not all(is_public(number) for number in numbers):
        raise TargetError(NOT_PUBLIC)
    return target, numbers


def _numbers_of(target: Target, ends: float) -> list[str]:
    """The addresses of the host.

    The look-up of the system knows no limit of time. So a thread asks, and one that hangs is left
    to the resolver, which gives up by itself; it holds nothing and does not keep a worker alive.
    """
    answer: Future[list[Any]] = Future()

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
            answer.set_result(found)
        except Exception as problem:  # noqa: BLE001 - raised again where it is waited for
            answer.set_exception(problem)

    Thread(target=look_up, name="look-up of a webhook", daemon=True).start()
    return list(dict.fromkeys(str(one[4][0]) for one in answer.result(_left(ends))))


def is_public(number: str) -> bool:
    """Is this an address of the internet, and of nobody's own network?"""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:  # with a zone: of this machine's own links
        return False
    inner = getattr(address, "ipv4_mapped", None)
    if inner is not None:
        return is_public(str(inner))
    if any(address in network for network in INSIDE if network.version == address.version):
        return False
    own = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not own and not getattr(address, "is_site_local", False)


def send(address: str, headers: dict[str, str], body: bytes) -> Answer:
    """Send one message, within ten seconds in all."""
    ends, last = time.monotonic() + SECONDS, NO_ANSWER
    try:
        target, numbers = checked(address, ends)
    except TargetError as problem:
        return Answer(None, problem.messages[0])
    for number in numbers:
        try:
            with _connection(target, number, ends) as connection:
                connection.sendall(_request(target, headers, body))
                return _status(connection, ends)
        except ssl.SSLCertVerificationError:
            return Answer(None, NOT_TRUSTED)
        except TimeoutError:
            return Answer(None, TOO_LATE)
        except OSError:
            last = NO_ANSWER  # perhaps at another of its addresses
    return Answer(None, last)


@contextmanager
def _connection(target: Target, number: str, ends: float) -> Iterator[socket.socket]:
    """A connection to this very address; by https, to nobody but the host that was named."""
    with contextlib.ExitStack() as opened:
        connection = opened.enter_context(
            socket.create_connection((number, target.port), timeout=_left(ends))
        )
        if target.scheme == "https":
            context = ssl.create_default_context()
            context.minimum_version = ssl.TLSVersion.TLSv1_2
            connection.settimeout(_left(ends))
            connection = opened.enter_context(
                context.wrap_socket(connection, server_hostname=target.host)
            )
        connection.settimeout(_left(ends))
        yield connection


def _request(target: Target, headers: dict[str, str], body: bytes) -> bytes:
    host = f"[{target.host}]" if ":" in target.host else target.host
    named = host if target.port == SCHEMES[target.scheme] else f"{host}:{target.port}"
    lines = {
        "Host": named,
        "User-Agent": "E-CINS",
        "Content-Type": "application/json",
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
    return f"POST {target.path} HTTP/1.1\r\n{head}\r\n".encode("ascii") + body


def _status(connection: socket.socket, ends: float) -> Answer:
    """The status of the answer, and nothing else of it."""
    begun = b""
    while b"\n" not in begun and len(begun) < LONGEST:
        connection.settimeout(_left(ends))
        more = connection.recv(LONGEST)
        if not more:
            break
        begun += more
    found = STATUS.match(begun)
    if found is None:
        return Answer(None, NO_STATUS)
    status = int(found[1])
    return Answer(status, "" if 200 <= status < 300 else f"It answered {status}")


def _left(ends: float) -> float:
    left = ends - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
