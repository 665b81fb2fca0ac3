"""Loads force areas and partnerships with their neighbours. Safe to repeat."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from agencies.models import Area

FACTS = Path(__file__).resolve().parents[2] / "fixtures" / "areas.csv"
COLUMNS = ["code", "name", "level", "parent_code", "neighbour_codes"]


class Command(BaseCommand):
    help = "Load areas from a CSV file (the project's own by default). All of it, or nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", type=Path, default=FACTS)

    def handle(self, *args, **options):
        try:
            with open(options["file"], encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                if reader.fieldnames != COLUMNS:
                    raise CommandError(f"The first line must be: {','.join(COLUMNS)}")
                rows = list(reader)
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"{options['file']} cannot be read: {error}") from error
        problems = list(self.broken(rows)) or list(self.problems(rows))
        if problems:
            raise CommandError("\n".join(["Nothing was loaded.", *problems[:50]]))
        with transaction.atomic():
            self.load(rows)
        self.stdout.write(f"{len(rows)} areas are loaded.")

    def broken(self, rows):
        """Lines with too few or too many columns."""
        for number, row in enumerate(rows, start=2):
            if None in row or None in row.values():
                yield f"Line {number}: enter {len(COLUMNS)} columns."

    def problems(self, rows):
        """What is wrong, a line each."""
        levels = {row["code"]: row["level"] for row in rows}
        seen = set()
        for number, row in enumerate(rows, start=2):
            known = {row["parent_code"], *row["neighbour_codes"].split()} - {""} - set(levels)
            if not row["code"] or not row["name"]:
                yield f"Line {number}: enter a code and a name."
            if row["code"] in seen:
                yield f"Line {number}: {row['code']} stands above already."
            if row["level"] not in Area.Level.values:
                yield f"Line {number}: level must be force or partnership."
            if known:
                yield f"Line {number}: not in this file: {', '.join(sorted(known))}."
            if row["level"] == "partnership" and levels.get(row["parent_code"]) != "force":
                yield f"Line {number}: a partnership needs a force as its parent."
            if row["level"] == "force" and row["parent_code"]:
                yield f"Line {number}: a force has no parent."
            seen.add(row["code"])

    def load(self, rows):
        areas = {}
        for row in sorted(rows, key=lambda row: row["level"]):  # forces come first
            areas[row["code"]], _ = Area.objects.update_or_create(
                code=row["code"],
                defaults={
                    "name": row["name"],
                    "level": row["level"],
                    "parent": areas.get(row["parent_code"]),
                },
            )
        through = Area.neighbours.through
        ids = {area.pk for area in areas.values()}
        through.objects.filter(from_area_id__in=ids).delete()
        pairs = {
            pair
            for row in rows
            for other in row["neighbour_codes"].split()
            for pair in (
                (areas[row["code"]].pk, areas[other].pk),
                (areas[other].pk, areas[row["code"]].pk),
            )
        }
        through.objects.bulk_create(
            through(from_area_id=one, to_area_id=other) for one, other in sorted(pairs)
        )
