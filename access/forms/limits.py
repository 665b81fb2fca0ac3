"""Keeping a person from a record."""

from django import forms

from core.forms import Form


class ExcludeForm(Form):
    """Who must not see the record, and why."""

    submit = "Exclude this person"

    person = forms.CharField(
        label="Who must not see this record?",
        max_length=150,
        help_text="Their name or user name",
        error_messages={"required": "Enter a name"},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, a relative of the person",
        error_messages={"required": "Enter why"},
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
