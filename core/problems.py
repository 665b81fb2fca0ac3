"""What is wrong with a form, in the order of the page, and where."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms

from core.filter_sets import FilterSet


class Problem(NamedTuple):
    """One line of an error summary. Without a field it is about the whole form."""

    words: str
    field_id: str


def problems_of(form: Any) -> list[Problem]:
    """Each error of a form, its rows included, of a set of forms, or of a list’s filters."""
    if isinstance(form, FilterSet):
        return [Problem(part.problem, part.id) for part in form.parts if part.problem]
    if isinstance(form, forms.BaseFormSet):
        own = (
            [Problem(str(words), "") for words in form.non_form_errors()] if form.is_bound else []
        )
        return own + [problem for row in form.forms for problem in problems_of(row)]
    if not getattr(form, "is_bound", False):
        return []
    found = [Problem(str(words), "") for words in form.non_field_errors()]
    rows = getattr(form, "rows", {})
    for name in _names_in_order(form, rows):
        if name in rows:
            found += problems_of(rows[name])
            continue
        field = form[name]
        # A link to something hidden would lead nowhere.
        target = "" if field.is_hidden else field.auto_id
        found += [Problem(str(words), target) for words in field.errors]
    return found


def problems_of_page(things: Iterable[Any]) -> list[Problem]:
    """Each error of the forms and filters among what a page shows.

    Asked of their types: a look inside the rest, such as the token against forgery, would make it.
    """
    kinds = (forms.BaseForm, forms.BaseFormSet, FilterSet)
    shown = {id(thing): thing for thing in things if issubclass(type(thing), kinds)}
    return [problem for form in shown.values() for problem in problems_of(form)]


def _names_in_order(form: Any, rows: Any) -> list[str]:
    """Fields and rows as the page has them; what the layout leaves out comes last."""
    names = {**form.fields, **rows}
    layout = getattr(getattr(form, "helper", None), "layout", None)
    laid_out = [pointer.name for pointer in layout.get_field_names()] if layout else []
    return list(dict.fromkeys(name for name in (*laid_out, *names) if name in names))
