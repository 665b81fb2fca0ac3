"""Saved views of the list of people."""

from django import forms

from core.forms import Form
from profiles.models import SavedView


class SavedViewForm(Form):
    """The name of a view."""

    submit = "Save view"

    name = forms.CharField(
        label="Name of the view",
        max_length=SavedView._meta.get_field("name").max_length,
        help_text="For example: high risk, not seen lately. Only you see it.",
        error_messages={"required": "Enter a name"},
    )
