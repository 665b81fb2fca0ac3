"""Forms of anxieties and needs: raise, pick up, hand on, take a step, resolve, reopen."""

from django import forms

from agencies.models import Team
from core.forms import Form, InlineRadios, ModelForm
from core.layout import Submit
from profiles.models import Need, NeedStatus
from records.forms.lookups import offer


def team_field(**kwargs):
    """The team responsible; which teams are offered depends on the person."""
    words = {"label": "Which team is responsible?", "empty_label": "Not decided", **kwargs}
    return forms.ModelChoiceField(Team.objects.none(), **words)


def status_field(label="How far has it come?", **kwargs):
    """Where a need stands; the form says which statuses it offers."""
    return forms.ModelChoiceField(
        NeedStatus.objects.none(),
        label=label,
        widget=forms.RadioSelect,
        **{"empty_label": None, "error_messages": {"required": "Choose a status"}, **kwargs},
    )


def words_field(label, missing, most=1000, **kwargs):
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": missing},
        **kwargs,
    )


class NeedForm(ModelForm):
    """An anxiety or a need of a person."""

    submit = "Raise it"

    team = team_field(
        required=False,
        help_text="Its people are told. Only teams that can read the log are listed.",
    )

    class Meta:
        model = Need
        fields = ["kind", "text", "pathway", "team"]
        labels = {"kind": "This is", "text": "What is it?", "pathway": "Pathway"}
        widgets = {"kind": forms.RadioSelect, "text": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "kind": {"required": "Choose anxiety or need"},
            "text": {"required": "Enter what it is"},
            "pathway": {"required": "Choose a pathway"},
        }

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["kind"].choices = Need.Kind.choices
        offer(self.fields["pathway"])
        self.fields["pathway"].empty_label = "Choose a pathway"

    def layout(self):
        return [InlineRadios("kind"), "text", "pathway", "team"]

    def _post_clean(self):
        """The model is asked by the service."""


class PickUpForm(Form):
    """Picks a need up, or takes it over from the person who has it."""

    over_from = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = words_field("Why are you taking it over?", "", required=False)

    def __init__(self, *args, taken, **kwargs):
        super().__init__(*args, **kwargs)
        self.submit = "Take it over" if taken else "Pick this up"
        if not taken:
            del self.fields["text"]


class HandOnForm(Form):
    """Makes another team responsible."""

    submit = "Hand it on"

    team = team_field(
        empty_label="Choose a team", error_messages={"required": "Choose the team responsible"}
    )
    text = words_field("Why?", "Enter why")

    def __init__(self, *args, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams


class NeedStepForm(Form):
    """What was done, and how far the need has come."""

    submit = "Save this step"

    text = words_field("What was done?", "Enter what was done")
    status = status_field(required=False, blank=True)

    def __init__(self, *args, need, **kwargs):
        super().__init__(*args, **kwargs)
        if need.is_open:
            others = NeedStatus.objects.going_on().exclude(pk=need.status_id)
            self.fields["status"].queryset = others
            self.fields["status"].empty_label = f"As before: {need.status}"
        else:
            del self.fields["status"]


class ResolveForm(Form):
    """How a need was resolved. Where somebody else was first, the words become a step."""

    submit = "Resolve it"

    status = status_field("How did it end?")
    how = words_field("How was it resolved?", "Enter how it was resolved")

    def __init__(self, *args, need, **kwargs):
        super().__init__(*args, **kwargs)
        self.need = need
        self.fields["status"].queryset = NeedStatus.objects.ending()

    def buttons(self):
        if self.need.is_open:
            return super().buttons()
        return [Submit("Add what I wrote as a step", name="as_step")]


class ReopenForm(Form):
    """Why a need is open again."""

    submit = "Reopen it"

    reason = words_field("Why are you reopening it?", "Enter why you are reopening it")
    status = status_field("How far has it come now?")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].queryset = NeedStatus.objects.going_on()
