"""Adds and changes kinds of forms: the area's own, with their sections and questions."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils.text import slugify

from agencies.changes import apply
from agencies.models import Area, User
from audit.models import Event
from audit.services import record
from core import policy
from core.stale import Opened, merge
from records.models import FormKind, FormSection, Question
from records.prefill import sources
from records.verbs import Verb

LONGEST_CODE = 40
# No field of a page begins so: what is typed as a label names no field of ours.
QUESTION = "q_"
NAMED_TWICE = "Enter another name: this one is taken."
NOTHING_ASKED = "Add a question before you offer it: nothing is asked yet."


@transaction.atomic
def add_form_kind(*, area: Area, by: User, name: str, **values: Any) -> FormKind:
    """Add a kind of report to an area. It is offered to nobody before it asks something."""
    area = policy.lock(by, "form_kind.add", area)
    _check_name(FormKind.objects.filter(area=area), "name", name)
    kind = FormKind.objects.create(
        area=area, name=name, code=_code(FormKind.objects.all(), name), is_offered=False, **values
    )
    _record(Verb.KIND_ADDED, kind, by, kind=kind)
    return kind


@transaction.atomic
def copy_form_kind(*, kind: FormKind, by: User, area: Area, name: str) -> FormKind:
    """Copy a kind with its sections and the questions that it asks, to change the copy."""
    kind = policy.lock(by, "form_kind.copy", kind)
    told = ("use", "marking", "audience", "due_before_release", "owed_by", "needs_approval")
    copy = add_form_kind(
        area=area, by=by, name=name, **{field: getattr(kind, field) for field in told}
    )
    for section in kind.sections.prefetch_related("questions"):
        asked = [question for question in section.questions.all() if question.is_asked]
        section.pk, section.uuid, section.kind = None, FormSection().uuid, copy
        section._state.adding = True
        section.save()
        for question in asked:
            question.pk, question.uuid, question.section = None, Question().uuid, section
            question._state.adding = True
            question.save()
    _record(Verb.KIND_COPIED, kind, by, kind=copy)
    return copy


KEEP_COLUMNS = (
    "Keep every column in its place, for the answers that were given. Add new ones below."
)


@transaction.atomic
def edit_form_kind(
    *, kind: FormKind, by: User, opened: Opened | None = None, **values: Any
) -> FormKind:
    """Change the name and audience of a kind, and whether it is offered."""
    kind = policy.lock(by, "form_kind.edit", kind)
    values = merge(kind, values, opened)
    _check_name(
        FormKind.objects.filter(area=kind.area).exclude(pk=kind.pk), "name", values["name"]
    )
    asked = Question.objects.filter(section__kind=kind, is_asked=True)
    if values["is_offered"] and not asked.exists():
        raise ValidationError({"is_offered": NOTHING_ASKED})
    if changed := apply(kind, values):
        _record(Verb.KIND_EDITED, kind, by, kind=kind, changed=changed)
    return kind


@transaction.atomic
def add_form_section(*, kind: FormKind, by: User, title: str, **values: Any) -> FormSection:
    """Add a section at the end. Drafts that are open get it too."""
    kind = policy.lock(by, "form_kind.edit", kind)
    _check_name(kind.sections.all(), "title", title)
    values.setdefault("position", _after(kind.sections.all()))
    section = FormSection.objects.create(kind=kind, title=title, **values)
    _record(Verb.SECTION_ADDED, section, by, kind=kind)
    return section


@transaction.atomic
def edit_form_section(
    *, section: FormSection, by: User, opened: Opened | None = None, **values: Any
) -> FormSection:
    """Change the title, the guidance or the place of a section."""
    section = policy.lock(by, "form_section.edit", section)
    values = merge(section, values, opened)
    others = FormSection.objects.filter(kind=section.kind_id).exclude(pk=section.pk)
    _check_name(others, "title", values["title"])
    if changed := apply(section, values):
        _record(Verb.SECTION_EDITED, section, by, kind=section.kind, changed=changed)
    return section


@transaction.atomic
def add_question(
    *, section: FormSection, by: User, label: str, options: str = "", **values: Any
) -> Question:
    """Add a question at the end of a section. In a draft that is open it is not answered yet."""
    section = policy.lock(by, "form_section.edit", section)
    of_kind = Question.objects.filter(section__kind=section.kind_id)
    values.setdefault("position", _after(section.questions.all()))
    question = Question(
        section=section,
        label=label,
        code=_code(of_kind, label, QUESTION),
        options=_lines(options),
        **values,
    )
    _check_options(question)
    question.save()
    _record(Verb.QUESTION_ADDED, question, by, kind=section.kind)
    return question


@transaction.atomic
def edit_question(
    *, question: Question, by: User, opened: Opened | None = None, options: str = "", **values: Any
) -> Question:
    """Change a question, or ask it no longer. Its kind of answer stays, for those given before.

    Raises ValidationError if a table would lose or move a column: answers lie in them by number.
    """
    question = policy.lock(by, "form_question.edit", question)
    stored = {"options": "\n".join(question.options)}
    values = merge(question, {**values, "options": options}, opened, stored=stored)
    before, values["options"] = question.options, _lines(values["options"])
    if question.answer == Question.Answer.ROWS and _moves_columns(before, values["options"]):
        raise ValidationError({"options": KEEP_COLUMNS})
    prefill = values.get("prefill", question.prefill)
    _check_options(Question(answer=question.answer, options=values["options"], prefill=prefill))
    if changed := apply(question, values):
        _record(Verb.QUESTION_EDITED, question, by, kind=question.section.kind, changed=changed)
    return question


def _moves_columns(before: list[str], now: list[str]) -> bool:
    """Would one be lost or stand elsewhere? Another name in the same place is none of both."""
    stays = len(now) >= len(before)
    return not stays or any(
        name in now and now.index(name) != place for place, name in enumerate(before)
    )


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (line.strip() for line in text.splitlines()))))


def _check_options(question: Question) -> None:
    choosing = question.answer in (Question.Answer.CHOICE, Question.Answer.ROWS)
    if choosing and not question.options:
        raise ValidationError({"options": "Enter at least one, each on a line of its own."})
    known = sources().get(question.prefill)
    if known and question.answer not in known.answers:
        raise ValidationError({"prefill": "Choose another: this kind of answer cannot have it."})
    if not choosing and question.options:
        raise ValidationError({"options": "Leave this empty: this kind of answer has no options."})


def _check_name(others: models.QuerySet, field: str, name: str) -> None:
    if others.filter(**{f"{field}__iexact": name}).exists():
        raise ValidationError({field: NAMED_TWICE})


def _code(taken: models.QuerySet, name: str, begins: str = "") -> str:
    """A code from a name, unlike all others; without the hyphens that name rows of a table."""
    stem = begins + (slugify(name).replace("-", "_")[: LONGEST_CODE - 8] or "form")
    codes = set(taken.filter(code__startswith=stem).values_list("code", flat=True))
    number = 1
    while (code := stem if number == 1 else f"{stem}_{number}") in codes:
        number += 1
    return code


def _after(rows: models.QuerySet) -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _record(verb: str, row: models.Model, by: User, kind: FormKind, **detail: Any) -> None:
    record(
        verb=verb,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=row,
        detail={"kind": kind.pk, "row": row.pk, **detail},
    )
