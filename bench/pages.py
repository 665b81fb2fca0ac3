"""What each page costs the web server, beside the constant page: `python -m bench --pages`.

Processor time is that of the web server's own processes, read from their clocks around each
request: what else runs on the machine changes it little. The constant page goes through all the
middleware for the same signed-in people, and shows no record.
"""

import os
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

from bench import joint_work, pdf, photos, register
from bench.long_record import long_records
from bench.measure import percentile
from bench.people import Case, cases
from bench.web import Browser, _free_port, _wait, cookie
from core import policy
from ecins.launch.children import Children
from ecins.launch.site import ROOT, Site

CONSTANT = "constant page"
KINDS = ("small", "large")
WARM, ROUNDS = 6, 50
LINES, SECONDS = 4, 6  # browsers at once, and for how long, when pages a second are counted


@dataclass(frozen=True)
class Kind:
    """A page that is measured, what must be allowed on its person, and how dear it may be."""

    name: str
    path: str
    most: float | None = None  # times the constant page
    action: str = ""


PAGES = (
    Kind(CONSTANT, "/constant/"),
    Kind("list of people", "/profiles/", 8),
    Kind("overview", "/profiles/{uuid}/", 8),
    Kind("log", "/profiles/{uuid}/log/", 8, "profile.view_log"),
    Kind("search", "/profiles/?q={words}", 8),
    Kind("search of everything", "/search/?q={words}", 15),
    Kind("API list", "/api/v1/profiles/", 4),
    Kind("Home", "/", 10),
    Kind("Sharing", "/profiles/{uuid}/sharing/", 10, "access.explain"),
    Kind("History", "/profiles/{uuid}/history/", 10, "history.view"),
)
# A lead's page of somebody about whom much is kept.
LONG = (
    PAGES[0],
    Kind("overview, 200 contacts, 40 reports, 50 documents", "/profiles/{uuid}/", 8),
    Kind("reports, 40 of them", "/profiles/{uuid}/reports/", 10, "profile.view_reports"),
)
# A lead's pages of one case, long or short; and of the tasks that wait for a whole team.
CASE = (
    PAGES[0],
    Kind("case, overview", "/cases/{uuid}/", 8),
    Kind("case, actions", "/cases/{uuid}/actions/", 8, "case.view_actions"),
    Kind("case, timeline", "/cases/{uuid}/timeline/", 8, "case.view_actions"),
)
NEXT = Kind(
    "case, timeline’s next page", "/cases/{uuid}/timeline/?after={after}", 8, "case.view_actions"
)
INBOX = (
    PAGES[0],
    Kind("tasks of a team", "/tasks/?tab=team", 8),
    Kind("tasks of a team, next page", "/tasks/?tab=team&after={next_tasks}", 8),
)
GALLERY = (
    PAGES[0],
    Kind("gallery of 500 tiles", "/galleries/{gallery}/", 8),
    Kind("gallery, next page", "/galleries/{gallery}/?after={next_tiles}", 8),
    Kind("gallery as a list", "/galleries/{gallery}/?view=list", 8),
    Kind("gallery, at one risk in one area", "/galleries/{gallery}/?risk={risk}&area={area}", 8),
    Kind("gallery, one tile", "/galleries/{gallery}/{entry}/", 8),
    Kind("galleries", "/galleries/", 8),
)
MISSING = (
    PAGES[0],
    Kind("board of missing people", "/missing/", 8),
    Kind("board, asked again", "/missing/live/", 8),
    Kind("episode of 1,000 entries", "/missing/{episode}/", 8),
)
REGISTER = (
    PAGES[0],
    Kind("RJ register", "/rj/", 8),
    Kind("RJ search, name", "/rj/?q={name}", 8),
    Kind("RJ search, surname", "/rj/?q={surname}", 8),
    Kind("RJ search, name and date of birth", "/rj/?q={name_and_birth}", 8),
    Kind("RJ search, reference", "/rj/?q={reference}", 8),
    Kind("RJ search, misspelt name", "/rj/?q={misspelt}", 8),
    Kind("RJ search, address", "/rj/?q={address}", 8),
)
MOST_STATEMENTS = 12
# Under which name, which pages, and for whom.
Asked = tuple[str, tuple[Kind, ...], list[Case]]


@dataclass
class Found:
    """What was measured of one page for one kind of user."""

    page: Kind
    cpu: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)

    def result(self) -> dict[str, Any]:
        return {
            "page": self.page.name,
            "n": len(self.cpu),
            "cpu": round(statistics.median(self.cpu), 2),
            "p50": round(percentile(self.times, 0.5), 2),
            "p95": round(percentile(self.times, 0.95), 2),
            "database": round(statistics.median(self.database), 2),
            "statements": [min(self.statements), max(self.statements)],
            "kb": round(statistics.median(self.sizes) / 1000, 1),
        }


