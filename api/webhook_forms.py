"""Forms of the pages about webhooks."""

import re

from django import forms

from api.webhook_kinds import choices, is_kind
from core.forms import Form
from core.widgets import Checkboxes

SEPARATORS = re.compile(r"[,;\s]+")


class WebhookForm(Form):
    """Where a client is told, and of what."""

    submit = "Add the webhook"

    address = forms.CharField(
        label="Address",
        max_length=500,
        help_text="Begins with https://, like https://example.org/ecins. Port 443 or 8443.",
    )
    kinds = forms.MultipleChoiceField(
        label="What is it told of?",
        required=False,
        widget=Checkboxes,
        help_text="Within the scopes of the client. You can also enter single events below.",
    )
    single = forms.CharField(
        label="Single events",
        required=False,
        max_length=500,
        help_text="Such as log.added or case.closed, with commas between them",
    )

    def __init__(self, *args, scopes, **kwargs):
        """The scopes of the client."""
        super().__init__(*args, **kwargs)
        self.scopes = scopes
        self.fields["kinds"].choices = choices(scopes)

    def layout(self):
        return ["address", "kinds", "single"]

    def clean_single(self):
        named = [kind for kind in SEPARATORS.split(self.cleaned_data["single"]) if kind]
        wrong = [kind for kind in named if not is_kind(kind, self.scopes)]
        if wrong:
            raise forms.ValidationError(
                f"This client cannot be told of {wrong[0][:60]}. Enter kinds like log.added."
            )
        return named

    def clean(self):
        found = super().clean()
        if not (found.get("kinds") or found.get("single") or self.errors):
            self.add_error("kinds", "Choose what it is told of")
        return found

    @property
    def wanted(self):
        """All kinds that were chosen."""
        return [*self.cleaned_data["kinds"], *self.cleaned_data["single"]]
