"""The questions of a form that is data: its fields, what is missing, and the answers in words."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from core.dates import format_day
from core.fields import LenientDateField
from core.forms import Fieldset, Form, InlineRadios
from core.stale import Opened, merge
from records.models import FilledSection, Question

Answer = Question.Answer
YES_NO = [("yes", "Yes"), ("no", "No"), ("not_known", "Not known")]
MOST_ROWS, BLANK_ROWS = 40, 2
CELL = 300  # characters
NEEDED = "Needed before it is submitted."

Answers = Mapping[str, str]


def more_of(question: Question) -> str:
    """The field beside a choice, for what the choice does not say."""
    return f"{question.code}-more"


def cell(question: Question, row: int, column: int) -> str:
    """The field of one cell of a table."""
    return f"{question.code}-{row}-{column}"


def rows_of(question: Question, answers: Answers) -> list[list[str]]:
    """The rows of a table that say something, cell by cell."""
    columns = range(len(question.options))
    rows = [
        [answers.get(cell(question, row, column), "") for column in columns]
        for row in range(MOST_ROWS)
    ]
    return [row for row in rows if any(row)]


def _last_row(question: Question, names: Iterable[str]) -> int:
    """The number of rows up to the last one with anything in it."""
    begins = f"{question.code}-"
    numbers = [name[len(begins) :].split("-")[0] for name in names if name.startswith(begins)]
    return max((int(number) + 1 for number in numbers if _is_small_number(number)), default=0)


def _is_small_number(text: str) -> bool:
    """Digits that int() takes: names of fields come from whoever sends the form."""
    return text.isascii() and text.isdigit() and len(text) < 5


def _fields(question: Question, names: Iterable[str], answers: Answers) -> dict[str, forms.Field]:
    asked: dict[str, Any] = {
        "label": question.label,
        "help_text": " ".join(filter(None, [question.hint, question.is_required * NEEDED])),
        "required": False,
    }
    match question.answer:
        case Answer.DATE:
            return {question.code: LenientDateField(**asked)}
        case Answer.NUMBER:
            return {question.code: forms.IntegerField(**asked)}
        case Answer.YES_NO:
            return {
                question.code: forms.ChoiceField(
                    **asked, choices=YES_NO, widget=forms.RadioSelect()
                )
            }
        case Answer.CHOICE:
            choices = [(option, option) for option in question.options]
            chosen_before = answers.get(question.code)
            if chosen_before and chosen_before not in question.options:
                choices.append((chosen_before, f"{chosen_before} (no longer offered)"))
            more = forms.CharField(
                label=f"{question.label}: more", required=False, max_length=question.longest
            )
            more.widget = forms.Textarea(attrs={"rows": 2})
            chosen = forms.ChoiceField(**asked, choices=choices, widget=forms.RadioSelect())
            return {question.code: chosen, more_of(question): more}
        case Answer.ROWS:
            return _cells(question, names)
    words = forms.CharField(**asked, max_length=question.longest)
    words.widget = forms.Textarea(attrs={"rows": 5})
    return {question.code: words}


def _cells(question: Question, names: Iterable[str]) -> dict[str, forms.Field]:
    rows = min(_last_row(question, names) + BLANK_ROWS, MOST_ROWS)
    return {
        cell(question, row, column): forms.CharField(label=label, required=False, max_length=CELL)
        for row in range(rows)
        for column, label in enumerate(question.options)
    }


class SectionForm(Form):
    """One section of a form, over the answers that are kept of it."""

    submit = "Save and continue"
    marks_optional = False
    questions: list[Question]
    # Where answers come from that nobody has saved yet, by the name of their field.
    proposed: Mapping[str, str]

    def layout(self):
        """Tables a row at a time; what is asked with a choice, below it."""
        found: list[Any] = []
        for question in self.questions:
            names = [name for name in self.fields if _belongs(name, question)]
            if question.answer == Answer.ROWS:
                found += self._table(question, names)
            elif question.answer in (Answer.CHOICE, Answer.YES_NO):
                found += [InlineRadios(names[0]), *names[1:]]
            else:
                found += names
        return found

    def _table(self, question: Question, names: list[str]) -> list[Any]:
        width = len(question.options)
        rows = [names[start : start + width] for start in range(0, len(names), width)]
        marked = next((self.proposed[name] for name in names if name in self.proposed), "")
        hint = f"{marked}. Check it. {question.hint}" if marked else question.hint
        return [
            Fieldset(
                f"{question.label}, {number}",
                *row,
                hint=hint if number == 1 else "",
                in_a_row=True,
            )
            for number, row in enumerate(rows, 1)
        ]

    def names_to_merge(self):
        return [name for name in self.fields if name in self.base_fields]

    def held_in_row(self, name):
        return stored(self.fields[name], self.edited, name)


def _belongs(name: str, question: Question) -> bool:
    return name == question.code or name.startswith(f"{question.code}-")


def stored(field: forms.Field, filled: FilledSection, name: str) -> Any:
    """An answer as its field gives it: it is kept as text."""
    text = filled.answers.get(name, "")
    if text and isinstance(field, LenientDateField):
        return datetime.date.fromisoformat(text)
    if text and isinstance(field, forms.IntegerField):
        return int(text)
    return text or None if isinstance(field, LenientDateField | forms.IntegerField) else text


def questions_of(section: Any) -> list[Question]:
    """What a section asks now, in order."""
    return [question for question in section.questions.all() if question.is_asked]


def form_of(filled: FilledSection, names: Iterable[str] = ()) -> type[SectionForm]:
    """The form of one section: its questions, and rows enough for what is kept or was sent."""
    questions = questions_of(filled.section)
    wanted = {*filled.answers, *names}
    fields: dict[str, Any] = {}
    for question in questions:
        fields |= _fields(question, wanted, filled.answers)
    for name in filled.proposed.keys() & {question.code for question in questions}:
        if name in fields:
            fields[name].help_text = f"{filled.proposed[name]}. Check it. {fields[name].help_text}"
    marks = {"questions": questions, "proposed": filled.proposed}
    return type("SectionForm", (SectionForm,), {**fields, **marks})


def kept(values: Mapping[str, Any]) -> dict[str, str]:
    """Answers as they are kept: text, and nothing for what was left open."""
    return {name: str(value) for name, value in values.items() if value not in (None, "")}


def write_answers(part: FilledSection, values: Mapping[str, Any], opened: Opened | None) -> bool:
    """Put answers on a locked section, merged with what others wrote meanwhile; the caller saves.

    Returns whether anything changed. Raises StaleEditError for an answer that both changed.
    """
    fields = form_of(part, values).base_fields
    values = {name: value for name, value in values.items() if name in fields}
    before = {name: stored(fields[name], part, name) for name in values}
    merged = kept(merge(part, values, opened, stored=before))
    others = {name: text for name, text in part.answers.items() if name not in values}
    unsaved = {name: words for name, words in part.proposed.items() if name not in values}
    if {**others, **merged} == part.answers and unsaved == part.proposed:
        return False
    part.answers, part.proposed = {**others, **merged}, unsaved
    return True


def is_answered(question: Question, answers: Answers) -> bool:
    """Was anything said to this question?"""
    if question.answer == Answer.ROWS:
        return bool(rows_of(question, answers))
    return bool(answers.get(question.code))


def missing(parts: Iterable[FilledSection]) -> list[tuple[FilledSection, Question]]:
    """The questions that must be answered before a form is submitted, and are not."""
    return [
        (part, question)
        for part in parts
        for question in questions_of(part.section)
        if question.is_required and not is_answered(question, part.checked)
    ]


def in_words(parts: Iterable[FilledSection]) -> list[dict[str, Any]]:
    """Sections, questions and answers, for reading: what a submitted form keeps."""
    return [
        {
            "title": part.section.title,
            "questions": [_said(question, part.checked) for question in _told(part)],
        }
        for part in parts
    ]


def _told(part: FilledSection) -> list[Question]:
    """What is asked now, and what was answered while it was asked."""
    return [
        question
        for question in part.section.questions.all()
        if question.is_asked or is_answered(question, part.checked)
    ]


def _said(question: Question, answers: Answers) -> dict[str, Any]:
    said: dict[str, Any] = {"code": question.code, "label": question.label}
    if question.answer == Answer.ROWS:
        rows = [[*zip(question.options, row, strict=True)] for row in rows_of(question, answers)]
        return said | {"columns": question.options, "rows": rows}
    text = answers.get(question.code, "")
    if text and question.answer == Answer.DATE:
        text = format_day(datetime.date.fromisoformat(text))
    elif question.answer == Answer.YES_NO:
        text = dict(YES_NO).get(text, text)
    return said | {"text": text, "more": answers.get(more_of(question), "")}
