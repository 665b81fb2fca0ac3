import datetime
import re

import pytest
import time_machine
from crispy_forms.utils import render_crispy_form
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.template import Context, Template

from core.forms import (
    Fieldset,
    Form,
    InlineRadios,
    LenientDateField,
    MomentField,
    Reveal,
)
from core.gallery import ExampleForm
from core.problems import problems_of
from core.tidy import tidy
from core.widgets import Checkboxes, Radios, TextArea
from core.wording import ask

SCRIPT = "<script>alert(1)</script>"


@pytest.fixture(autouse=True)
def thursday():
    with time_machine.travel(
        datetime.datetime(2026, 6, 4, 1, 14, tzinfo=datetime.UTC), tick=False
    ):
        yield


def summary(*forms_):
    names = [f"f{n}" for n in range(len(forms_))]
    page = Template("{% error_summary " + " ".join(names) + " %}")
    return page.render(Context(dict(zip(names, forms_, strict=True))))


def form_of(**fields):
    """A form class with these fields."""
    return type("Asked", (Form,), fields)


def words_of(form):
    return [problem.words for problem in problems_of(form)]


# ---- What to enter --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Surname", "Enter the surname"),
        ("PNC number", "Enter the PNC number"),
        ("What happened?", "Enter what happened"),
        ("Who told you?", "Enter who told you"),
        ("Who should see this entry?", "Enter who should see this entry"),
        ("Why do they need it?", "Answer “Why do they need it?”"),
        ("How?", "Answer “How?”"),
        ("This is", "Complete “This is …”"),
        ("Your password", "Enter your password"),
    ],
)
def test_an_empty_field_says_what_to_enter(label, words):
    form = form_of(asked=forms.CharField(label=label))({})

    assert words_of(form) == [words]
    assert ask("Enter", label) == words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Kind of act", "Choose the kind of act from the list"),
        ("How", "Answer “How” from the list"),
        ("Who told you?", "Choose who told you from the list"),
    ],
)
def test_an_answer_that_is_not_offered_says_what_to_choose(label, words):
    form = form_of(asked=forms.ChoiceField(label=label, choices=[("a", "A")]))({"asked": "b"})

    assert words_of(form) == [words]


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (forms.CharField(max_length=3), "four", "Asked must be 3 characters or fewer"),
        (forms.IntegerField(), "two", "Asked must be a whole number"),
        (forms.IntegerField(max_value=9), "10", "Asked must be 9 or less"),
        (forms.IntegerField(), "9" * 5000, "Asked must be a whole number"),
        (forms.EmailField(), "nobody", "Enter an e-mail address, like"),
        (forms.ChoiceField(choices=[("a", "A")]), "", "Choose the asked"),
        (forms.ChoiceField(choices=[("a", "A")]), "b", "Choose the asked from the list"),
        (forms.ChoiceField(choices=[("a", "A")]), "a\x00", "Choose the asked from the list"),
        (forms.MultipleChoiceField(choices=[("a", "A")]), "b", "Choose the asked from the list"),
        (forms.BooleanField(), "", "Tick “Asked” to go on"),
        (LenientDateField(), "", "Enter the asked, like 3 June 2026"),
        (LenientDateField(past=True), "5/6/2026", "Asked must be today or earlier. You entered 5"),
        (LenientDateField(future=True), "4/6/2026", "Asked must be after today. You entered 4"),
        (LenientDateField(birth=True), "5 June 2027", "Asked must be today or earlier"),
        (LenientDateField(), "31/6/2026", "There is no 31 June"),
        (MomentField(past=True), "today 2:15am", "Asked must be in the past"),
        (MomentField(past=True), "tomorrow", "Asked must be today or earlier"),
        (forms.CharField(), "a\x00b", "a character that cannot be saved"),
        (forms.CharField(), "a\ud800b", "a character that cannot be saved"),
        (forms.CharField(), "a" * 201, "Asked must be 200 characters or fewer. You entered 201"),
        (forms.CharField(widget=TextArea()), "a" * 4001, "4000 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(field, typed, words):
    form = form_of(asked=field)({"asked": [typed] if isinstance(typed, list) else typed})
    if isinstance(field, forms.MultipleChoiceField):
        form = form_of(asked=field)(QueryDict(f"asked={typed}"))

    assert len(words_of(form)) == 1
    assert words in words_of(form)[0]
    assert words_of(form)[0] in summary(form).replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        (LenientDateField(label="When did it happen?", past=True), "5/6/2026", "The date must be"),
        (LenientDateField(label="By when?", future=True), "4/6/2026", "The date must be after"),
        (MomentField(label="When", past=True), "tomorrow", "The date must be today or earlier"),
        (MomentField(label="When", past=True), "today 2:15am", "The time must be in the past"),
        (forms.CharField(label="Why?", max_length=3), "four", "Your answer must be 3 characters"),
        (forms.IntegerField(label="How many weeks?"), "two", "Your answer must be a whole number"),
        (forms.CharField(label="Whole name", max_length=3), "four", "Whole name must be 3"),
    ],
)
def test_a_question_is_not_the_subject_of_what_is_wrong(field, typed, words):
    (said,) = words_of(form_of(asked=field)({"asked": typed}))

    assert said.startswith(words)


