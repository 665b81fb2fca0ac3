"""The page for a clash: two people changed the same thing, and the later one says what to keep."""

from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.shortcuts import render

from core.stale import (
    KEEP_THEIRS,
    OPENED,
    Opened,
    StaleEditError,
    enter,
    fingerprint,
    has_field,
    in_words,
    value_of,
)

Piece = tuple[str, bool]


@dataclass(frozen=True)
class Clash:
    """One field in both versions, in pieces of text: does the other version have this piece?"""

    label: str
    theirs: list[Piece]
    yours: list[Piece]


class ConflictMixin:
    """A form page that merges two edits of one row, and asks about what clashes."""

    request: Any
    merged_data: Any = None

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return kwargs | ({"data": self.merged_data} if self.merged_data is not None else {})

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        refuse_unchecked(self, form)
        return form

    def conflict(self, form, stale):
        """Both versions of what clashes, and a form that holds what was typed, merged."""
        clashes = [self.clash(form, stale, name) for name in stale.clashes]
        labels = [clash.label for clash in clashes]
        self.merged_data = merged_data(form, stale)
        self.load()  # anew: the row as the other left it
        again = self.get_form()
        again.clashing = stale.clashes
        who, when = self.last_change(stale.row, stale.clashes)
        context = self.get_context_data(
            form=again,
            clashes=clashes,
            labels=labels,
            who=self.name_of(who),
            when=when,
            lost=not stale.is_known,
        )
        return render(self.request, "core/conflict.html", context, status=409)

    def clash(self, form, stale, name):
        field = form.fields[name]
        theirs = in_words(field, stale.stored[name])
        yours = in_words(field, form.cleaned_data[name])
        return Clash(str(field.label), *compare(theirs, yours))

    def last_change(self, row, names):
        """The id of the user who changed any of these fields last, and when."""
        return last_in_history(row, names) if hasattr(row, "history") else (None, None)

    def name_of(self, user_id):
        """The name of this user, if the reader may know it; pages that may name people say so."""
        return ""


def merged_data(form: Any, stale: StaleEditError) -> Any:
    """What was sent, with the newer value in each field that the writer left alone."""
    data, opened = form.data.copy(), form.cleaned_data[OPENED]
    data.pop(KEEP_THEIRS, None)
    for name in form.fields.keys() & stale.stored.keys():
        value = stale.stored[name]
        if opened.is_known and not opened.differs(name, form.cleaned_data[name]):
            enter(data, form.add_prefix(name), form.fields[name], form.shown(name, value))
    data[form.add_prefix(OPENED)] = str(Opened.of(stale.stored))
    return data


def last_in_history(
    row: Any, names: list[str], of: Callable[[Any, str], Any] | None = None
) -> tuple[Any, Any]:
    """Who made the latest row of history that changed one of these fields, and when.

    `of` says what a row of history holds, where the names are not fields of the row.
    """
    kept = names if of else [n for n in names if not row._meta.get_field(n).many_to_many]
    held = of or _at
    rows = list(row.history.all()[:50])
    changed = (
        newer
        for newer, older in zip(rows, rows[1:], strict=False)
        if any(held(newer, name) != held(older, name) for name in kept)
    )
    found = next(changed, rows[0] if rows else None)
    return (found.history_user_id, found.history_date) if found else (None, None)


def _at(past: Any, name: str) -> Any:
    return past.serializable_value(name)


def compare(theirs: str, yours: str) -> tuple[list[Piece], list[Piece]]:
    """Both texts in pieces, each with whether it differs from the other text."""
    a, b = theirs.split(), yours.split()
    found: tuple[list[Piece], list[Piece]] = ([], [])
    for kind, a1, a2, b1, b2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        for pieces, words in zip(found, (a[a1:a2], b[b1:b2]), strict=True):
            if words:
                pieces.append((" ".join(words), kind != "equal"))
    return found


# ---- The check cannot be forgotten -----------------------------------------------------------
def refuse_unchecked(view: Any, form: Any) -> None:
    """A form that begins with what a row holds must carry the check, or say why not."""
    if OPENED in form.fields or getattr(form, "not_an_edit", ""):
        return
    rows = [value for value in vars(view).values() if isinstance(value, models.Model)]
    for name, field in form.fields.items():
        shown = form.get_initial_for_field(field, name)
        if shown in field.empty_values:
            continue
        for row in rows:
            if has_field(row, name) and fingerprint(value_of(row, name)) == fingerprint(shown):
                raise ImproperlyConfigured(
                    f"{type(form).__qualname__} edits {row._meta.label} without the check for "
                    "stale edits: give it the row as `of`, or name the reason in `not_an_edit`."
                )


def require_merged(form: Any) -> None:
    """The service that took the form must have compared it with the locked row."""
    opened = form.cleaned_data.get(OPENED)
    if opened is not None and not opened.was_merged:
        raise ImproperlyConfigured(
            f"The service behind {type(form).__qualname__} did not call core.stale.merge."
        )
