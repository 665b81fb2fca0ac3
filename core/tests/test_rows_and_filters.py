import re

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from core.forms import FilterForm, Form, LenientDateField
from core.layout import Rows
from core.problems import problems_of
from core.rows import row_set

# ---- Rows -----------------------------------------------------------------------------------


class NoteRow(Form):
    words = forms.CharField()


class NotesForm(Form):
    row_sets = {"notes": row_set(NoteRow, noun="note", most=3)}
    name = forms.CharField()

    def layout(self):
        return ["name", Rows("notes")]


def sent(*notes, **more):
    data = QueryDict(mutable=True)
    data.update({"name": "A", "notes-TOTAL_FORMS": len(notes), "notes-INITIAL_FORMS": 0, **more})
    data.update({f"notes-{n}-words": words for n, words in enumerate(notes)})
    return data


def test_rows_that_were_filled_in_are_kept():
    form = NotesForm(sent("first", "", "third", **{"notes-2-DELETE": "on"}))

    assert form.is_valid()
    assert form.cleaned_data == {"name": "A", "notes": [{"words": "first"}]}


def test_adding_a_row_keeps_what_was_typed_and_complains_of_nothing():
    form = NotesForm(sent("first", name="", **{"add-row": "notes"}))

    page = render_crispy_form(form)

    assert not form.is_valid()
    assert problems_of(form) == []
    assert 'value="first"' in page
    assert 'name="notes-1-words"' in page
    assert page.count("autofocus") == 1


def test_rows_have_a_limit():
    page = render_crispy_form(NotesForm(sent("1", "2", "3", **{"add-row": "notes"})))

    assert 'name="notes-3-words"' not in page
    assert "Add another note" not in page


@pytest.mark.parametrize("total", ["", "x", "-1", "9" * 400, "1000"])
def test_a_tampered_number_of_rows_is_no_fault(total):
    for more in ({}, {"add-row": "notes"}):
        data = sent("first", **more)
        data["notes-TOTAL_FORMS"] = total
        form = NotesForm(data)

        assert render_crispy_form(form)
        assert not form.is_valid() or len(form.cleaned_data["notes"]) <= 3


def test_the_return_key_sends_the_form_and_adds_no_row():
    page = render_crispy_form(NotesForm())

    assert re.search(r"<button[^>]*>", page).group() == '<button type="submit" hidden>'


# ---- Filters --------------------------------------------------------------------------------


class People(FilterForm):
    q = forms.CharField(label="Words")
    role = forms.ChoiceField(choices=[("", ""), ("victim", "Victim")])
    since = LenientDateField(label="From", past=True)
    warned = forms.BooleanField(label="With a warning")


def test_filters_in_use_are_removable_and_keep_the_rest_of_the_address():
    form = People(QueryDict("q=dray&role=victim&warned=on&after=xyz&sort=-name"))

    assert form.wanted == {"q": "dray", "role": "victim", "warned": True}
    assert form.tags() == [
        ("Words: dray", "?role=victim&warned=on&sort=-name"),
        ("Role: Victim", "?q=dray&warned=on&sort=-name"),
        ("With a warning", "?q=dray&role=victim&sort=-name"),
    ]
    assert form.kept_values() == [("sort", "-name")]


def test_a_filter_that_makes_no_sense_is_none_and_says_so():
    form = People(QueryDict("role=king&since=31+June&q=a"))

    assert form.wanted == {"q": "a"}
    page = Template("{% filter_bar form %}").render(Context({"form": form}))
    assert "Choose the role from the list" in page
    assert "There is no 31 June" in page
    assert "optional" not in page