def test_words_of_a_form_itself_are_kept():
    field = forms.CharField(error_messages={"required": "Enter who needs it"})

    assert words_of(form_of(asked=field)({})) == ["Enter who needs it"]


def test_a_field_with_a_new_label_says_what_to_enter_anew():
    form = form_of(asked=forms.CharField())({})

    form.relabel(asked="User name")

    assert words_of(form) == ["Enter the user name"]
    assert re.search(r">User name\s*</label>", render_crispy_form(form))


def test_the_words_for_no_choice_are_kept_where_there_are_any():
    choices = [("a", "A")]
    asked = form_of(
        named=forms.ChoiceField(required=False, choices=[("", "Nobody"), *choices]),
        optional=forms.ChoiceField(required=False, choices=[("", "---------"), *choices]),
        needed=forms.ChoiceField(choices=[("", ""), *choices]),
    )

    page = render_crispy_form(asked())

    assert re.findall(r'<option value="" selected>([^<]*)<', page) == [
        "Nobody",
        "Not chosen",
        "Choose",
    ]


def test_a_file_that_is_empty_or_missing_is_named():
    upload = form_of(asked=forms.FileField())

    assert words_of(upload({})) == ["Choose a file"]
    empty = upload({}, {"asked": SimpleUploadedFile("a.txt", b"")})
    assert words_of(empty) == ["This file is empty. Choose another."]


def test_a_strict_date_field_is_refused():
    with pytest.raises(ImproperlyConfigured, match="LenientDateField"):
        form_of(asked=forms.DateField())()


# ---- Typed text -----------------------------------------------------------------------------


def test_typed_text_is_tidied_and_passwords_are_not():
    form = form_of(
        name=forms.CharField(), secret=forms.CharField(widget=forms.PasswordInput, strip=False)
    )({"name": "  e\u0301\u202ena\u200b\r\nb\x07 ", "secret": " \u202e"})

    assert form.is_valid()
    assert form.cleaned_data == {"name": "éna\nb", "secret": " \u202e"}


def test_line_ends_count_once():
    form = form_of(text=forms.CharField(max_length=3, widget=TextArea()))({"text": "a\r\nb"})

    assert form.is_valid()


@pytest.mark.parametrize("name", ["Ünal Öztürk", "Nguyễn", "محمد", "👩‍👧", "O’Brien-Smith"])
def test_names_of_all_scripts_stay_as_they_are(name):
    assert tidy(name) == name


def test_a_date_is_shown_back_as_it_was_understood():
    form = form_of(day=LenientDateField(), name=forms.CharField())({"day": "yesterday"})

    assert not form.is_valid()
    assert 'value="3 June 2026"' in str(form["day"])


def test_a_moment_is_shown_back_and_is_a_pair():
    form = form_of(at=MomentField(past=True))({"at": "yesterday 4pm"})

    assert form.is_valid()
    assert form.cleaned_data["at"] == (datetime.date(2026, 6, 3), datetime.time(16))
    assert 'value="3 June 2026 at 4pm"' in str(form["at"])


def test_what_was_not_understood_stays_as_typed():
    form = form_of(day=LenientDateField())({"day": "31 June"})

    assert 'value="31 June"' in str(form["day"])


def test_an_unchanged_date_is_no_change():
    form = form_of(day=LenientDateField(required=False))
    day = datetime.date(2026, 6, 3)

    assert not form({"day": "3 June 2026"}, initial={"day": day}).has_changed()
    assert not form({"day": ""}).has_changed()
    assert form({"day": "4/6"}, initial={"day": day}).has_changed()


# ---- The page -------------------------------------------------------------------------------


def everything():
    return ExampleForm(
        {
            "basis": "reported",
            "phones-TOTAL_FORMS": "1",
            "phones-INITIAL_FORMS": "0",
            "phones-0-note": "x",
        }
    )


