"""The kinds of forms whose text is kept as a draft. An app registers its own in `drafts.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.db import models

from core import policy, prepared
from core.fields import LenientDateField
from core.querysets import as_array
from core.stale import OPENED, Opened
from core.tidy import tidy
from records.models import Draft

SEVERAL = (forms.MultipleChoiceField, forms.ModelMultipleChoiceField)
TICKED = (*SEVERAL, forms.BooleanField)


@dataclass(frozen=True)
class DraftKind:
    """One form: what may be done with it, to what, where it is found again, about which record.

    Who reaches the object may read the record, and is shown its name. There is no record, None,
    while a form is about nobody yet: its draft hangs on the author's team.
    """

    name: str
    words: str
    form: type[forms.BaseForm]
    model: type[models.Model]
    action: str
    address: Callable[[Any], str]
    record: Callable[[Any], Any]
    related: tuple[str, ...] = ()
    # Of a form that is data: the form of this object, with room for the fields of these names.
    form_of: Callable[[Any, Iterable[str]], type[forms.BaseForm]] | None = None

    def fields_of(self, obj: Any, names: Iterable[str] = ()) -> dict[str, forms.Field]:
        """What of the form is kept: nothing hidden, no password, no file."""
        unkept = (forms.HiddenInput, forms.PasswordInput, forms.FileInput)
        form: Any = self.form_of(obj, names) if self.form_of else self.form
        return {
            name: field
            for name, field in form.base_fields.items()
            if not isinstance(field.widget, unkept)
        }

    def kept(self, obj: Any, data: Any) -> dict[str, list[str]]:
        """Of what was sent, the fields of the form, tidied; nothing if all of them are empty.

        A tick that was taken out is not sent: its absence is kept. So is what a form over a row
        was opened with: what others changed meanwhile is merged when the draft is sent.
        """
        sent = {
            name: [settled(field, tidy(value)) for value in data.getlist(name)]
            for name, field in self.fields_of(obj, data).items()
            if name in data or isinstance(field, TICKED)
        }
        if not any(value for typed in sent.values() for value in typed):
            return {}
        opened = Opened.read(data.get(OPENED, ""))
        return sent | ({OPENED: [str(opened)]} if opened.is_known else {})

    def objects_of(self, user: Any, drafts: list[Draft]) -> prepared.Question:
        """The objects of these drafts that the user can still reach."""
        ids = [draft.object_id for draft in drafts if draft.kind == self.name]
        question: prepared.Question = _reached.later(
            self.action, self.model, self.related, user=user, ids=as_array(ids)
        )
        return question


@prepared.query
def _reached(
    action: str, model: Any, related: tuple[str, ...], *, user: Any, ids: Any
) -> models.QuerySet:
    return policy.accessible(user, action, model).select_related(*related).filter(pk__any=ids)


def settled(field: forms.Field, typed: str) -> str:
    """What was typed; a date as the day it means today, since tomorrow "today" is another."""
    if not isinstance(field, LenientDateField):
        return typed
    return str(field.prepare_value(typed))


_kinds: dict[str, DraftKind] = {}


def register(kind: DraftKind) -> DraftKind:
    """Declare a form whose text is kept."""
    if kind.name in _kinds:
        raise ImproperlyConfigured(f"There are two kinds of drafts named {kind.name}.")
    _kinds[kind.name] = kind
    return kind


def kind_named(name: str) -> DraftKind | None:
    return _kinds.get(name)


def kinds() -> dict[str, DraftKind]:
    """Every kind by its name."""
    return dict(_kinds)


def initial_of(draft: Draft, obj: Any) -> dict[str, Any]:
    """What a form about this object begins with when writing goes on."""
    kind = _kinds[draft.kind]
    found: dict[str, Any] = {}
    for name, field in kind.fields_of(obj, draft.payload).items():
        if name in draft.payload:
            typed = draft.payload[name]
            found[name] = typed if isinstance(field, SEVERAL) else (typed[-1] if typed else "")
    if OPENED in draft.payload:
        found[OPENED] = draft.payload[OPENED][-1]
    return found


def typed_in(draft: Draft) -> list[tuple[str, str]]:
    """What was typed, as label and text: what can be copied. Choices stand for rows of lists."""
    kind = _kinds.get(draft.kind)
    if kind is None:
        return []
    choices = (forms.ChoiceField, forms.ModelChoiceField)
    # Labels alone are taken from the object: it may be out of the author's reach by now.
    obj = kind.model._base_manager.filter(pk=draft.object_id).first() if kind.form_of else None
    if kind.form_of and obj is None:
        return [(name, "\n".join(texts)) for name, texts in draft.payload.items() if any(texts)]
    return [
        (str(field.label or name.replace("_", " ").capitalize()), "\n".join(draft.payload[name]))
        for name, field in kind.fields_of(obj, draft.payload).items()
        if any(draft.payload.get(name, [])) and not isinstance(field, choices)
    ]