class Web:
    """The web server of `make run`, and the clocks of its workers."""

    def __init__(self, port: int, parent: int) -> None:
        self.port, self.parent = port, parent

    @property
    def workers(self) -> list[int]:
        return [int(pid) for pid in _children(self.parent)]

    def seconds(self) -> float:
        """Processor time of all workers so far. A clock of another process is named by its id."""
        return sum(time.clock_gettime(~pid << 3 | 2) for pid in self.workers)


def _children(parent: int) -> list[str]:
    return Path(f"/proc/{parent}/task/{parent}/children").read_text().split()


@contextmanager
def web(home: Path) -> Iterator[Web]:
    """The site, counted (bench.counting)."""
    children = Children(home, ROOT)
    children.environment = {**os.environ, "DATABASE_CONN_MAX_AGE": "60"}
    port = _free_port()
    try:
        options = Site._web_options(SimpleNamespace(port=port))  # type: ignore[arg-type]
        program = Path(sys.executable).parent / "gunicorn"
        children.start("counted", program, "bench.counting", *options)
        _wait(port)
        yield Web(port, children.running["counted"].pid)
    finally:
        children.stop()


def measure(home: Path, rng: random.Random, only: str = "") -> dict[str, Any]:
    """Every page for users of each kind, in turn; then pages a second of the busiest.

    With `only`, the pages that have these words in their names, and nothing else.
    """
    found: dict[str, Any] = {"pages": {}, "rates": {}}
    if not only:
        found |= {"pdf": pdf.measure(), "photos": photos.measure()}
    by_kind = {kind: cases(kind, rng) for kind in KINDS}
    with web(home) as server:
        for kind, pages, some in _asked(by_kind, rng):
            chosen = tuple(page for page in pages[1:] if only in page.name)
            if chosen:
                found["pages"][kind] = _taking_turns(server, (pages[0], *chosen), some, rng)
        if only:
            return found
        sessions = _sessions(server, by_kind["large"])
        for page in PAGES[1:5]:
            asked = _requests(page, by_kind["large"], sessions)
            found["rates"][page.name] = round(_rate(server, asked), 1)
            print(f"  {page.name}: {found['rates'][page.name]} pages a second", flush=True)
    return found


def _asked(by_kind: dict[str, list[Case]], rng: random.Random) -> Iterator[Asked]:
    """For whom which pages are measured, the constant page first."""
    for kind, some in by_kind.items():
        yield kind, PAGES, some
    yield "lead", LONG, long_records(rng)
    yield from _joint_work(rng)
    yield "reader of a register", REGISTER, register.readers(rng)


def _joint_work(rng: random.Random) -> Iterator[Asked]:
    """Cases of 1,000 entries and of 10, the fullest inbox and gallery, each under what it was."""
    yield "1,000 entries", (*CASE, NEXT), joint_work.cases_of(joint_work.LONG, rng)
    yield "10 entries", CASE, joint_work.cases_of(joint_work.SHORT, rng)
    waiting, people = joint_work.inbox(rng)
    yield f"{waiting:,} tasks", INBOX, people
    tiles, curators = joint_work.full_gallery(rng)
    yield f"{tiles:,} tiles", GALLERY, curators
    absent, unit = joint_work.full_board(rng)
    yield f"{absent:,} missing", MISSING, unit


Sessions = dict[int, str]


def _sessions(server: Web, some: list[Case]) -> Sessions:
    """A session for each user, past the request that writes down when it began."""
    sessions = {case.user.pk: cookie(case.user) for case in some}
    browser = Browser(server.port)
    for session in sessions.values():
        browser.get("/constant/", session)
    return sessions


def _requests(page: Kind, some: list[Case], sessions: Sessions) -> list[tuple[str, str]]:
    """Addresses with the session of who may read them."""
    return [
        (
            page.path.format(
                uuid=case.profile.uuid,
                words=quote(case.words.get("prefix", "")),
                after=case.after.get("timeline", ""),
                next_tasks=case.after.get("tasks", ""),
                next_tiles=case.after.get("tiles", ""),
                **{
                    key: quote(text)
                    for key, text in case.words.items()
                    if key not in ("words", "uuid", "after")
                },
            ),
            sessions[case.user.pk],
        )
        for case in some
        if not page.action or policy.can(case.user, page.action, case.profile)
    ]


