"""Which forms can go with a task about a record, and which of them a reader of the task finds.

Any kind of `FilledForm` that belongs to a record of a shared kind: a task about that record can
take it along once it is submitted.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from access.models import SharedModel
from core import policy, prepared
from records.models import FilledForm
from tasks.models import AttachedForm, Task

# The newest of a record that the form of a new task offers.
MOST = 20


def forms_to_send(user: Any, record: SharedModel) -> list[FilledForm]:
    """The newest submitted forms of a record, of those that the user reads."""
    found: list[FilledForm] = []
    for model in _models_of(record._meta.label_lower):
        seen = _read_by(user, model).filter(**{model.record_path: record})
        submitted = seen.filter(state=FilledForm.State.SUBMITTED)
        found += submitted.with_words().order_by("-submitted_at")[:MOST]
    return _newest_first(found)[:MOST]


def forms_of(task: Task, user: Any) -> list[FilledForm]:
    """The forms that go with a task, of those that the user reads: the newest first."""
    found: list[FilledForm] = []
    for model in _models_of(task.object_type):
        found += _sent_with(model, user=user, task=task.pk)
    return _newest_first(found)


@prepared.query
def _sent_with(model: Any, *, user: Any, task: Any) -> QuerySet:
    sent = AttachedForm.objects.visible_to(user)
    sent = sent.filter(task=task, form_type=model._meta.label_lower)
    seen: Any = _read_by(user, model).filter(pk__in=sent.values("form_id"))
    return seen.with_words().select_related(model.record_path)


def attach_forms(task: Task, forms: Iterable[FilledForm]) -> None:
    """Let these forms go with a task that is being sent."""
    for form in forms:
        AttachedForm(task=task, form_type=form._meta.label_lower, form_id=form.pk).save()


def _models_of(record_type: str) -> list[Any]:
    """The kinds of forms that belong to records of this kind."""
    kinds: list[Any] = [model for model in apps.get_models() if issubclass(model, FilledForm)]
    return [model for model in kinds if _record_type(model) == record_type]


def _record_type(model: Any) -> str:
    label: str = model._meta.get_field(model.record_path).related_model._meta.label_lower
    return label


def _read_by(user: Any, model: Any) -> Any:
    return policy.accessible(user, f"{model._meta.model_name}.view", model)


def _newest_first(forms: list[FilledForm]) -> list[FilledForm]:
    return sorted(forms, key=lambda form: form.submitted_at, reverse=True)
