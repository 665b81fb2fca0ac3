"""Forms of the pages about API clients."""

from django import forms
from django.utils import timezone

from agencies.models import Team
from api.models import ApiClient
from api.models.clients import LONGEST
from api.scopes import OFFERED
from core.forms import Form, LenientDateField, ModelForm
from core.widgets import Checkboxes, TextArea, short


class ClientForm(ModelForm):
    """A program that is to use the API: whose it is, what it may do, until when."""

    submit = "Add the client"

    team = forms.ModelChoiceField(Team.objects.none(), label="Works for")
    scopes = forms.MultipleChoiceField(
        label="What may it do?",
        choices=OFFERED,
        widget=Checkboxes,
        help_text="Within what the team may see and do. Tick no more than it needs.",
        error_messages={"required": "Choose what it may do"},
    )
    expires_on = LenientDateField(
        label="Last day", future=True, help_text="Within a year. After that, add a new client."
    )

    class Meta:
        model = ApiClient
        fields = ["name", "purpose", "contact", "team", "scopes", "a_minute", "names_user"]
        labels = {
            "purpose": "What is it for?",
            "contact": "Who looks after the program?",
            "names_user": "It must name its user when it writes",
        }
        help_texts = {
            "name": "For example: Custody system of HMP Stafford",
            "contact": "Name, e-mail address or telephone of the technical contact",
            "names_user": "Calls that write without naming anybody are refused",
        }
        error_messages = {
            "purpose": {"required": "Enter what it is for"},
            "contact": {"required": "Enter who looks after the program"},
        }
        widgets = {"purpose": TextArea(rows=3), "a_minute": short(4)}

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        if len(teams[:2]) == 1:
            self.fields["team"].empty_label = None
        self.fields["team"].queryset = teams

    def layout(self):
        return [
            "name",
            "purpose",
            "contact",
            "team",
            "scopes",
            "expires_on",
            "a_minute",
            "names_user",
        ]

    def _post_clean(self):
        """The service makes the client; a form has no half of one."""

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if day > timezone.localdate() + LONGEST:
            raise forms.ValidationError("Enter a day within a year")
        return day


class KeyForm(Form):
    """Until when a key opens the API."""

    submit = "Make the key"

    expires_on = LenientDateField(
        label="Last day of the key",
        future=True,
        help_text="Make the next key before this one ends: both work at once.",
    )

    def __init__(self, *args, latest, **kwargs):
        """The last day of its client."""
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean_expires_on(self):
        day = self.cleaned_data["expires_on"]
        if day > self.latest:
            raise forms.ValidationError("Enter a day on which the client may still be used")
        return day
