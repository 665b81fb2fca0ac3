"""A dealing with a person: in full, quickly, added to, followed up."""

from django import forms
from django.utils import timezone

from agencies.models import Team
from core.forms import (
    Fieldset,
    Form,
    InlineRadios,
    LenientDateField,
    ModelForm,
    MomentField,
    Reveal,
)
from core.layout import Depending, Submit
from profiles.forms.needs import team_field
from profiles.models import Contact, ContactKind, Pathway
from profiles.models.log import why_not_on
from records.forms.lookups import offer


class ContactForm(ModelForm):
    """One dealing with the person."""

    submit = "Save contact"

    moment = MomentField(
        label="When?",
        past=True,
        initial="today",
        error_messages={"required": "Enter when it happened, like today 4pm or 3 June"},
        help_text="For example, today, yesterday 4pm, 3/6 or 3 June. Leave the time out if you "
        "do not know it.",
    )
    follow_up = forms.CharField(label="What needs doing?", required=False, max_length=200)
    follow_up_by = LenientDateField(label="By when?", ahead=True, required=False)
    pathway = forms.ModelChoiceField(Pathway.objects.none(), required=False)
    team = team_field(required=False)

    class Meta:
        model = Contact
        fields = [
            "kind",
            "moment",
            "outcome",
            "text",
            "basis",
            "told_by",
            "attitude",
            "response",
            "anxieties",
        ]
        labels = {
            "kind": "How?",
            "outcome": "How did it go?",
            "text": "What happened?",
            "basis": "This is",
            "told_by": "Who told you?",
            "anxieties": "What worries them?",
        }
        widgets = {
            "kind": forms.RadioSelect,
            "basis": forms.RadioSelect,
            "attitude": forms.RadioSelect,
            "text": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "outcome": "If you did not reach them, choose the outcome. The notes can stay blank."
        }
        error_messages = {
            "kind": {"required": "Choose how you were in contact"},
            "basis": {"required": "Choose fact, opinion or reported"},
        }

    def __init__(self, *args, team, born_on=None, teams=None, **kwargs):
        """For which team it is written, when the person was born, who may be responsible."""
        super().__init__(*args, **kwargs)
        self.born_on = born_on
        self.fields["kind"].queryset = ContactKind.objects.offered_to(team)
        self.fields["kind"].empty_label = None
        offer(self.fields["outcome"])
        self.fields["outcome"].empty_label = "Not chosen"
        self.fields["basis"].choices = [
            ("fact", "Fact: I saw or heard it"),
            ("opinion", "Opinion: my professional view"),
            ("reported", "Reported: someone told me"),
        ]
        if "pathway" in self.fields:
            offer(self.fields["pathway"])
            self.fields["pathway"].empty_label = "Not a need"
            self.fields["team"].queryset = Team.objects.none() if teams is None else teams
        if "attitude" in self.fields:
            self.fields["attitude"].choices = Contact.Attitude.choices

    def layout(self):
        return [
            InlineRadios("kind"),
            "moment",
            Depending("outcome", "text"),
            Reveal("basis", {"reported": ["told_by"]}),
            InlineRadios("attitude"),
            "response",
            "anxieties",
            Fieldset(
                "Follow this up as a need",
                "pathway",
                "team",
                hint="What worries them is tracked under Needs until somebody resolves it.",
                in_a_row=True,
            ),
            Fieldset(
                "To follow up",
                "follow_up",
                "follow_up_by",
                hint="It stays on the person’s page until someone records the outcome.",
                in_a_row=True,
            ),
        ]

    def _post_clean(self):
        """The model is asked by the service, which knows the person and the day."""

    def clean_moment(self):
        moment = self.cleaned_data["moment"]
        problem = why_not_on(moment.day, self.born_on)
        if problem:
            raise forms.ValidationError(problem)
        return moment

    def clean_follow_up_by(self):
        day = self.cleaned_data["follow_up_by"]
        if day and day < timezone.localdate():
            raise forms.ValidationError("Enter today or a later day")
        return day

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("basis") == Contact.Basis.REPORTED and not cleaned.get("told_by"):
            self.add_error("told_by", "Enter who told you")
        outcome = cleaned.get("outcome")
        if not cleaned.get("text") and not (outcome and outcome.speaks_for_itself):
            self.require("text")
        if cleaned.get("team"):
            self.require("pathway")
        if cleaned.get("pathway"):
            self.require("anxieties")
        if cleaned.get("follow_up"):
            self.need_a_day()
        if cleaned.get("follow_up_by"):
            self.require("follow_up")
        return cleaned

    def need_a_day(self):
        if not self.cleaned_data.get("follow_up_by") and "follow_up_by" not in self.errors:
            self.add_error("follow_up_by", "Enter by when, like Friday or 3 June")


class QuickContactForm(ContactForm):
    """How, when, what happened: the shortest entry that says all that an entry must."""

    follow_up = follow_up_by = pathway = team = None

    class Meta(ContactForm.Meta):
        fields = ["kind", "moment", "outcome", "text", "basis", "told_by"]
        widgets = {**ContactForm.Meta.widgets, "text": forms.Textarea(attrs={"rows": 3})}

    def layout(self):
        return [
            InlineRadios("kind"),
            "moment",
            Depending("outcome", "text"),
            Reveal("basis", {"reported": ["told_by"]}),
        ]

    def buttons(self):
        return [
            Submit(self.submit),
            Submit("Write more", name="draft", value="more", secondary=True),
        ]


class AmendmentForm(Form):
    """What is added to an entry."""

    submit = "Add to this entry"

    text = forms.CharField(
        label="What do you want to add?",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="The entry itself stays as it was.",
    )


class FollowUpForm(Form):
    """What came of what was to follow."""

    submit = "Record the outcome"

    word = forms.CharField(
        label="What was the outcome?",
        max_length=500,
        error_messages={"required": "Enter the outcome"},
        help_text="For example: rang him, he will come on Thursday",
    )
