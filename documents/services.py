"""Services of documents, whatever the kind of record: add, correct, withdraw."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from access.services import save_entry, write_entry
from agencies.models import User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from documents.checks import CheckedFile
from documents.keeping import store_checked
from documents.models import Document
from documents.verbs import Verb

ADocument = TypeVar("ADocument", bound=Document)

NEWER = "A newer version was added meanwhile. Go back to the documents."


@transaction.atomic
def add_documents(
    *, model: type[ADocument], to: Any, by: User, files: Sequence[CheckedFile], **details: Any
) -> list[ADocument]:
    """Add files of this kind to a record, with the same details: all of them or none."""
    to = policy.lock(by, model.add_action, to)
    added = []
    for file in files:
        document = model(**{model.record_path: to}, **details, **store_checked(file))
        document.group = document.uuid
        added.append(_write(document, by, Verb.ADDED))
    return added


@transaction.atomic
def add_version(*, document: ADocument, by: User, file: CheckedFile) -> ADocument:
    """Add a new version; the earlier one stays beside it. Raises ValidationError."""
    document = policy.lock(by, "document.edit", document)
    if not document.is_latest:
        raise ValidationError(NEWER)
    document.is_latest, document._history_user = False, by
    document.save()
    same = {name: getattr(document, name) for name in (document.record_path, *document.CARRIED)}
    newer = type(document)(version=document.version + 1, **same, **store_checked(file))
    return _write(newer, by, Verb.VERSION_ADDED)


@transaction.atomic
def edit_document(
    *, document: ADocument, by: User, opened: Opened | None = None, **fields: Any
) -> ADocument:
    """Correct what is said about a document. Raises StaleEditError."""
    document = policy.lock(by, "document.edit", document)
    for name, value in merge(document, fields, opened).items():
        setattr(document, name, value)
    return save_entry(
        entry=document, by=by, verb=Verb.EDITED, **_named(document, Event.ALTERATION)
    )


@transaction.atomic
def withdraw_document(*, document: ADocument, by: User, because: str) -> ADocument:
    """Withdraw a document in all its versions: nobody opens it any more."""
    document = policy.lock(by, "document.withdraw", document)
    versions: Any = type(document)._base_manager
    for version in versions.of_group(document).select_for_update():
        version.withdraw(by, because)
        version._history_user = by
        version.save()
    document.refresh_from_db()
    record(
        verb=Verb.WITHDRAWN,
        actor=by,
        target=document.record,
        section=document.section_name(),
        reason=because,
        history=document.history.first(),
        **_named(document, Event.ALTERATION),
    )
    return document


def _write(document: ADocument, by: User, verb: str) -> ADocument:
    return write_entry(entry=document, by=by, verb=verb, **_named(document, Event.COLLECTION))


def _named(document: Document, operation: str) -> dict[str, Any]:
    """What the event says besides: about whom, the kind in words, which document, by number."""
    return {
        "operation": operation,
        "subjects": document.subject_ids(),
        "recipient": str(document.kind),
        "detail": {"document": str(document.uuid)},
    }