def _taking_turns(
    server: Web, pages: Sequence[Kind], some: list[Case], rng: random.Random
) -> list[dict[str, Any]]:
    """Each round asks for every page once, in a random order."""
    browser = Browser(server.port)
    sessions = _sessions(server, some)
    asked = {page: _requests(page, some, sessions) for page in pages}
    found = {page: Found(page) for page in pages if asked[page]}
    for number in range(-WARM, ROUNDS):
        for page in rng.sample(list(found), len(found)):
            requests = asked[page]
            _ask(server, browser, requests[number % len(requests)], found[page], number >= 0)
    for one in found.values():
        print(f"  {one.page.name}: {one.result()['cpu']} ms of processor", flush=True)
    return [one.result() for one in found.values()]


def _ask(server: Web, browser: Browser, asked: tuple[str, str], into: Found, kept: bool) -> None:
    before, began = server.seconds(), time.perf_counter()
    answer = browser.answer(*asked)
    body = answer.read()
    taken = time.perf_counter() - began
    time.sleep(0.003)  # what the worker does after it has answered is part of the page
    cpu = server.seconds() - before
    if answer.status != 200:
        raise RuntimeError(f"{asked[0]} answered {answer.status}")
    if kept:
        into.cpu.append(cpu * 1000)
        into.times.append(taken * 1000)
        into.database.append(float(answer.headers["X-Database-Seconds"]) * 1000)
        into.statements.append(int(answer.headers["X-Statements"]))
        into.sizes.append(len(body))


def _rate(server: Web, asked: list[tuple[str, str]]) -> float:
    """Pages a second to several browsers at once."""
    ends = time.perf_counter() + SECONDS
    counts = [0] * LINES

    def browse(line: int) -> None:
        browser = Browser(server.port)
        while time.perf_counter() < ends:
            browser.get(*asked[(line + counts[line] * LINES) % len(asked)])
            counts[line] += 1

    _together([lambda line=line: browse(line) for line in range(LINES)])
    return sum(counts) / SECONDS


def _together(tasks: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=task) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


SHOWN = (*PAGES, *LONG, *CASE, NEXT, *INBOX, *REGISTER, *GALLERY, *MISSING)


def goals(found: dict[str, Any]) -> list[dict[str, Any]]:
    """What each page costs ÷ the constant page, and whether that is little enough."""
    most = {page.name: page.most for page in SHOWN}
    held = []
    for kind, pages in found["pages"].items():
        constant = next(page for page in pages if page["page"] == CONSTANT)
        for page in pages:
            if limit := most[page["page"]]:
                times = round(page["cpu"] / constant["cpu"], 1)
                few = page["statements"][1] <= MOST_STATEMENTS
                held.append(
                    {"kind": kind, **page, "times": times, "most": limit}
                    | {"met": times <= limit, "few": few}
                )
    return held


def markdown(results: dict[str, Any]) -> str:
    """The page table."""
    lines = [
        f"# Pages with {results['profiles']:,} people, {results['date']}",
        "",
        f"{results['machine']['cpu']}, {results['machine']['cores']} cores, Python "
        f"{results['machine']['python']}, PostgreSQL {results['settings']['server_version']}. "
        f"Load of the machine before and after: {results['load']}.",
        "",
        "Milliseconds; processor time of the web server's processes, its middle value. Statements "
        "count the look whether the connection lives, and neither BEGIN nor COMMIT; database is "
        "the time the page waited for them.",
        "",
        "| page | whom | n | processor | ÷ constant | goal | p50 | p95 | database | statements "
        "| kB |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for kind, pages in results["pages"].items():
        constant = next(page for page in pages if page["page"] == CONSTANT)
        lines.append(_line(kind, constant, "1", ""))
        for page in goals({"pages": {kind: pages}}):
            goal = f"≤ {page['most']:g}: {'met' if page['met'] else '**missed**'}"
            if not page["few"]:
                goal += f"; ≤ {MOST_STATEMENTS} statements: **missed**"
            lines.append(_line(kind, page, f"**{page['times']}**", goal))
    if not results["rates"]:
        return "\n".join([*lines, ""])
    rates = ", ".join(f"{name} {rate:g}" for name, rate in results["rates"].items())
    constant = next(page for page in results["pages"]["large"] if page["page"] == CONSTANT)
    for line in pdf.in_words(results["pdf"], constant["cpu"]):
        lines += ["", line]
    lines += ["", photos.in_words(results["photos"], constant["cpu"])]
    return "\n".join(
        [*lines, "", f"Pages a second, {LINES} browsers at once, large: {rates}.", ""]
    )


def _line(kind: str, page: dict[str, Any], times: str, goal: str) -> str:
    least, most = page["statements"]
    statements = str(least) if least == most else f"{least}–{most}"
    parts = [page["page"], kind, page["n"], page["cpu"], times, goal, page["p50"], page["p95"]]
    return "| " + " | ".join(map(str, [*parts, page["database"], statements, page["kb"]])) + " |"
