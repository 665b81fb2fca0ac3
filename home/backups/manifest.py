"""What a backup says of itself, and whether it is still true."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from core.migrated import needed_and_replaced
from home.backups import BackupError
from home.backups.tables import Content

FORM = 1
NAME, DUMP, MEDIA, ROLES = "manifest.json", "database.dump", "media.tar", "roles.sql"
SEAL = "manifest.sha256"


@dataclass
class Manifest:
    """Versions, roles, and what was in every table and file."""

    made_at: str
    postgresql: int
    migrations: list[str]
    owner: str
    app: str
    tables: dict[str, Content]
    media: dict[str, str]
    files: dict[str, str] = field(default_factory=dict)
    form: int = FORM

    @property
    def rows(self) -> int:
        return sum(content.rows for content in self.tables.values())

    def write(self, folder: Path) -> str:
        """Keep it, with its own hash; returns that."""
        self.files = {name: sha256(folder / name) for name in (DUMP, MEDIA, ROLES)}
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1, sort_keys=True))
        digest = sha256(folder / NAME)
        (folder / SEAL).write_text(f"{digest}  {NAME}\n")
        return digest


def read(folder: Path, expected: str = "") -> Manifest:
    """The manifest of a backup that is whole and as it was made; else a BackupError."""
    for name in (NAME, SEAL, DUMP, MEDIA, ROLES):
        if not (folder / name).is_file():
            raise BackupError(f"{folder} is no whole backup: {name} is missing.")
    digest = sha256(folder / NAME)
    if digest != (folder / SEAL).read_text(errors="replace").split(" ")[0]:
        raise BackupError(f"{folder / NAME} was altered or cut short. Use another backup.")
    if expected and digest != expected:
        raise BackupError(f"{folder} is not the backup with the SHA-256 {expected}.")
    manifest = _parsed(folder / NAME)
    for name, wanted in manifest.files.items():
        if sha256(folder / name) != wanted:
            raise BackupError(f"{folder / name} was altered or cut short. Use another backup.")
    return manifest


def _parsed(path: Path) -> Manifest:
    try:
        told: dict[str, Any] = json.loads(path.read_text())
        if told["form"] != FORM:
            raise BackupError(
                f"The backup has the form {told['form']}, and this version reads {FORM}. Restore "
                "it with the version that made it."
            )
        told["tables"] = {name: Content(*content) for name, content in told["tables"].items()}
        return Manifest(**told)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BackupError(f"{path} cannot be read. Use another backup.") from error


def own_migrations() -> list[str]:
    """Every migration that this version has, with those that they replace."""
    needed, replaced = needed_and_replaced()
    return sorted(f"{app}.{name}" for app, name in needed | replaced)


def refuse_other_version(manifest: Manifest) -> None:
    """A backup is restored by the version that made it, and upgraded afterwards."""
    ours, theirs = set(own_migrations()), set(manifest.migrations)
    if newer := sorted(theirs - ours):
        raise BackupError(
            f"The backup was made by a newer version (it has {newer[-1]}). Restore it with that "
            "version."
        )
    if older := sorted(ours - theirs):
        raise BackupError(
            f"The backup was made by an older version (it lacks {older[-1]}). Restore it with "
            "that version, then upgrade."
        )


def sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
