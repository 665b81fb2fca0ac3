"""What a list as a file costs: 100,000 people as a worker writes them, beside a COPY of the rows.

In a copy of the database a team is let into every record. Each file is made by a worker process of
its own, as `make run` starts it, so that its memory is that of the whole job.
"""

import csv
import os
import random
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection
from django.utils import timezone

from agencies.models import Membership
from audit.services import notify_worker
from bench import floors
from bench.report import heading
from bench.workers import at_rest, database_cpu, workers
from exports import kinds, limits, services, sheets
from exports.kinds import Column
from exports.models import Export
from profiles.models import Profile

MOST_MEGABYTES, MOST_SECONDS = 150, 900
FORMATS = ("csv", "xlsx")
LET_IN = """INSERT INTO profiles_profileteamhold (group_id, permission_id, content_object_id,
    level, sections, valid_until, restricted, sort_name, search_names, last_activity_at)
  SELECT DISTINCT ON (content_object_id) %(team)s, permission_id, content_object_id, level,
    sections, valid_until, restricted, sort_name, search_names, last_activity_at
  FROM profiles_profileteamhold h WHERE NOT restricted AND h.valid_until > statement_timestamp()
  AND content_object_id NOT IN (
    SELECT content_object_id FROM profiles_profileteamhold WHERE group_id = %(team)s)
  ORDER BY content_object_id, level DESC"""
# The same people with the columns of the list, in its order, and nothing else.
FLOOR = f"""COPY (WITH teams AS MATERIALIZED ({floors.TEAMS})
  SELECT {floors.COLUMNS} FROM (
    SELECT h.content_object_id AS pid, min(h.sort_name) AS key FROM profiles_profileteamhold h
    WHERE h.group_id IN (SELECT team_id FROM teams) AND NOT h.restricted
    AND {floors.HELD} AND {floors.NOT_EXCLUDED} GROUP BY 1) f
  JOIN profiles_profile p ON p.id = f.pid JOIN auth_group team ON team.id = p.owner_team_id
  ORDER BY f.key, f.pid LIMIT %(most)s) TO STDOUT (FORMAT csv)"""


def measure(rng: random.Random) -> dict[str, Any]:
    """Seconds and megabytes of both formats, of the floor, and of writing alone."""
    places = Membership.objects.live().filter(role=Membership.Role.PRACTITIONER)
    place = places.select_related("user").order_by("pk").first()
    assert place is not None  # noqa: S101 - a populated site has practitioners
    by, other = place.user, places.exclude(user=place.user_id).order_by("pk").first()
    _let_in(place.team_id)
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = os.environ["MEDIA_ROOT"] = folder
        found: dict[str, Any] = {"people": Profile.objects.count()}
        for file_format in FORMATS:
            export = _asked(by, other.user if other else None, file_format)
            found[file_format] = _made(export)
            print(f"  {file_format}: {found[file_format]}", flush=True)
            if file_format == "csv":
                found["writing alone"] = _written(sheets.folder() / export.file_name)
        found["floor"] = floor(by.pk, Path(folder) / "floor.csv")
        found["rows"] = found["xlsx"]["rows"]
    return found


