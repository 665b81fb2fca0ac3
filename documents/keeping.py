"""Keeps the bytes of documents under random names, finds them again, and sweeps what is left over.

A file is written before the transaction of its row ends. If that fails, or the process dies, the
file has no row and is deleted by the sweep; a row never names a file that was not written.
"""

import hashlib
import logging
import secrets
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, BinaryIO

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils import timezone

from documents.checks import CheckedFile
from documents.models import StoredFile

log = logging.getLogger(__name__)
# Longer than any transaction, so that no file is taken whose row is about to be committed.
LEFT_ALONE = timedelta(hours=24)
GONE = "The file is not as it was stored. Tell your administrator."


def store(content: BinaryIO | bytes) -> tuple[str, str]:
    """Write a file. Returns its random name and its SHA-256."""
    file = ContentFile(content) if isinstance(content, bytes) else File(content)
    file.seek(0)
    digest = hashlib.sha256()
    for piece in file.chunks():
        digest.update(piece)
    file.seek(0)
    name = secrets.token_hex(20)
    return storages["documents"].save(f"{name[:2]}/{name}", file), digest.hexdigest()


def store_checked(file: CheckedFile) -> dict[str, Any]:
    """Write a file that was checked; what its row says of it."""
    stored_name, sha256 = store(file.content)
    return {
        "name": file.name,
        "content_type": file.content_type,
        "size": file.size,
        "sha256": sha256,
        "stored_name": stored_name,
    }


def pieces(name: str, sha256: str) -> Iterator[bytes]:
    """The bytes of a stored file, to be sent. Raises PermissionDenied if it is gone or changed."""
    digest = hashlib.sha256()
    try:
        for piece in _read(name):
            digest.update(piece)
    except OSError:
        log.exception("a stored file cannot be read")
        raise PermissionDenied(GONE) from None
    if digest.hexdigest() != sha256:
        log.error("a stored file is not as it was stored")
        raise PermissionDenied(GONE)
    return _read(name)


def _read(name: str) -> Iterator[bytes]:
    with storages["documents"].open(name) as file:
        yield from file.chunks()


def named_by_rows() -> dict[str, str]:
    """Every stored name that a row has, and what row that is."""
    found = {}
    for model in apps.get_models():
        if issubclass(model, StoredFile):
            for pk, *names in model._base_manager.values_list("pk", *model.STORED):
                found |= {name: f"{model._meta.label} {pk}" for name in names if name}
    return found


def stored() -> Iterator[str]:
    """The names of all files that are stored."""
    storage = storages["documents"]
    try:
        folders, files = storage.listdir("")
    except FileNotFoundError:
        return
    yield from files
    for folder in folders:
        yield from (f"{folder}/{name}" for name in storage.listdir(folder)[1])


def sweep() -> tuple[int, int]:
    """Delete old files without a row, report rows without a file. Returns how many of each."""
    # Files first: a row committed after its file was listed is known all the same.
    files = list(stored())
    known, deleted = named_by_rows(), 0
    storage, now = storages["documents"], timezone.now()
    for name in files:
        if name not in known and storage.get_modified_time(name) < now - LEFT_ALONE:
            storage.delete(name)
            deleted += 1
    unlisted = {name: row for name, row in known.items() if name not in set(files)}
    missing = [row for name, row in unlisted.items() if not storage.exists(name)]
    for row in missing:
        log.error("the file of %s is missing", row)
    return deleted, len(missing)
