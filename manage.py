#!/usr/bin/env python
"""Django's command line. Commands that change the database's shape connect as its owner."""

import os
import sys

OWNER_COMMANDS = {"migrate", "sqlmigrate", "makemigrations", "showmigrations", "populate"}


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecins.settings")
    if len(sys.argv) > 1 and sys.argv[1] in OWNER_COMMANDS:
        os.environ["DATABASE_ROLE"] = "owner"

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
