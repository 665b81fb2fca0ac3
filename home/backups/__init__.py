"""Backups: everything needed to start again elsewhere, and the rehearsal of that.

A backup is a folder: `database.dump` (PostgreSQL's custom form), `media.tar`, `roles.sql` and
`manifest.json`, which says what was in them. Keys and passwords are in none of them.
"""


class BackupError(Exception):
    """What stops a backup or a restore, in one line with its remedy."""
