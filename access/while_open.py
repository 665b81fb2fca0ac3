"""Access that lasts while a record is open: its own, or the case that it was given with.

Only readers of a case learn that an access to somebody's record hangs on it: the people in a case
are no business of others. They read that it lasts until it is ended, and so it does.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import Http404

from access.models import Grant, SharedModel
from agencies.models import User
from core import policy


def locked_seen(record: SharedModel, obj: SharedModel, by: User) -> SharedModel:
    """The record that access to `obj` is to end with, locked. Raises Http404 for a hidden one.

    Before `obj` is locked: whoever closes the record locks them in this order too.
    """
    fresh: SharedModel = _locked(record)
    if fresh != obj and not policy.is_visible(by, fresh):
        raise Http404
    return fresh


def require_open(record: SharedModel) -> None:
    """Raises ValidationError if it is closed, or never closes. Asked of those who may know."""
    if not (record.CAN_CLOSE and record.is_open):
        kind = record._meta.verbose_name
        raise ValidationError({"how_long": f"This {kind} is closed. Choose how long again."})


def locked_unseen(grant: Grant | None, by: User) -> SharedModel | None:
    """The open record that the grant ends with and that the user may not see, locked.

    Nobody lets access outlast a record that they do not know of: it goes on to end with it.
    """
    if grant is None or not grant.while_open_id or grant.while_itself_open:
        return None
    if hangs_on(grant, by) is not None:
        return None
    record: SharedModel = _locked(ends_with(grant))
    return record if record.is_open else None


def unseen_ends(grants: QuerySet, by: User) -> dict[int, tuple[str, int]]:
    """What each of these grants ends with that the user may not see, as kind and id.

    By the record that it is a grant of.
    """
    others = grants.filter(while_open_id__isnull=False).exclude(
        while_open_type=F("object_type"), while_open_id=F("object_id")
    )
    found = {
        pk: (label, record)
        for pk, label, record in others.values_list(
            "object_id", "while_open_type", "while_open_id"
        )
    }
    seen = {
        (label, pk)
        for label in {label for label, _ in found.values()}
        for pk in _references(label, {pk for one, pk in found.values() if one == label}, by)
    }
    return {pk: ends for pk, ends in found.items() if ends not in seen}


def ends_with(grant: Grant) -> SharedModel | None:
    """The record while which is open the access lasts, by its id alone: for nobody's eyes."""
    if not grant.while_open_id:
        return None
    record: SharedModel = apps.get_model(grant.while_open_type)(pk=grant.while_open_id)
    return record


def _locked(record: Any) -> Any:
    return type(record)._base_manager.select_for_update().get(pk=record.pk)


def while_open_words(grants: Iterable[Grant], obj: SharedModel, reader: Any) -> dict[int, str]:
    """How long those of the grants of `obj` last that hang on a record which the reader may see.

    While this case is open, or while C-2026-000123 is open; by the grant's id.
    """
    own = f"while this {obj._meta.verbose_name} is open"
    words: dict[int, str] = {}
    others: dict[str, list[Grant]] = defaultdict(list)
    for grant in grants:
        if grant.while_itself_open:
            words[grant.pk] = own
        elif grant.while_open_id:
            others[grant.while_open_type].append(grant)
    for label, hanging in others.items():
        references = _references(label, {grant.while_open_id for grant in hanging}, reader)
        for grant in hanging:
            if grant.while_open_id in references:
                words[grant.pk] = f"while {references[grant.while_open_id]} is open"
    return words


def _references(label: str, ids: Iterable[Any], reader: Any) -> dict[int, str]:
    seen = apps.get_model(label)._default_manager.visible_to(reader).filter(pk__in=list(ids))
    return dict(seen.values_list("pk", "reference"))


def hangs_on(grant: Grant, reader: Any) -> SharedModel | None:
    """The record while which is open the access lasts, if the reader may see it."""
    if not grant.while_open_id:
        return None
    seen = apps.get_model(grant.while_open_type)._default_manager.visible_to(reader)
    found: SharedModel | None = seen.filter(pk=grant.while_open_id).first()
    return found
