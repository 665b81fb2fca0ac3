"""What an import of 10,000 people takes: read, checked, begun, run; beside the bare INSERTs of it.

In a copy of the database. The file is read as a request reads it; a worker process, as `make run`
starts it, checks the rows and makes the records, batch after batch.
"""

import csv
import datetime
import io
import os
import random
import time
from typing import Any

import psycopg
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from psycopg import sql

from agencies.models import Membership
from bench.report import heading
from bench.workers import at_rest, workers
from home.population.invented import BEGINNINGS, ENDINGS, FORENAMES
from imports.models import Import
from imports.reading import read_file
from imports.services import start_import, upload_import
from records.models import LawfulBasis

PEOPLE, MOST_SECONDS, PATIENCE = 10_000, 60, 600
HEADINGS = (
    *("Surname", "First names", "Date of birth", "Sex", "Other names", "Prison number"),
    *("Address", "Postcode", "Phone", "Role", "Level of risk", "Risk of what"),
    "Reasons for the risk",
)
STREETS = ("Tannery Row", "Kiln Lane", "Weir Street", "Chapel Walk", "Drovers Way")
# Rows that were added to a table since a number, with all its indexes and nothing else.
COPY_OF = "CREATE TABLE {copy} (LIKE {table} INCLUDING ALL EXCLUDING GENERATED)"
FILL = "INSERT INTO {copy} OVERRIDING SYSTEM VALUE SELECT * FROM {table} WHERE id > {last}"
TABLES = """SELECT c.table_name FROM information_schema.columns c
  JOIN information_schema.tables t USING (table_schema, table_name)
  LEFT JOIN pg_inherits i ON i.inhrelid = format('%I', c.table_name)::regclass
  WHERE c.table_schema = 'public' AND c.column_name = 'id' AND t.table_type = 'BASE TABLE'
  AND c.data_type IN ('bigint', 'integer') AND i.inhrelid IS NULL ORDER BY 1"""


def measure(rng: random.Random, people: int = PEOPLE) -> dict[str, Any]:
    """Seconds of each step, and of the floor."""
    managing = Membership.objects.live().filter(
        role=Membership.Role.MANAGER, user__username__startswith="manager"
    )
    place = managing.select_related("user", "team").order_by("pk")[0]
    by, team = place.user, place.team
    content = file_of(people, rng)
    before = _last_rows()
    with workers(1) as (pid,):
        clocks = at_rest(pid)
        began, cpu = time.perf_counter(), time.process_time()
        of = upload_import(
            team=team,
            by=by,
            file=read_file(SimpleUploadedFile("cohort.csv", content)),
            source="Invented",
            basis=LawfulBasis.objects.offered()[0],
        )
        found: dict[str, Any] = {"reading": _since(began)}
        web = time.process_time() - cpu
        _until(of, Import.State.CHECKING)
        found["checking"], again = _since(began, found["reading"]), time.perf_counter()
        if of.state != Import.State.CHECKED:
            raise RuntimeError(f"{of.state}: {of.counts}")
        of = start_import(of=of, by=by)
        _until(of, Import.State.IMPORTING)
        found["importing"] = _since(again)
        took = clocks.read()
    if of.state != Import.State.DONE:
        raise RuntimeError(f"{of.state}: {of.stopped_because}")
    rows, seconds = _floor(before)
    return {
        "steps": found,
        "seconds": took["seconds"],
        "cpu": {"request": round(web, 1), "worker": took["cpu"], "database": took["database"]},
        "peak": took["peak"],
        "megabytes": round(len(content) / 1e6, 1),
        "counts": of.counts,
        "people": of.number("imported"),
        "rows": rows,
        "floor": seconds,
    }


def file_of(people: int, rng: random.Random) -> bytes:
    """A CSV file of so many invented people, as a partnership sends it."""
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(HEADINGS)
    lines.writerows(_person(number, rng) for number in range(people))
    return text.getvalue().encode()


