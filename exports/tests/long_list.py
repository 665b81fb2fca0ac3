"""Writes a list of so many rows to a file, and says how much memory that took: run as a program.

`python -m exports.tests.long_list xlsx 100000 FOLDER` prints megabytes at most, and seconds.
"""

import datetime
import sys
import time
from pathlib import Path

import django
from django.conf import settings

DAY = datetime.date(1991, 3, 14)
NAMES = ("Reference", "Name", "Born", "Where", "Roles", "Risk", "Managed by", "Text", "Number")


def main(file_format, rows, folder):
    django.setup()
    from exports import sheets
    from exports.kinds import Column

    settings.MEDIA_ROOT = folder
    began = time.monotonic()
    columns = [Column(name, str) for name in NAMES]
    file = sheets.open_file(sheets.new_name(file_format), "People", columns)
    for n in range(int(rows)):
        text = f"Entry {n}: he has kept to his plan and speaks of the room that he was offered."
        team = f"Team {n % 2000}"
        file.add(
            (f"P-2026-{n:06}", f"Pellworth {n}", DAY, "In the community", "Offender", "High", team)
            + (text, n)
        )
    file.close("That is all.")
    # Of this program alone: what `resource` says has in it the program that started it.
    status = Path("/proc/self/status").read_text()
    most = int(status.partition("VmHWM:")[2].split()[0]) / 1024
    print(f"{most:.0f} {time.monotonic() - began:.1f}")  # noqa: T201 - its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
