"""What a call of the API costs beside the page of the same: `python -m bench --api`.

In a copy of the database, with a client and a key for each team. Calls and pages take turns at
the web server of `make run`, for the same records; processor time is that of its own processes.
The constant call opens with a key and shows nothing, as the constant page does with a session.
The floor is one raw statement for the same rows, asked in between.
"""

import datetime
import random
import secrets
import statistics
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Count
from django.utils import timezone

from agencies.models import Membership, Team, User
from api.credentials import KEY, digest
from api.models import ApiClient, ClientKey
from api.scopes import CODES
from bench import floors
from bench.joint_work import SHORT, cases_of
from bench.pages import WARM, Found, Kind, Web, _ask, web
from bench.people import Case, at_length, cases
from bench.place import HOME
from bench.report import heading
from bench.web import Browser, cookie
from core import policy
from profiles.models import Profile

EACH, ROUNDS, MOST_A_MINUTE = 12, 30, 6000
PAGE, CALL = "constant page", "constant call"
CONSTANT = (Kind(PAGE, "/constant/"), Kind(CALL, "/api/v1/constant/"))
# A page, and the calls that tell the same.
PEOPLE = (
    (
        Kind("list of people, 25", "/profiles/"),
        Kind("list of people, 25", "/api/v1/profiles/"),
        Kind("list of people, 50", "/api/v1/profiles/?limit=50"),
    ),
    (
        Kind("one person", "/profiles/{uuid}/"),
        Kind("one person", "/api/v1/profiles/{uuid}/"),
    ),
)
LOG = (
    (
        Kind("log of 200 contacts, 25", "/profiles/{uuid}/log/"),
        Kind("log of 200 contacts, 25", "/api/v1/profiles/{uuid}/log/"),
        Kind("log of 200 contacts, 50", "/api/v1/profiles/{uuid}/log/?limit=50"),
    ),
)
CASES = (
    (
        Kind("list of cases, 25", "/cases/"),
        Kind("list of cases, 25", "/api/v1/cases/"),
    ),
    (
        Kind("one case", "/cases/{uuid}/"),
        Kind("one case", "/api/v1/cases/{uuid}/"),
    ),
    (
        Kind("actions of a case", "/cases/{uuid}/actions/"),
        Kind("actions of a case", "/api/v1/cases/{uuid}/actions/"),
    ),
)
Pairs = tuple[tuple[Kind, ...], ...]
# The least that the first call of a pair could do.
FLOORS: dict[tuple[Kind, ...], Callable[[Case], Any]] = {
    PEOPLE[0]: lambda case: floors.page(case.user, "-activity"),
    PEOPLE[1]: lambda case: floors.person(case.user, case.profile.pk),
    LOG[0]: lambda case: floors.log(case.profile.pk),
}


class Program(Browser):
    """A program with one kept connection: where a browser sends a session, it sends a key."""

    def _ask(self, path: str, session: str) -> Any:
        headers = {"Authorization": f"Bearer {session}", "Accept": "application/json"}
        self.line.request("GET", path, headers=headers)
        return self.line.getresponse()


def measure(rng: random.Random) -> dict[str, Any]:
    """Each page and its calls, for readers of each kind."""
    asked = list(_asked(rng))
    with web(HOME) as server:
        return {"readers": {kind: _turns(server, *rest, rng) for kind, *rest in asked}}


def _asked(rng: random.Random) -> Iterator[tuple[str, Pairs, list[tuple[Case, str]]]]:
    """Who asks for what: users with a record, each with the key of a client of the same team."""
    for kind in ("small", "large"):
        yield kind, PEOPLE, list(_with_keys(cases(kind, rng)[:EACH]))
    yield "lead", LOG, list(_with_keys(at_length(rng)[:EACH]))
    yield "lead of a case", CASES, list(_with_keys(cases_of(SHORT, rng)[:EACH]))


def _with_keys(some: Iterable[Case]) -> Iterator[tuple[Case, str]]:
    """Each with a key, and with a record that its client reads too."""
    for case in some:
        if isinstance(case.profile, Profile):
            case.team = _fullest_team(case.user)
        account, secret = client_of(case.team)
        if isinstance(case.profile, Profile) and not policy.can(
            account, "profile.view", case.profile
        ):
            case.profile = Profile.objects.page_for(account).rows[0]
        yield case, secret


def _fullest_team(user: User) -> Team:
    teams = Team.objects.own_to(user).annotate(many=Count("profileteamholds"))
    team: Team = teams.order_by("-many", "pk")[0]
    return team


