"""Restricting a record, and keeping a person from it."""

from django import forms

from access.forms.asking import words
from access.forms.grantees import ANYONE, GranteesMixin, Who
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


class ExcludeForm(GranteesMixin, Form):
    """Who must not see the record, and why."""

    submit = "Exclude this person"
    asks, just_one, person_kind = ("people",), True, ANYONE
    ask_who = "Who must not see it?"

    reason = words(
        "Why?", "Enter why", limit=500, help_text="For example, a relative of the person"
    )

    def layout(self):
        return [Who(), "reason"]

    @property
    def person(self):
        return self.grantees[0].membership.user