def _person(number: int, rng: random.Random) -> list[str]:
    pick = rng.choice
    born = datetime.date(1950, 1, 1) + datetime.timedelta(days=rng.randrange(20_000))
    surname = f"{pick(BEGINNINGS)}er{pick(ENDINGS)}"
    risk = pick([("", "", ""), ("High", "Serious harm", "Assessed at the meeting of 2 June")])
    return [
        surname,
        f"{pick(FORENAMES)} {pick(FORENAMES)}",
        f"{born:%d/%m/%Y}",
        pick(["Male", "Male", "Female", ""]),
        pick(["", "", "", f"{pick(FORENAMES)} {surname}"]),
        f"Z{number:04}QX",
        f"{rng.randrange(1, 200)} {pick(STREETS)}, Stafford",
        f"ST{rng.randrange(1, 22)} {rng.randrange(1, 10)}ZZ",
        f"01632 960 {rng.randrange(1000):03}",
        pick(["Offender", "Offender", "Victim", "Offender; Victim"]),
        *risk,
    ]


def _since(began: float, less: float = 0) -> float:
    return round(time.perf_counter() - began - less, 1)


def _until(of: Import, state: str) -> None:
    """Wait while it is in this state."""
    began = time.perf_counter()
    while of.state == state:
        if time.perf_counter() - began > PATIENCE:
            raise RuntimeError("Nothing goes on: see var/bench/worker0.log")
        time.sleep(0.1)
        of.refresh_from_db()


def _last_rows() -> dict[str, int]:
    """The last row of each table by now."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            query = sql.SQL("SELECT coalesce(max(id), 0) FROM {}").format(sql.Identifier(table))
            cursor.execute(query)
            found[table] = cursor.fetchone()[0]
    return found


def _floor(before: dict[str, int]) -> tuple[int, float]:
    """How many rows came since, and the seconds to insert just these, with all indexes."""
    rows, seconds = 0, 0.0
    grown = [table for table, last in _last_rows().items() if last > before[table]]
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        for table in grown:
            names = {"table": sql.Identifier(table), "copy": sql.Identifier(f"floor_{table}")}
            owner.execute(sql.SQL(COPY_OF).format(**names))
            began = time.perf_counter()
            rows += owner.execute(sql.SQL(FILL).format(last=before[table], **names)).rowcount
            seconds += time.perf_counter() - began
    return rows, round(seconds, 1)


def markdown(results: dict[str, Any]) -> str:
    """The figures as a table."""
    whole, floor = results["seconds"], max(results["floor"], 0.1)
    cpu = sum(results["cpu"].values())
    lines = [
        *heading(f"An import of {PEOPLE:,} people beside {results['profiles']:,}", results),
        f"A CSV file of {len(HEADINGS)} columns and {results['megabytes']} MB. Of its rows became "
        + ", ".join(f"{name} {many:,}" for name, many in results["counts"].items() if many)
        + f". They left {results['rows']:,} rows, history and events included. The floor is one "
        "INSERT … SELECT of these rows for each table, with all its indexes.",
        "",
        "| | s |",
        "|---|---:|",
        *(f"| {name} | {seconds} |" for name, seconds in results["steps"].items()),
        f"| **whole** (goal: ≤ {MOST_SECONDS}: {_word(whole <= MOST_SECONDS)}) | **{whole}** |",
        f"| floor | {results['floor']} (whole ÷ floor: {whole / floor:.1f}) |",
        *(f"| processor time, {name} | {seconds} |" for name, seconds in results["cpu"].items()),
        f"| **processor time** (≤ {MOST_SECONDS}: {_word(cpu <= MOST_SECONDS)}) | {cpu:.1f} |",
        "",
        "Processor time is what the steps take one after the other on a machine that does nothing "
        f"else: other work lengthens the seconds, and not these. The worker held at most "
        f"{results['peak']} MB.",
        "",
    ]
    return "\n".join(lines)


def _word(met: bool) -> str:
    return "met" if met else "**missed**"
