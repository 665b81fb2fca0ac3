"""Restricting a record, and keeping a person from it."""

from django import forms

from access.forms.asking import words
from core.forms import Form
from records.models import LawfulBasis


class RestrictForm(Form):
    """Why a record is for named people only."""

    submit = "Restrict the record"

    reason = words(
        "Why?",
        "Enter why",
        limit=400,
        help_text="For example, the person is related to someone in the team.",
    )
    basis = forms.ModelChoiceField(
        LawfulBasis.objects.none(),
        label="Lawful basis for the people you name",
        empty_label="Choose",
        error_messages={"required": "Choose a lawful basis"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["basis"].queryset = LawfulBasis.objects.offered()


class LiftForm(Form):
    """Why a record needs no restriction any more."""

    submit = "Lift the restriction"

    because = words("Why?", "Enter why", limit=500)


class ExcludeForm(Form):
    """Who must not see the record, and why."""

    submit = "Exclude this person"

    person = forms.CharField(
        label="Who?",
        max_length=150,
        help_text="A name or user name",
        error_messages={"required": "Enter a name"},
    )
    reason = words(
        "Why?", "Enter why", limit=500, help_text="For example, a relative of the person"
    )

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.memberships = memberships

    def clean_person(self):
        name = self.cleaned_data["person"]
        people = {membership.user for membership in self.memberships.named(name)[:6]}
        if len(people) != 1:
            raise forms.ValidationError(
                f"{'Several people are' if people else 'Nobody in the directory is'} called "
                f"“{name}”. Enter the user name."
            )
        return people.pop()
