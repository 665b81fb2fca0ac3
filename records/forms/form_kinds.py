"""Forms of administrators: a kind of form, its sections and questions."""

from django import forms

from core.forms import Form
from core.widgets import Radios, TextArea
from records.models import FormKind, Question
from records.prefill import sources

MOST_DAYS, LONGEST, LAST = 365, 4000, 999
OPTION = 100


class OfKind(Form):
    """What is said of a kind as a whole."""

    name = forms.CharField(max_length=100, help_text="Like “Housing report”")
    audience = forms.CharField(
        label="Who is it for?",
        max_length=200,
        required=False,
        help_text="Shown to those who write it",
    )
    marking = forms.ChoiceField(
        choices=FormKind.Marking.choices,
        initial=FormKind.Marking.SENSITIVE,
        widget=Radios(inline=True),
    )
    due_before_release = forms.IntegerField(
        label="Due before a release, in days",
        required=False,
        min_value=0,
        max_value=MOST_DAYS,
        help_text="Leave empty if it does not depend on a release",
    )
    owed_by = forms.ChoiceField(
        label="Who writes it when it is due?",
        choices=FormKind.OwedBy.choices,
        initial=FormKind.OwedBy.OWNER,
        widget=Radios(),
    )
    needs_approval = forms.BooleanField(
        label="A manager of the team that writes it must approve it", required=False
    )


class FormKindForm(OfKind):
    """A new kind, of an area."""

    submit = "Add the kind of report"
    area = forms.ModelChoiceField(None, help_text="Its teams are offered the form")

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas


class FormKindCopyForm(Form):
    """A copy of a kind."""

    submit = "Copy"
    name = forms.CharField(label="Name of the copy", max_length=100)
    area = forms.ModelChoiceField(None, help_text="Its teams are offered the form")

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = areas


class FormKindEditForm(OfKind):
    """What a kind is, to be changed."""

    is_offered = forms.BooleanField(
        label="Offer it to the teams of the area",
        required=False,
        help_text="Forms already started can be finished, whether it is offered or not",
    )


class FormSectionForm(Form):
    """A section: one page of the form."""

    submit = "Add the section"
    title = forms.CharField(max_length=100)
    guidance = forms.CharField(
        max_length=500, required=False, widget=TextArea(rows=3), help_text="Shown above it"
    )


class Placed(Form):
    """Where something comes among the others."""

    position = forms.IntegerField(
        label="Place", min_value=0, max_value=LAST, help_text="Smaller numbers come first"
    )


class FormSectionEditForm(FormSectionForm, Placed):
    """A section, to be changed."""

    submit = "Save"


class AnyQuestion(Form):
    """What every question says."""

    label = forms.CharField(label="Question", max_length=200)
    hint = forms.CharField(max_length=300, required=False)
    options = forms.CharField(
        label="Options or columns",
        required=False,
        max_length=4000,
        widget=TextArea(rows=5),
        help_text="For a choice, list its options. For a table, list its columns. "
        "One on each line",
    )
    longest = forms.IntegerField(
        label="Maximum number of characters", min_value=1, max_value=LONGEST, initial=LONGEST
    )
    is_required = forms.BooleanField(label="Needed before it is submitted", required=False)
    prefill = forms.ChoiceField(
        label="Begin with",
        required=False,
        help_text="What the draft proposes. Its writer checks it before it counts as an answer",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = [(one.name, one.words) for one in sources().values()]
        self.fields["prefill"].choices = [("", "Nothing"), *known]

    def clean_options(self):
        """One on each line, tidied."""
        lines = [line.strip() for line in self.cleaned_data["options"].splitlines()]
        if any(len(line) > OPTION for line in lines):
            raise forms.ValidationError(f"Each must be {OPTION} characters or fewer.")
        return "\n".join(dict.fromkeys(filter(None, lines)))


class QuestionForm(AnyQuestion):
    """A new question."""

    submit = "Add the question"
    answer = forms.ChoiceField(
        label="Kind of answer",
        choices=Question.Answer.choices,
        widget=Radios(),
        help_text="It cannot be changed later",
    )
    field_order = ("label", "hint", "answer", "options", "longest", "is_required", "prefill")


class QuestionEditForm(AnyQuestion, Placed):
    """A question, to be changed."""

    is_asked = forms.BooleanField(
        label="Ask this question",
        required=False,
        help_text="Answers already given are kept when it is no longer asked",
    )
    field_order = (
        *("label", "hint", "options", "longest", "is_required", "prefill"),
        *("position", "is_asked"),
    )

    def held_in_row(self, name):
        held = super().held_in_row(name)
        return "\n".join(held) if name == "options" else held
