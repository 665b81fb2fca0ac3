"""Whole pages through the web server of `make run`, one at a time, with nobody else about."""

import http.client
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bench.measure import CONSTANT, PRODUCT, QUIET, Cell
from bench.people import Case
from core import policy
from ecins.launch.children import Children
from ecins.launch.site import ROOT, Site


def cookie(user: Any) -> str:
    """A session as sign-in makes it."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


class Browser:
    """One kept connection to one server."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get(self, path: str, session: str = "") -> bytes:
        answer = self.answer(path, session)
        body = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path} answered {answer.status}")
        return body

    def answer(self, path: str, session: str = "") -> http.client.HTTPResponse:
        """The answer, whatever it is. Read its body before asking for the next."""
        try:
            return self._ask(path, session)
        except (http.client.RemoteDisconnected, ConnectionError):  # kept for two idle seconds
            self.line.close()
            return self._ask(path, session)

    def _ask(self, path: str, session: str) -> http.client.HTTPResponse:
        self.line.request("GET", path, headers={"Cookie": session})
        return self.line.getresponse()


def _free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The web server did not answer: see var/bench/*.log")


@contextmanager
def servers(home: Path) -> Iterator[tuple[Browser, Browser]]:
    """The site as it is, and the same without events."""
    children = Children(home, ROOT)
    children.environment = {**os.environ, "DATABASE_CONN_MAX_AGE": "60"}
    browsers = []
    try:
        for name, module in (("web", "ecins.wsgi"), ("quiet", "bench.quiet")):
            port = _free_port()
            options = Site._web_options(SimpleNamespace(port=port))  # type: ignore[arg-type]
            children.start(name, Path(sys.executable).parent / "gunicorn", module, *options)
            browsers.append(Browser(port))
        for browser in browsers:
            _wait(browser.port)
        yield browsers[0], browsers[1]
    finally:
        children.stop()


def pages(web: Browser, quiet: Browser, kind: str, some: list[Case]) -> Iterator[Cell]:
    reads_log = [c for c in some if policy.can(c.user, "profile.view_log", c.profile)]
    for name, path, whose in (
        ("whole page: one person", "/profiles/{uuid}/", some),
        ("whole page: log of one person", "/profiles/{uuid}/log/", reads_log),
        ("whole page: list of people", "/profiles/", some),
    ):
        yield _page(web, quiet, name, kind, path, whose)


def long_pages(web: Browser, quiet: Browser, some: list[Case]) -> Iterator[Cell]:
    """Of people whose log has 200 entries."""
    for name, path in (
        ("whole page: one person, 200 contacts", "/profiles/{uuid}/"),
        ("whole page: log of 200 contacts", "/profiles/{uuid}/log/"),
    ):
        yield _page(web, quiet, name, "lead", path, some)


def _page(web: Browser, quiet: Browser, name: str, kind: str, path: str, some: list[Case]) -> Cell:
    sessions = {case.user.pk: cookie(case.user) for case in some}

    def of(browser: Browser, path: str) -> Any:
        return lambda case: browser.get(
            path.format(uuid=case.profile.uuid), sessions[case.user.pk]
        )

    designs = {
        PRODUCT: of(web, path),
        QUIET: of(quiet, path),
        CONSTANT: of(quiet, "/constant/"),
    }
    return Cell(name, kind, designs, some, goal_p50=18, quiet_ratio=1.6)
