"""What a list as a file costs: 100,000 people as the job writes them, beside one COPY of the rows.

A team is let into every record for it, in one transaction, which is taken back.
"""

import datetime
import os
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from agencies.models import Membership, Team
from bench import floors
from exports import jobs, kinds, limits, sheets
from exports.models import Export
from profiles.models import Profile

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


def measure() -> dict[str, Any]:
    """Seconds and megabytes of both formats, and of the floor."""
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        settings.MEDIA_ROOT = folder
        places = Membership.objects.live().filter(role=Membership.Role.PRACTITIONER)
        place = places.select_related("user").order_by("pk").first()
        assert place is not None  # noqa: S101 - a populated site has practitioners
        by, other = place.user, places.exclude(user=place.user_id).order_by("pk").first()
        _let_in(place.team)
        found: dict[str, Any] = {"floor": floor(by.pk, Path(folder) / "floor.csv")}
        for file_format in ("csv", "xlsx"):
            export = _asked(by, other.user if other else None, file_format)
            found[file_format] = _made(export)
        found["people"], found["rows"] = Profile.objects.count(), found["xlsx"]["rows"]
        transaction.set_rollback(True)
    return found


def _let_in(team: Team) -> None:
    """And tell PostgreSQL, as autovacuum does; only here may `app` do it."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        owner.execute("GRANT MAINTAIN ON profiles_profileteamhold TO app")
    with connection.cursor() as cursor:
        cursor.execute(LET_IN, {"team": team.pk})
        cursor.execute("ANALYZE profiles_profileteamhold")


def floor(user: int, path: Path) -> dict[str, Any]:
    """The rows by one COPY."""
    began, cpu = time.perf_counter(), time.process_time()
    asked = {"user": user, "most": limits.MOST}
    with (
        path.open("wb") as file,
        connection.cursor() as cursor,
        cursor.copy(FLOOR, asked) as rows,
    ):
        for block in rows:
            file.write(block)
    return _took(began, cpu, path) | {"rows": path.read_bytes().count(b"\n")}


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
    """Made by the job, with the events of its disclosure."""
    began, cpu = time.perf_counter(), time.process_time()
    jobs.make_exports()
    export.refresh_from_db()
    if export.state != Export.State.READY:
        raise RuntimeError(f"{export.state}: {export.why_not}")
    path = sheets.folder() / export.file_name
    return _took(began, cpu, path) | {"rows": export.row_count}


def _took(began: float, cpu: float, path: Path) -> dict[str, Any]:
    return {
        "seconds": round(time.perf_counter() - began, 1),
        "cpu": round(time.process_time() - cpu, 1),
        "megabytes": round(path.stat().st_size / 1e6, 1),
    }


def markdown(results: dict[str, Any]) -> str:
    """The figures as a table."""
    machine = results["machine"]
    day = datetime.date.fromisoformat(results["date"])
    lines = [
        f"# Lists as files: {results['rows']:,} of {results['people']:,} people",
        "",
        f"{day:%d %B %Y}. {machine['cpu']}, {machine['cores']} cores, {machine['ram_gb']} GB, "
        f"Python {machine['python']}. Load before: {results['load']}.",
        "The floor is one COPY of the same rows with the columns of the list. `cpu` is the "
        "processor time of Python alone, the database's not counted.",
        "",
        "| | rows | s | cpu s | MB | ÷ floor |",
        "|---|---:|---:|---:|---:|---:|",
    ]
    base = max(results["floor"]["seconds"], 0.1)
    for name in ("floor", "csv", "xlsx"):
        one = results[name]
        lines.append(
            f"| {name} | {one['rows']:,} | {one['seconds']} | {one['cpu']} | {one['megabytes']} | "
            f"{one['seconds'] / base:.1f} |"
        )
    return "\n".join([*lines, ""])
