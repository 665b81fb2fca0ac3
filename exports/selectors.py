"""Where the pages of exports, and Home, get their rows."""

import logging
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from agencies.models import Membership
from core import policy, prepared
from core.paging import Page, page_down
from core.questions import Steps, in_steps
from exports import sheets
from exports.models import Export

log = logging.getLogger(__name__)


def page_of_own(user: Any, after: str) -> Page:
    """A page of the user's exports, the newest first."""
    return page_down(policy.accessible(user, "export.view", Export), "pk", after=after)


def kept_path(export: Export) -> Path | None:
    """Where the file of an export is; nowhere before it is made and after its week.

    Raises PermissionDenied for a file that is gone or not as it was made.
    """
    if export.state != Export.State.READY:
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
    return found


@prepared.query
def _held(most: int, *, user: Any) -> QuerySet:
    held = Export.objects.decidable_by(user).held()
    return held.select_related("asked_by", "team")[:most]


@in_steps
def own_exports_held(user: Any, most: int) -> Steps:
    """The user's own exports that wait for a manager."""
    if not user.practises:
        return []
    (found,) = yield [_own_held.later(most, user=user)]
    return found


@prepared.query
def _own_held(most: int, *, user: Any) -> QuerySet:
    return Export.objects.held().filter(asked_by_id=user.pk).select_related("team")[:most]
