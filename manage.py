#!/usr/bin/env python
"""Django's command line. Commands that change the database's shape connect as its owner."""

import json
import os
import sys
from pathlib import Path

OWNER_COMMANDS = {
    *("migrate", "sqlmigrate", "makemigrations", "showmigrations"),
    *("populate", "seed_demo", "backup", "restore"),
}


def find_running_site():
    """Where `make run` has put things, unless the environment says otherwise."""
    data = os.environ.get("ECINS_DATA", Path(__file__).resolve().parent / "var")
    kept = Path(data) / "environment.json"
    if "DATABASE_URL" not in os.environ and kept.exists():
        os.environ |= json.loads(kept.read_text()) | os.environ


def main():
    find_running_site()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecins.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["DATABASE_ROLE"] = "owner"

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import NotSupportedError

    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, NotSupportedError) as refusal:
        sys.exit(f"E-CINS did not start: {refusal}")


if __name__ == "__main__":
    main()
