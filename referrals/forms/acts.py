"""What moves a referral on before it is accepted: questions, answers, advice, decisions."""

from django import forms

from agencies.models import User
from core.forms import Form, InlineRadios, LenientDateField
from core.widgets import TextArea


class ButtonForm(Form):
    """A button, whose words the page gives."""

    def __init__(self, *args, submit, **kwargs):
        super().__init__(*args, **kwargs)
        self.submit = submit


class WordsForm(Form):
    """A reason, a question or an answer; the page says which."""

    words = forms.CharField(max_length=2000, label="Why?", widget=TextArea(rows=4))

    def __init__(self, *args, submit, asks, missing, **kwargs):
        super().__init__(*args, **kwargs)
        self.submit = submit
        self.relabel(words=asks)
        self.fields["words"].error_messages["required"] = missing


class ConsultForm(Form):
    """Which RJ champion is asked, and about what."""

    submit = "Ask for advice"

    champion = forms.ModelChoiceField(
        User.objects.none(),
        label="Which RJ champion do you want to ask?",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": "Choose an RJ champion"},
    )
    question = forms.CharField(
        label="What do you want to discuss?",
        max_length=1000,
        required=False,
        widget=TextArea(rows=4),
    )

    def __init__(self, *args, champions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["champion"].queryset = champions
        self.fields["champion"].label_from_instance = lambda one: one.name


SUITABLE, WITH_ADVICE, NOT_SUITABLE = "suitable", "with_advice", "not_suitable"


class AdviseForm(Form):
    """Whether a referral is suitable, and what to mind."""

    submit = "Send the advice"

    answer = forms.ChoiceField(
        label="Is it suitable for restorative justice?",
        choices=[
            (SUITABLE, "Suitable"),
            (WITH_ADVICE, "Suitable, with advice"),
            (NOT_SUITABLE, "Not suitable"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether it is suitable"},
    )
    advice = forms.CharField(
        label="Your advice", max_length=400, required=False, widget=TextArea(rows=4)
    )

    def clean(self):
        cleaned = super().clean()
        needed = {WITH_ADVICE: "Enter your advice", NOT_SUITABLE: "Enter why it is not suitable"}
        words = needed.get(cleaned.get("answer"))
        if words and not cleaned.get("advice") and "advice" not in self.errors:
            self.add_error("advice", words)
        return cleaned

    def said(self):
        """What the service takes."""
        answer = self.cleaned_data["answer"]
        return {"is_suitable": answer != NOT_SUITABLE, "advice": self.cleaned_data["advice"]}


class AcceptForm(Form):
    """How the case is called that opens."""

    submit = "Accept and open the case"

    title = forms.CharField(
        label="Title of the case",
        max_length=120,
        required=False,
        help_text="What and where, without names. Leave it empty to use the offence as the title",
    )


class WithdrewForm(Form):
    """When somebody withdrew, and why if they said so."""

    submit = "Record that they withdrew"

    withdrew_on = LenientDateField(label="When did they withdraw?", past=True, initial="today")
    because = forms.CharField(label="Why, if they said?", max_length=300, required=False)


class CloseForm(Form):
    """What follows, and whether the case closes too."""

    submit = "Close the referral"

    words = forms.CharField(
        label="What follows?", max_length=2000, required=False, widget=TextArea(rows=4)
    )
    case = forms.ChoiceField(
        label="What happens to the case?",
        choices=[("close", "Close it too"), ("keep", "It stays open")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens to the case"},
    )

    def __init__(self, *args, offers_case, needs_words, **kwargs):
        super().__init__(*args, **kwargs)
        if not offers_case:
            del self.fields["case"]
        self.fields["words"].required = needs_words
        self.fields["words"].error_messages["required"] = "Enter what follows"

    def layout(self):
        return ["words", *([InlineRadios("case")] if "case" in self.fields else [])]

    def said(self):
        """What the service takes."""
        closes = self.cleaned_data.get("case") == "close"
        return {"words": self.cleaned_data["words"], "closes_case": closes}
