"""A report that somebody is missing: what is new, on one page, in under a minute."""

from django import forms
from django.core.exceptions import ValidationError

from agencies.models import Area
from core.dates import format_when
from core.forms import Form, LenientDateField, MomentField
from core.layout import Details, Fieldset
from core.tidy import is_name
from core.widgets import TextArea
from missing.plans import words_of

PHONE = forms.TextInput(attrs={"type": "tel", "class": "govuk-input--width-20"})
OF_PERSON = ("name", "born_on", "lives_at", "description")
OF_REPORTER = ("reporter_name", "reporter_phone", "relationship")
NEW = ("last_seen_at", "last_seen_place", "clothing", "circumstances")
# Of what the author said, in words: for the report of somebody who is missing already.
SAID = ("name", "born_on", "lives_at", "description", *NEW)


class ReportForm(Form):
    """When and where somebody was last seen, what they wear, what happened, and who reports it.

    With a plan, nothing that it says is asked again. Without a record, also who they are: what a
    call handler of the police asks at least.
    """

    submit = "Report missing"
    not_an_edit = "what the record or the plan says is copied into the report"

    name = forms.CharField(label="Name", max_length=200, validators=[is_name])
    born_on = LenientDateField(
        label="Date of birth",
        birth=True,
        required=False,
        help_text="If you do not know it, say below how old they look",
    )
    lives_at = forms.CharField(label="Where do they live?", max_length=200, required=False)
    description = forms.CharField(
        label="What do they look like?",
        max_length=500,
        widget=TextArea(rows=3),
        help_text="Age, height, build, hair, anything that stands out",
    )
    last_seen_at = MomentField(
        label="When were they last seen?",
        past=True,
        help_text="For example, today 9.40pm. Roughly is enough.",
    )
    last_seen_place = forms.CharField(label="Where were they last seen?", max_length=200)
    clothing = forms.CharField(
        label="What are they wearing?", max_length=300, required=False, widget=TextArea(rows=2)
    )
    circumstances = forms.CharField(
        label="What happened?",
        max_length=800,
        required=False,
        widget=TextArea(rows=3),
        help_text="Why you are worried, who they may be with, what you have tried",
    )
    area = forms.ModelChoiceField(
        Area.objects.none(), label="Police force area", widget=forms.RadioSelect, empty_label=None
    )
    reporter_name = forms.CharField(label="Your name", max_length=150)
    reporter_phone = forms.CharField(
        label="Your telephone", max_length=40, widget=PHONE, help_text="The unit rings you back"
    )
    relationship = forms.CharField(
        label="How do you know them?", max_length=100, help_text="For example, key worker"
    )

    def __init__(self, *args, areas, person=None, plan=None, reporter=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person, self.plan = person, plan
        self.fields["area"].queryset = areas
        self.only_area = areas[0] if len(areas) == 1 else None
        if self.only_area:
            del self.fields["area"]
        if person is not None:
            del self.fields["name"]
            if person.born_on is not None:
                del self.fields["born_on"]
        if plan is not None:
            del self.fields["lives_at"], self.fields["description"]
        for name, value in (reporter or {}).items():
            self.fields[name].initial = value
        self.is_reporter_known = all((reporter or {}).values())

    def clean_last_seen_at(self):
        moment = self.cleaned_data["last_seen_at"]
        if moment.at is None:
            raise ValidationError("Enter the time too. Roughly is enough, like today 9.40pm")
        return moment.at

    def layout(self):
        of_person = [name for name in OF_PERSON if name in self.fields]
        reporter = [
            Details(f"Reported by {self.reporter_in_words()}", *OF_REPORTER)
            if self.is_reporter_known
            else Fieldset("Who reports it", *OF_REPORTER)
        ]
        area = ["area"] if "area" in self.fields else []
        return [*of_person, *NEW, *area, *reporter]

    def reporter_in_words(self):
        """Who they are, and where they are rung: to be checked at a glance."""
        return ", ".join(self.fields[name].initial for name in OF_REPORTER[:2])

    # ---- What the service takes ---------------------------------------------------------------
    @property
    def force(self):
        """The police force area to which it goes."""
        return self.only_area or self.cleaned_data["area"]

    def facts(self):
        """What the episode says: the words of the plan, and what is new."""
        person = self.person
        of_record = {} if person is None else {"name": person.name, "born_on": person.born_on}
        of_plan = {} if self.plan is None else words_of(self.plan)
        typed = {name: self.cleaned_data[name] for name in SAID if name in self.cleaned_data}
        return {**of_record, **of_plan, **{name: v for name, v in typed.items() if v}}

    def reported(self):
        """Who reports it, and all that they said, in words."""
        lines = [
            f"{self[name].label} {_in_words(self.cleaned_data[name])}"
            for name in SAID
            if self.cleaned_data.get(name)
        ]
        reporter = {name: self.cleaned_data[name] for name in OF_REPORTER}
        return {**reporter, "text": "\n".join(lines)}


def _in_words(value):
    return value if isinstance(value, str) else format_when(value)
