"""The files of the site, in and out of a tar, each with its hash."""

import hashlib
import shutil
import tarfile
from pathlib import Path

from home.backups import BackupError
from home.backups.manifest import sha256

PIECE = 1 << 20


def pack(root: Path, archive: Path) -> dict[str, str]:
    """Every file below the folder; one that is deleted meanwhile is left out."""
    hashes = {}
    with tarfile.open(archive, "w") as tar:
        for path in sorted(root.rglob("*")) if root.is_dir() else []:
            name = str(path.relative_to(root))
            try:
                if path.is_file() and not path.is_symlink():
                    tar.add(path, name, recursive=False)
                    hashes[name] = sha256(path)
            except FileNotFoundError:
                continue
    return {name: hashes[name] for name in sorted(hashes)}


def check(archive: Path, wanted: dict[str, str]) -> None:
    """Does the tar hold these files, and no others?"""
    found = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            piece = tar.extractfile(member) if member.isfile() else None
            if piece is None:
                raise BackupError(f"{archive} holds {member.name}, which is no file.")
            digest = hashlib.sha256()
            while data := piece.read(PIECE):
                digest.update(data)
            found[member.name] = digest.hexdigest()
    if found != wanted:
        astray = sorted(set(found.items()) ^ set(wanted.items()))[0][0]
        raise BackupError(f"{archive}: {astray} is not as it was. Use another backup.")


def unpack(archive: Path, root: Path, wanted: dict[str, str]) -> None:
    """Put the files back: those of the manifest, below the folder and nowhere else."""
    root = root.resolve()
    with tarfile.open(archive) as tar:
        for name in wanted:
            target = (root / name).resolve()
            if not target.is_relative_to(root):
                raise BackupError(f"{archive}: {name} lies outside the folder of files.")
            target.parent.mkdir(parents=True, exist_ok=True)
            source = tar.extractfile(name)
            if source is None:
                raise BackupError(f"{archive}: {name} is no file.")
            with open(target, "xb") as file:
                shutil.copyfileobj(source, file)
