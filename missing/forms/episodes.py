"""What is said of a missing person, how they were found, and the talks that follow."""

from django import forms

from core.forms import Form, LenientDateField, ModelForm, Reveal
from core.widgets import TextArea
from missing.forms.entries import LIKE
from missing.forms.moments import ExactMomentField
from missing.models import Episode, Interview, Outcome

# How it ended, when they were found.
WHERE = {
    "located_place": "Where were they?",
    "company": "Who were they with?",
    "keeps_whereabouts": "They do not want their whereabouts disclosed",
}
FOR_ADULTS = "For an adult. Then only your unit sees where they were, and with whom."
LONG = ("description", "clothing", "medication", "places", "friends", "devices", "circumstances")


class EpisodeForm(ModelForm):
    """What is said of the person. The unit alone corrects the name and the date of birth.

    And, once they were found, where they were.
    """

    submit = "Save"

    born_on = LenientDateField(label="Date of birth", birth=True, required=False)
    last_seen_at = ExactMomentField(label="When were they last seen?", past=True, help_text=LIKE)

    class Meta:
        model = Episode
        fields = ["name", "born_on", "lives_at", "last_seen_at", "last_seen_place", *LONG, *WHERE]
        labels = {
            "lives_at": "Where do they live?",
            "last_seen_place": "Where were they last seen?",
            "description": "What do they look like?",
            "clothing": "What do they wear?",
            "medication": "Medicines and health",
            "places": "Places where they may be",
            "friends": "Friends and family",
            "devices": "Phones and accounts",
            "circumstances": "What happened?",
            **WHERE,
        }
        help_texts = {"keeps_whereabouts": f"{FOR_ADULTS} History does not show it."}
        widgets = dict.fromkeys(LONG, TextArea(rows=3))

    def __init__(self, *args, is_unit, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_unit:
            del self.fields["name"], self.fields["born_on"]
        if not is_unit or self.edited.is_missing:
            for name in WHERE:
                del self.fields[name]

    def clean_last_seen_at(self):
        """A page shows minutes: what was left alone keeps its seconds."""
        at, before = self.cleaned_data["last_seen_at"], self.edited.last_seen_at
        return before if at == before.replace(second=0, microsecond=0) else at

    def _post_clean(self):
        """The model is asked by the service."""


class LocateForm(Form):
    """When, where and how somebody was found or came back."""

    submit = "Save: they were found or came back"
    not_an_edit = "It ends the episode, once."

    outcome = forms.ModelChoiceField(
        Outcome.objects.none(),
        label="What happened?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose what happened"},
    )
    located_at = ExactMomentField(
        label="When were they found, or when did they come back?",
        past=True,
        initial="now",
        help_text=LIKE,
        error_messages={"required": "Enter when, like today 9:40pm"},
    )
    was_somebody_else = forms.BooleanField(
        label="A later sighting was of somebody else", required=False
    )
    located_place = forms.CharField(label=WHERE["located_place"], max_length=200, required=False)
    company = forms.CharField(label=WHERE["company"], max_length=200, required=False)
    keeps_whereabouts = forms.BooleanField(
        label=WHERE["keeps_whereabouts"], required=False, help_text=FOR_ADULTS
    )
    learned = forms.CharField(
        label="What was learned?",
        max_length=2000,
        required=False,
        widget=TextArea(rows=4),
        help_text="Everybody who reads this episode sees it. If the person has a missing plan, "
        "it is added there, and the plan is reviewed.",
    )

    def __init__(self, *args, has_sightings, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["outcome"].queryset = Outcome.objects.offered()
        if not has_sightings:
            del self.fields["was_somebody_else"]


class OfferInterviewForm(Form):
    """Who offered a talk, and when."""

    submit = "Save"
    not_an_edit = "An interview is offered once."

    offered_by = forms.CharField(
        label="Who offered it?",
        max_length=150,
        help_text="Name and organisation",
        error_messages={"required": "Enter who offered it"},
    )
    offered_at = ExactMomentField(
        label="When was it offered?",
        past=True,
        initial="now",
        help_text=LIKE,
        error_messages={"required": "Enter when it was offered, like today 4pm"},
    )


class RecordInterviewForm(Form):
    """Whether a talk was held or declined, by whom, when, and what came of it."""

    submit = "Save"
    not_an_edit = "An interview is held or declined once."

    state = forms.ChoiceField(
        label="Was it held?",
        choices=[(Interview.State.HELD, "Held"), (Interview.State.DECLINED, "Declined")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it was held or declined"},
    )
    ended_by = forms.CharField(
        label="Who held it, or who declined it?",
        max_length=150,
        error_messages={"required": "Enter who held it, or who declined it"},
    )
    ended_at = ExactMomentField(
        label="When was it held or declined?",
        past=True,
        help_text=LIKE,
        error_messages={"required": "Enter when it was held or declined, like today 4pm"},
    )
    words = forms.CharField(
        label="What came of it?", max_length=2000, required=False, widget=TextArea(rows=5)
    )
    carers_words = forms.CharField(
        label="What do the carers say?",
        max_length=2000,
        required=False,
        widget=TextArea(rows=3),
        help_text="If the person declined, ask parents or carers.",
    )

    offered_by = forms.CharField(
        label="Who offered it?", max_length=150, required=False, help_text="Name and organisation"
    )

    def __init__(self, *args, is_offered, **kwargs):
        super().__init__(*args, **kwargs)
        if is_offered:
            del self.fields["offered_by"]

    def layout(self):
        reveals = {
            Interview.State.HELD.value: ["words"],
            Interview.State.DECLINED.value: [n for n in ["offered_by"] if n in self.fields],
        }
        return [Reveal("state", reveals), "ended_by", "ended_at", "carers_words"]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == Interview.State.HELD and not cleaned.get("words"):
            self.add_error("words", "Enter what came of it")
        return cleaned


class BriefingForm(Form):
    """For whom a briefing sheet is made."""

    submit = "Make the PDF"

    recipient = forms.CharField(
        label="Who is it for?",
        max_length=200,
        help_text="For example, night shift, Norwich response. It appears on the PDF.",
        error_messages={"required": "Enter who it is for"},
    )
