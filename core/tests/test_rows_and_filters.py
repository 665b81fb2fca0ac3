import datetime
import re
from types import SimpleNamespace

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.http import QueryDict
from django.template import Context, Template

from core.filter_sets import FilterSet
from core.filters import ChoiceFilter, DateFilter, TextFilter, TickFilter
from core.forms import Form
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


class Words(TextFilter):
    name, label, in_sight = "q", "Words", True


class Role(ChoiceFilter):
    name, label = "role", "Role"
    choices = (("victim", "Victim"),)


class Since(DateFilter):
    name, label, past = "since", "From", True


class Until(DateFilter):
    name, label, not_before = "until", "To", "since"


class Warned(TickFilter):
    name, label = "warned", "With a warning"


class People(FilterSet):
    filters = (Words, Role, Since, Until, Warned)
    kept = ("view",)
    orders = {"name": "Name", "-name": "Name, Z to A"}


class ManyPeople(People):
    folds = True


def filters(query, kind=People):
    return kind(SimpleNamespace(user=None, GET=QueryDict(query)))


def bar(found):
    return Template("{% filter_bar found %}").render(Context({"found": found}))


def test_filters_in_use_are_removable_and_keep_the_rest_of_the_address():
    found = filters("q=dray&role=victim&warned=on&after=xyz&sort=-name&more=1&view=compact&x=1")

    assert found.wanted == {"q": "dray", "role": "victim", "warned": True}
    assert found.tags == [
        ("Words: dray", "?role=victim&warned=on&view=compact&sort=-name"),
        ("Role: Victim", "?q=dray&warned=on&view=compact&sort=-name"),
        ("With a warning", "?q=dray&role=victim&view=compact&sort=-name"),
    ]
    assert found.address == "?q=dray&role=victim&warned=on&view=compact&sort=-name"
    assert found.hidden == [("view", "compact")]
    assert found.order_in_words == "name, Z to A"


def test_a_filter_that_makes_no_sense_is_none_and_says_so():
    found = filters("role=king&since=31+June&q=a&warned=false&sort=shoe+size")

    assert found.wanted == {"q": "a"}
    assert found.address == "?q=a"
    page = bar(found)
    assert "Choose the role from the list" in page
    assert "There is no 31 June" in page
    assert 'value="31 June"' in page
    assert 'aria-describedby="filter_since_error"' in page
    assert "optional" not in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("q=" + "x" * 101, "Words must be 100 characters or fewer. You entered 101."),
        ("q=Zo%EF%BF%BD", "This has a character that cannot be saved"),
        ("since=tomorrow", "From must be today or earlier. You entered "),
        ("since=3/6/2026&until=2/6/2026", "This day is before the one in “From”."),
    ],
)
def test_what_cannot_be_used_says_why(query, words):
    found = filters(query)

    assert words in bar(found)
    assert not {"q", "until"} & found.wanted.keys()


def test_a_set_may_say_below_what_is_gone():
    class Saved(People):
        names_what_is_gone = True

    found = filters("role=king&since=31+June", Saved)

    assert found.gone == ["Role", "From"]
    assert "Left out: Role, From." in bar(found)
    assert "govuk-error-message" not in bar(found)


def test_what_a_day_means_is_kept_and_shown():
    found = filters("since=3/6/26")

    assert found.wanted == {"since": datetime.date(2026, 6, 3)}
    assert found.in_words == ["From: 3 June 2026"]
    assert found.recorded() == {"since": "2026-06-03"}
    assert 'value="3 June 2026"' in bar(found)


def test_the_same_question_in_another_order_is_the_same():
    found = filters("q=dray&role=victim&sort=-name&after=xyz&more=1")

    assert found.query == "q=dray&role=victim&sort=-name"
    assert found.is_asked_by("sort=-name&role=victim&q=dray")
    assert not found.is_asked_by("role=victim&q=dray")


# ---- More filters ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "is_built", "is_open"),
    [
        ("", False, False),
        ("q=dray&sort=-name", False, False),
        ("more=1", True, True),
        ("role=victim", True, False),
        ("role=king", True, True),
    ],
)
def test_further_filters_are_built_when_they_are_used_or_opened(query, is_built, is_open):
    page = bar(filters(query, ManyPeople))

    assert ('name="role"' in page) is is_built
    assert ("<details" in page) is is_built
    assert (" open><summary>" in page) is is_open
    assert ('name="more" value="1"' in page) is not is_built


def test_a_list_whose_filters_do_not_fold_always_has_them():
    page = bar(filters(""))

    assert 'name="role"' in page
    assert 'name="more"' not in page


def test_the_choices_of_a_filter_that_nobody_sees_are_not_computed():
    class Dear(ChoiceFilter):
        name, label = "dear", "Dear"

        @property
        def choices(self):
            computed.append(self.name)
            return [("a", "A")]

    class List(FilterSet):
        filters, folds = (Words, Dear), True

    computed = []
    bar(filters("q=dray", List))
    assert computed == []

    bar(filters("more=1", List))
    assert computed == ["dear"]
    computed.clear()
    assert filters("dear=a", List).wanted == {"dear": "a"}
    assert computed == ["dear"]


def test_the_button_keeps_what_is_typed_and_says_what_is_there():
    page = bar(filters("q=dray&sort=-name&view=compact", ManyPeople))

    assert 'value="dray"' in page
    assert ">: role, from, to, with a warning, order</span>" in page
    assert '<input type="hidden" name="sort" value="-name">' in page
    assert '<input type="hidden" name="view" value="compact">' in page
    assert re.search(r"<button[^>]*>", page).group() == '<button type="submit" hidden>'


def test_opened_filters_have_the_focus_and_are_counted():
    page = bar(filters("more=1&role=victim&since=today", ManyPeople))

    assert re.search(r"<select[^>]*autofocus", page).group().count('name="role"') == 1
    assert page.count("autofocus") == 1
    assert "More filters (2 in use)" in page
    assert 'name="more"' not in page
    assert "autofocus" not in bar(filters("role=victim", ManyPeople))
