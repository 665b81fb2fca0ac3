"""How often a prison writes a kind of report."""

from django import forms

from core.forms import ModelForm
from core.widgets import short
from profiles.models import UpdatePeriod
from records.models import FormKind


class UpdatePeriodForm(ModelForm):
    """A kind of report, for a prison in which the team works."""

    submit = "Save"

    class Meta:
        model = UpdatePeriod
        fields = ["establishment", "kind", "weeks"]
        labels = {
            "establishment": "Which prison?",
            "kind": "Which report?",
            "weeks": "How many weeks between reports?",
        }
        widgets = {"weeks": short(3)}

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["establishment"].queryset = team.establishments.all()
        self.fields["establishment"].empty_label = None
        self.fields["kind"].queryset = FormKind.objects.offered_to(team)


class EditUpdatePeriodForm(ModelForm):
    """How often, and whether it is still agreed."""

    submit = "Save"

    is_agreed = forms.TypedChoiceField(
        label="Is this still agreed?",
        choices=[(True, "Yes"), (False, "No, no more reports are due")],
        coerce=lambda value: value == "True",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = UpdatePeriod
        fields = ["weeks", "is_agreed"]
        labels = {"weeks": "How many weeks between reports?"}
        widgets = {"weeks": short(3)}