def _let_in(team: int) -> None:
    """And tell PostgreSQL, as autovacuum does."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        owner.execute(LET_IN, {"team": team})
        owner.execute("VACUUM (ANALYZE) profiles_profileteamhold")


def floor(user: int, path: Path) -> dict[str, Any]:
    """The rows by one COPY."""
    began, cpu, before = time.perf_counter(), time.process_time(), database_cpu()
    asked = {"user": user, "most": limits.MOST}
    with (
        path.open("wb") as file,
        connection.cursor() as cursor,
        cursor.copy(FLOOR, asked) as rows,
    ):
        for block in rows:
            file.write(block)
    took = _took(began, cpu, path) | {"database": round(database_cpu() - before, 1)}
    return took | {"rows": path.read_bytes().count(b"\n")}


def _asked(by: Any, other: Any, file_format: str) -> Export:
    """Asked for, and allowed by somebody: so no limit holds it."""
    found = kinds.find(by, "people")
    assert found is not None  # noqa: S101 - a practitioner opens the list
    return Export.objects.create(
        asked_by=by,
        team=by.acting_team,
        kind=found.name,
        title=found.called,
        label=found.label,
        file_format=file_format,
        reason="Measured",
        rows_total=found.number(limits.MOST),
        decided_by=other,
        decided_at=timezone.now() if other else None,
    )


def _made(export: Export) -> dict[str, Any]:
    """Made by a worker that waits for it, with the events of its disclosure."""
    with workers(1) as (pid,):
        clocks, states = at_rest(pid), set()
        notify_worker(task=services.JOB)
        while export.state in (Export.State.WAITING, Export.State.WORKING):
            if time.perf_counter() - clocks.began > MOST_SECONDS:
                raise RuntimeError("The file is not made: see var/bench/worker0.log")
            time.sleep(0.1)
            export.refresh_from_db()
            states.add(export.rows_done)
        took = clocks.read()
    if export.state != Export.State.READY:
        raise RuntimeError(f"{export.state}: {export.why_not}")
    size = (sheets.folder() / export.file_name).stat().st_size
    return took | {
        "megabytes": round(size / 1e6, 1),
        "rows": export.row_count,
        "steps": len(states - {0}),
    }


def _written(made: Path) -> dict[str, Any]:
    """The same cells as a workbook, from the CSV file: what the job needs for writing alone."""
    with made.open(encoding="utf-8-sig", newline="") as file:
        began, cpu = time.perf_counter(), time.process_time()
        lines = csv.reader(file)
        _, _, headings = next(lines), next(lines), next(lines)
        columns = [Column(heading, str) for heading in headings]
        book = sheets.open_file(sheets.new_name("xlsx"), "Measured", columns)
        number = 0
        for line in lines:
            book.add(line)
            number += 1
        book.close("")
    return _took(began, cpu, book.path) | {"rows": number - 1}


def _took(began: float, cpu: float, path: Path) -> dict[str, Any]:
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "cpu": round(time.process_time() - cpu, 1),
        "megabytes": round(path.stat().st_size / 1e6, 1),
    }


def markdown(results: dict[str, Any]) -> str:
    """The figures as a table."""
    lines = [
        *heading(f"Lists as files: {results['rows']:,} of {results['people']:,} people", results),
        "The floor is one COPY of the same rows with the columns of the list. `cpu` is "
        "processor time, of the worker and of the whole database; other work on the machine "
        "lengthens the seconds and not these. `memory` is what its whole "
        "process held before, and at most. The page of the export saw as many steps as there are.",
        "",
        "| | rows | s | cpu, worker | cpu, database | ÷ floor's cpu | MB | memory, MB | steps "
        "| goal |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|",
    ]
    base = max(_all_cpu(results["floor"]), 0.1)
    for name in ("floor", "writing alone", *FORMATS):
        one = results[name]
        peak = one.get("peak", 0)
        memory = f"{one['rest']} to {peak}" if peak else ""
        goal = f"≤ {MOST_MEGABYTES} MB: {_word(peak <= MOST_MEGABYTES)}" if peak else ""
        lines.append(
            f"| {name} | {one['rows']:,} | {one['seconds']} | {one['cpu']} | "
            f"{one.get('database', '')} | {_all_cpu(one) / base:.1f} | {one['megabytes']} | "
            f"{memory} | {one.get('steps', '')} | {goal} |"
        )
    return "\n".join([*lines, ""])


def _all_cpu(one: dict[str, Any]) -> float:
    return float(one["cpu"] + one.get("database", 0))


def _word(met: bool) -> str:
    return "met" if met else "**missed**"
