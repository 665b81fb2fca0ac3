"""Where the pages of exports, and Home, get their rows."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from agencies.models import Membership
from core import policy, prepared
from core.paging import Page, page_down
from core.questions import Steps, in_steps
from exports import kinds, sheets
from exports.models import Export

log = logging.getLogger(__name__)


def page_of_own(user: Any, after: str) -> Page:
    """A page of the user's exports, the newest first."""
    page = page_down(policy.accessible(user, "export.view", Export), "pk", after=after)
    name_exports(user, page.rows, in_full=True)
    return page


def name_exports(user: Any, exports: Iterable[Export], *, in_full: bool = False) -> None:
    """Put onto each what its reader may call it now: `called`, and the filters as `narrowed`.

    An export stays after its reader has lost access. In full, a reader of the record sees whose
    list it is. Somebody who may know of the record sees its reference, and everybody else the kind
    of list.
    """
    rows = list(exports)
    seen = _of_records(rows, lambda every: every.visible_to(user)) if in_full else set()
    known = _of_records(rows, lambda every: every.known_to(user))
    for export in rows:
        is_seen = in_full and (export.of is None or export.of in seen)
        export.narrowed = export.in_words if is_seen else ""
        if is_seen:
            export.called = export.title
        elif export.of is None or export.of in known:
            export.called = export.label
        else:
            export.called = kinds.title_of(export.kind)


def _of_records(exports: Iterable[Export], sight: Callable[[Any], QuerySet]) -> set[UUID]:
    """The uuids of the records of these exports that are in this sight."""
    wanted = defaultdict(set)
    for export in exports:
        parent = getattr(kinds.kinds().get(export.kind), "parent", None)
        if export.of is not None and parent is not None:
            wanted[parent].add(export.of)
    return {
        uuid
        for parent, uuids in wanted.items()
        for uuid in sight(parent._default_manager.filter(uuid__in=uuids))
        .order_by()
        .values_list("uuid", flat=True)
    }


def takes_files(user: Any) -> bool:
    """Is there a list that people in the user's role may export?"""
    return any(kind.is_for(user) for kind in kinds.kinds().values())


def kept_path(export: Export) -> Path | None:
    """Where the file of an export is; nowhere before it is made and after its week.

    Raises PermissionDenied for a file that is gone or not as it was made.
    """
    if export.state != Export.State.READY or export.is_expired:
        return None
    if not sheets.is_whole(export.file_name, export.sha256):
        log.error("the file of export %s is not as it was made", export.pk)
        raise PermissionDenied("The file is not as it was made. Ask for a new one.")
    return sheets.folder() / export.file_name


@in_steps
def exports_waiting_for(user: Any, most: int) -> Steps:
    """Exports of colleagues over the limit, for a manager to answer."""
    if not user.has_role(Membership.Role.MANAGER):
        return []
    (found,) = yield [_held.later(most, user=user)]
    name_exports(user, found)
    return found


@prepared.query
def _held(most: int, *, user: Any) -> QuerySet:
    held = Export.objects.decidable_by(user).held()
    return held.select_related("asked_by", "team")[:most]


@in_steps
def own_exports_held(user: Any, most: int) -> Steps:
    """The user's own exports that wait for a manager."""
    if not takes_files(user):
        return []
    (found,) = yield [_own_held.later(most, user=user)]
    name_exports(user, found)
    return found


@prepared.query
def _own_held(most: int, *, user: Any) -> QuerySet:
    return Export.objects.held().filter(asked_by_id=user.pk).select_related("team")[:most]
