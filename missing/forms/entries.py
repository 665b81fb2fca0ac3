"""What is written while somebody is missing."""

from django import forms

from core.forms import Fieldset, Form
from core.widgets import TextArea, short
from missing.forms.moments import ExactMomentField
from missing.models import Hypothesis, MissingRisk, Reliability

LIKE = "For example, now, today 9:40pm or yesterday 11pm"


class AssessForm(Form):
    """How high the risk is now, and why."""

    submit = "Save the assessment"
    not_an_edit = "A new row; the episode shows the latest."

    risk = forms.ModelChoiceField(
        MissingRisk.objects.none(), label="Risk", widget=forms.RadioSelect, empty_label=None
    )
    rationale = forms.CharField(
        label="Why is the risk at this level?",
        max_length=2000,
        widget=TextArea(rows=5),
        help_text="What you know, what could happen, and what you do not know yet.",
        error_messages={"required": "Enter why the risk is at this level"},
    )
    # The assessment that the page showed.
    seen = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["risk"].queryset = MissingRisk.objects.offered()


class SuppliedForm(Form):
    """Who told the writer, how they are reached, and when they told."""

    obtained_at = ExactMomentField(
        label="When were you told?", past=True, initial="now", help_text=LIKE
    )
    supplier = forms.CharField(
        label="Who told you?",
        max_length=150,
        required=False,
        help_text="Leave empty if you know it yourself.",
    )
    supplier_contact = forms.CharField(
        label="How can they be reached?",
        max_length=100,
        required=False,
        widget=short(20),
        help_text="A telephone number, for example",
    )

    def told(self):
        """The fields about who told it."""
        return Fieldset("Who told you", "supplier", "supplier_contact", "obtained_at")


class InformationForm(SuppliedForm):
    """A fact about somebody who is missing."""

    submit = "Save information"

    text = forms.CharField(
        label="What is known?",
        max_length=2000,
        widget=TextArea(rows=5),
        help_text="Facts. A possible explanation is added as a hypothesis.",
        error_messages={"required": "Enter what is known"},
    )

    def layout(self):
        return ["text", self.told()]


class SightingForm(SuppliedForm):
    """That somebody who is missing was seen."""

    submit = "Save sighting"

    seen_at = ExactMomentField(
        label="When were they seen?",
        past=True,
        help_text=LIKE,
        error_messages={"required": "Enter when they were seen, like today 9:40pm"},
    )
    place = forms.CharField(
        label="Where?",
        max_length=200,
        help_text="Street, place or transport, and which way they went",
        error_messages={"required": "Enter where they were seen"},
    )
    reliability = forms.ModelChoiceField(
        Reliability.objects.none(),
        label="How sure is it?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose how sure it is"},
    )
    text = forms.CharField(
        label="More about it",
        max_length=2000,
        required=False,
        widget=TextArea(rows=4),
        help_text="What they wore, who was with them, how they were",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reliability"].queryset = Reliability.objects.offered()

    def layout(self):
        return ["seen_at", "place", "reliability", "text", self.told()]


class HypothesisForm(Form):
    """What may have happened."""

    submit = "Save hypothesis"

    text = forms.CharField(
        label="What may have happened?",
        max_length=1000,
        widget=TextArea(rows=4),
        help_text="It is shown apart from facts until it is confirmed or ruled out.",
        error_messages={"required": "Enter what may have happened"},
    )


class SettleForm(Form):
    """Whether a hypothesis turned out to be so."""

    submit = "Save"
    not_an_edit = "A hypothesis is settled once."

    state = forms.ChoiceField(
        label="Is it confirmed or ruled out?",
        choices=[
            (Hypothesis.State.CONFIRMED, "Confirmed"),
            (Hypothesis.State.RULED_OUT, "Ruled out"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is confirmed or ruled out"},
    )
    why = forms.CharField(
        label="Why?",
        max_length=500,
        widget=TextArea(rows=3),
        error_messages={"required": "Enter why"},
    )
