"""An action in full, what came of it, and what is added to it."""

from django import forms
from django.utils import timezone

from agencies.models import Team
from cases.models import Action, ActionResult
from cases.models.actions import LONGEST
from core.forms import (
    Fieldset,
    Form,
    LenientDateField,
    ModelForm,
    MomentField,
    Reveal,
)
from core.widgets import Autocomplete, short
from documents.forms import AttachesFilesMixin
from records.forms.lookups import offer

PLANNED, DONE = "planned", "done"
WHEN = "Enter when it was done, like today 4pm or 3 June"


class ResultFields(ModelForm):
    """What came of an action."""

    moment = MomentField(
        label="When?",
        past=True,
        initial="today",
        required=False,
        help_text="For example, today, yesterday 4pm, 3/6 or 3 June. Leave the time out if you "
        "do not know it.",
    )

    minutes = forms.IntegerField(
        label="How long did it take, in minutes?",
        required=False,
        min_value=1,
        max_value=LONGEST,
        widget=short(4),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result"].queryset = ActionResult.objects.offered()

    def _post_clean(self):
        """The model is asked by the service."""

    @property
    def happened(self):
        """The day and the time that were entered, as an entry has them."""
        day, time = self.cleaned_data["moment"]
        return {"happened_on": day, "happened_at_time": time}


class ActionForm(ResultFields, AttachesFilesMixin):
    """One thing that was done, or is planned."""

    submit = "Save action"
    not_an_edit = "A new action. Its kind is of another list than the case’s."

    state = forms.ChoiceField(
        label="Is it done?",
        choices=[(DONE, "It was done, or tried"), (PLANNED, "It is planned")],
        initial=DONE,
        widget=forms.RadioSelect,
    )
    planned_for = LenientDateField(label="Planned for", ahead=True, required=False)
    done_by_team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Team",
        required=False,
        empty_label="My own team",
        widget=Autocomplete,
    )

    follow_up = forms.CharField(label="What needs doing?", required=False, max_length=200)
    follow_up_on = LenientDateField(label="By when?", ahead=True, required=False)
    follow_up_team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Who does it?",
        required=False,
        empty_label="Choose a team",
        widget=Autocomplete,
    )

    class Meta:
        model = Action
        fields = [
            "kind",
            "text",
            "moment",
            "result",
            "result_words",
            "minutes",
            "basis",
            "told_by",
            "done_by_name",
            "done_by_agency",
            "is_tactical",
        ]
        labels = {
            "kind": "What kind of action?",
            "text": "What was done, or is planned?",
            "result_words": "More about the result",
            "basis": "This is",
            "told_by": "Who told you?",
            "done_by_name": "Name",
            "done_by_agency": "Agency",
        }
        widgets = {
            "basis": forms.RadioSelect,
            "result": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {
            "text": "Name people or teams with @ to tell them: @Brighton and Hove Housing",
            "is_tactical": "Police tactics, or about somebody else",
        }
        error_messages = {
            "kind": {"required": "Choose the kind of action"},
            "text": {"required": "Enter what was done, or is planned"},
        }

    def __init__(self, *args, teams, attaches, **kwargs):
        """The teams that have access to the case: any of them may have done it.

        And does the writer add documents to the case?
        """
        super().__init__(*args, **kwargs)
        self.offer_files(attaches, keeps_draft=True)
        offer(self.fields["kind"])
        self.fields["kind"].empty_label = "Choose"
        self.fields["result"].empty_label = None
        self.fields["done_by_team"].queryset = teams
        self.fields["follow_up_team"].queryset = teams
        self.fields["basis"].choices = [
            ("fact", "Fact: I saw or did it"),
            ("opinion", "Opinion: my professional view"),
            ("reported", "Reported: someone told me"),
        ]

    def layout(self):
        return [
            "kind",
            "text",
            Reveal(
                "state",
                {
                    DONE: ["moment", "result", "result_words", "minutes"],
                    PLANNED: ["planned_for"],
                },
            ),
            Fieldset(
                "Who did it, or is to do it",
                "done_by_team",
                "done_by_name",
                "done_by_agency",
                hint="Leave empty if it is you. A name is for people without an account here, and "
                "an agency for those of no team here.",
                depends=True,
            ),
            Reveal("basis", {"reported": ["told_by"]}),
            "is_tactical",
            Fieldset(
                "To follow up",
                "follow_up",
                "follow_up_on",
                "follow_up_team",
                hint="The team gets it as a task.",
                depends=True,
            ),
            *self.attached_fields(),
        ]

    def clean_follow_up_on(self):
        day = self.cleaned_data["follow_up_on"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Enter today or a later day")
        return day

    def clean_planned_for(self):
        day = self.cleaned_data["planned_for"]
        if day and day < timezone.localdate() and self.data.get("state") == PLANNED:
            raise forms.ValidationError("Enter today or a later day")
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("basis") == Action.Basis.REPORTED:
            self.require("told_by")
        if cleaned.get("state") == PLANNED:
            cleaned["moment"], cleaned["result"], cleaned["result_words"] = None, None, ""
            cleaned["minutes"] = None
            for name in ("moment", "result", "result_words", "minutes"):
                self.errors.pop(name, None)
            self.require("planned_for")
        else:
            cleaned["planned_for"] = None
            self.errors.pop("planned_for", None)
            if not cleaned.get("moment") and "moment" not in self.errors:
                self.add_error("moment", WHEN)
            if not cleaned.get("result") and "result" not in self.errors:
                self.add_error("result", "Choose the result")
        if cleaned.get("done_by_name") and not cleaned.get("done_by_team"):
            self.require("done_by_agency")
        self.require_whole_follow_up()
        return cleaned

    def require_whole_follow_up(self):
        """All three or none."""
        names = ("follow_up", "follow_up_on", "follow_up_team")
        if any(self.cleaned_data.get(name) for name in names):
            for name in names:
                if name not in self.errors:
                    self.require(name)


class ResultForm(ResultFields):
    """What came of a planned action."""

    submit = "Record the result"
    not_an_edit = "A result is recorded once, and the service says who came first."

    class Meta:
        model = Action
        fields = ["moment", "result", "result_words", "minutes"]
        labels = ActionForm.Meta.labels
        widgets = {"result": forms.RadioSelect}
        error_messages = {"result": {"required": "Choose the result"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["result"].required = self.fields["moment"].required = True
        self.fields["result"].empty_label = None
        self.fields["moment"].error_messages["required"] = WHEN


class ActionAmendmentForm(Form, AttachesFilesMixin):
    """What is added to an action."""

    submit = "Add to this action"

    text = forms.CharField(
        label="What do you want to add?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The action itself stays as it was.",
    )

    def __init__(self, *args, attaches, **kwargs):
        """Does the writer add documents to the case?"""
        super().__init__(*args, **kwargs)
        self.offer_files(attaches, keeps_draft=True)

    def layout(self):
        return ["text", *self.attached_fields()]