def test_every_error_link_reaches_its_field():
    form = everything()
    page = render_crispy_form(form)

    links = re.findall(r'href="#([^"]*)"', summary(form))

    assert len(links) == len(problems_of(form)) >= 10
    for target in links:
        assert re.search(rf'<(input|select|textarea)[^>]* id="{target}"', page), target


def test_errors_stand_in_the_order_of_the_page():
    page = render_crispy_form(form := everything())

    places = [page.index(f'id="{problem.field_id}"') for problem in problems_of(form)]

    assert places == sorted(places)


def test_what_describes_a_field_exists():
    page = render_crispy_form(everything())

    named = {
        name for names in re.findall(r'aria-describedby="([^"]*)"', page) for name in names.split()
    }
    assert len(named) > 10
    for name in named:
        assert page.count(f'id="{name}"') == 1, name
    ids = re.findall(r' id="([^"]*)"', page)
    assert sorted(ids) == sorted(set(ids))


def test_labels_choices_hints_and_buttons_are_escaped():
    class Hostile(Form):
        submit = SCRIPT
        line = forms.CharField(label=SCRIPT, help_text=SCRIPT, initial=SCRIPT)
        text = forms.CharField(label=SCRIPT, help_text=SCRIPT, widget=TextArea())
        day = LenientDateField(label=SCRIPT, help_text=SCRIPT)
        one = forms.ChoiceField(
            label=SCRIPT,
            help_text=SCRIPT,
            choices=[(SCRIPT, SCRIPT)],
            widget=Radios(hints={SCRIPT: SCRIPT}),
        )
        row = forms.ChoiceField(label=SCRIPT, choices=[(SCRIPT, SCRIPT)], widget=Radios())
        many = forms.MultipleChoiceField(
            label=SCRIPT, help_text=SCRIPT, choices=[(SCRIPT, SCRIPT)], widget=Checkboxes()
        )
        chosen = forms.ChoiceField(label=SCRIPT, choices=[(SCRIPT, SCRIPT)])
        tick = forms.BooleanField(label=SCRIPT, help_text=SCRIPT)
        file = forms.FileField(label=SCRIPT, help_text=SCRIPT)
        secret = forms.CharField(label=SCRIPT, widget=forms.PasswordInput)

        def layout(self):
            return [
                Fieldset(SCRIPT, "line", "text", hint=SCRIPT),
                Reveal("one", {SCRIPT: ["day"]}),
                InlineRadios("row"),
                "many",
                "chosen",
                "tick",
                "file",
                "secret",
            ]

    for form in (Hostile(), Hostile({"line": SCRIPT, "one": SCRIPT})):
        form.cancel_url = '"><script>'
        assert "<script" not in render_crispy_form(form) + summary(form)


def test_optional_fields_say_so_and_needed_ones_do_not():
    class Asked(Form):
        surname = forms.CharField()
        other = forms.CharField(label="Other name", required=False)

    page = render_crispy_form(Asked())

    assert page.count("(optional)") == 1
    assert "required" not in page
    assert "novalidate" in page
    assert "maxlength" not in re.sub("data-maxlength", "", page)


def test_long_text_is_counted():
    page = render_crispy_form(form_of(text=forms.CharField(max_length=500, widget=TextArea()))())

    assert 'data-module="govuk-character-count" data-maxlength="500"' in page
    assert 'id="id_text-info"' in page
    assert "Up to 500 characters" in page


def test_questions_below_an_answer_are_open_without_script():
    page = render_crispy_form(ExampleForm())

    assert 'id="id_basis_1-more"' in page
    assert 'data-reveals="id_basis_1-more"' in page
    # The class hides only where a script has said that it is there.
    assert "govuk-frontend-supported" not in page


def test_a_file_makes_the_form_multipart():
    assert 'enctype="multipart/form-data"' in render_crispy_form(ExampleForm())
    assert "enctype" not in render_crispy_form(form_of(name=forms.CharField())())


def test_an_answer_can_make_another_field_needed():
    form = ExampleForm({"basis": "reported"})

    assert "Enter who told you" in words_of(form)
    assert "Enter who told you" not in words_of(ExampleForm({"basis": "fact"}))


def test_a_link_back_stands_beside_the_button():
    form = form_of(name=forms.CharField())()
    form.cancel_url = "/people/"

    assert '<a class="govuk-link" href="/people/">Cancel</a>' in render_crispy_form(form)