def client_of(team: Team) -> tuple[User, str]:
    """The account of a client that works for this team, and its secret."""
    number = secrets.token_hex(8)
    account = User(username=f"api-{number}", name=f"Bench {number}", is_program=True)
    account.set_unusable_password()
    account.save()
    first, second = User.objects.active().filter(is_program=False).order_by("pk")[:2]
    client = ApiClient.objects.create(
        name=f"Bench {number}",
        team=team,
        account=account,
        scopes=sorted(CODES),
        expires_on=timezone.localdate() + datetime.timedelta(days=30),
        a_minute=MOST_A_MINUTE,
        created_by=first,
        agreed_at=timezone.now(),
        agreed_by=second,
    )
    until = timezone.now() + datetime.timedelta(days=20)
    role = Membership.Role.PRACTITIONER
    Membership.objects.create(user=account, team=team, role=role, valid_until=until)
    secret = KEY + secrets.token_urlsafe(32)
    ClientKey.objects.create(
        client=client,
        prefix=secret[:14],
        digest=digest(secret),
        created_by=first,
        expires_at=until,
    )
    return User.objects.get(pk=account.pk), secret


def _turns(
    server: Web, pairs: Pairs, some: list[tuple[Case, str]], rng: random.Random
) -> list[dict[str, Any]]:
    """Each round asks for every page and call once, in a random order."""
    browser, program = Browser(server.port), Program(server.port)
    readers = [(case, cookie(case.user), secret) for case, secret in some]
    for _, session, secret in readers:
        browser.get(CONSTANT[0].path, session)
        program.get(CONSTANT[1].path, secret)
    kinds = [*CONSTANT, *(kind for pair in pairs for kind in pair)]
    found = {kind: Found(kind) for kind in kinds}
    least: dict[tuple[Kind, ...], list[float]] = {pair: [] for pair in pairs if pair in FLOORS}
    for number in range(-WARM, ROUNDS):
        case, session, secret = readers[number % len(readers)]
        for kind in rng.sample(kinds, len(kinds)):
            path = kind.path.format(uuid=getattr(case.profile, "uuid", ""))
            who = (program, secret) if path.startswith("/api/") else (browser, session)
            _ask(server, who[0], (path, who[1]), found[kind], number >= 0)
        for pair, taken in least.items():
            began = time.perf_counter()
            FLOORS[pair](case)
            if number >= 0:
                taken.append(1000 * (time.perf_counter() - began))
    rows = [_row(found[kind], found[CONSTANT[0]], PAGE) for kind in CONSTANT]
    for pair in pairs:
        told = [_row(found[kind], found[pair[0]]) for kind in pair]
        if pair in least:
            told[1]["floor"] = round(statistics.median(least[pair]), 2)
        rows += told
    for row in rows:
        print(f"  {row['page']}, {row['way']}: {row['cpu']} ms of processor", flush=True)
    return rows


def _row(one: Found, beside: Found, way: str = "") -> dict[str, Any]:
    row, page = one.result(), beside.result()
    is_call = one.page.path.startswith("/api/")
    return {
        **row,
        "way": "API" if is_call else "page",
        "times": round(row["cpu"] / page["cpu"], 2),
        "goal": is_call and not way and row["page"] == page["page"],
    }


def markdown(results: dict[str, Any]) -> str:
    """The figures as a table."""
    lines = [
        *heading(f"The API beside its pages, with {results['profiles']:,} people", results),
        "Milliseconds; processor time of the web server's processes, its middle value. Each call "
        "is with a key; in turn with the page of the same, which is in the row before it. The "
        "goal: no call is dearer than its page. The floor is the middle time of one raw statement "
        "for the same rows; the call’s p50 is divided by it.",
        "",
        "| what | whom | by | n | processor | ÷ constant call | ÷ its page | goal | p50 "
        "| floor | ÷ floor | p95 | database | statements | kB |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for kind, rows in results["readers"].items():
        constant = next(row for row in rows if row["page"] == CALL)
        for row in rows:
            lines.append(_line(kind, row, constant["cpu"]))
    return "\n".join([*lines, ""])


def _line(kind: str, row: dict[str, Any], constant: float) -> str:
    least, most = row["statements"]
    statements = str(least) if least == most else f"{least}–{most}"
    goal = ("met" if row["times"] <= 1 else "**missed**") if row["goal"] else ""
    times = row["times"] if row["way"] == "API" else ""
    parts = [row["page"], kind, row["way"], row["n"], row["cpu"]]
    parts += [f"{row['cpu'] / constant:.1f}", times, goal, row["p50"], *_floor(row), row["p95"]]
    return "| " + " | ".join(map(str, [*parts, row["database"], statements, row["kb"]])) + " |"


def _floor(row: dict[str, Any]) -> tuple[str, str]:
    """The floor, and how many times that a call takes."""
    least = row.get("floor")
    return (str(least), f"{row['p50'] / least:.0f}") if least else ("", "")
