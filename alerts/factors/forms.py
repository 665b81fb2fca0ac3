"""The form of a rule: it reads as a sentence."""

from crispy_forms.layout import LayoutObject
from django import forms
from django.template.loader import render_to_string

from agencies.models import Area
from alerts.factor_models import FactorVersion
from alerts.factors.kinds import KINDS, Timing
from alerts.factors.selectors import colleagues_of, galleries_of, teams_near
from alerts.levels import Level
from core.forms import Fieldset, Form
from core.layout import Link, Submit
from core.widgets import Checkboxes, short
from profiles.models import CohortKind, Role

SENTENCE = ("role", "age_from", "age_under", "count", "watches", "days", "level", "tell")
LISTS = ("people", "teams")
LEVELS = [
    (Level.CRITICAL, "a critical"),
    (Level.HIGH, "a high"),
    (Level.INFORMATION, "an information-only"),
]


def watches():
    """What can be watched for: each kind, and each entry of its list, as one choice."""
    choices = []
    for kind in KINDS.values():
        some = [(kind.code, kind.many if kind.timing is Timing.COUNTED else kind.one)]
        if kind.lists is not None:
            entries = kind.lists.objects.offered().values_list("code", "name")
            some += [(f"{kind.code}:{code}", f"{kind.many}: {name}") for code, name in entries]
        choices.append((kind.many.capitalize(), some))
    return choices


class Part(LayoutObject):
    """A part of the form with markup of its own: the sentence, and what the trial came to."""

    fields = ()

    def __init__(self, template):
        self.template = f"alerts/factors/{template}.html"

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string(self.template, {"form": form, "trial": form.trial})


class Sentence(Part):
    """The rule, with an edge at what is wrong in it, also where the service says so."""

    def __init__(self):
        super().__init__("_sentence")

    def render(self, form, context, template_pack=None, **kwargs):
        form.mark_errors()
        return super().render(form, context, template_pack, **kwargs)


class RuleForm(Form):
    """What to watch for, about whom, whom to tell, how urgent, and what to do."""

    # What the rule would have done, once it was tried.
    trial = None
    next_number = 1
    not_an_edit = "it writes the next version of the rule"

    name = forms.CharField(label="Name of the rule", max_length=80)
    role = forms.ChoiceField(label="Kind of person", required=False)
    age_from = forms.IntegerField(label="Age from", required=False, widget=short(3))
    age_under = forms.IntegerField(label="Age under", required=False, widget=short(3))
    count = forms.IntegerField(label="How many", widget=short(2))
    watches = forms.ChoiceField(label="What to watch for")
    days = forms.IntegerField(label="Days", widget=short(3))
    level = forms.TypedChoiceField(label="How urgent", choices=LEVELS, coerce=int)
    tell = forms.ChoiceField(label="Whom to tell", choices=FactorVersion.Tell)
    is_high_risk = forms.BooleanField(
        label="Only people at high or very high risk",
        required=False,
        help_text="Tells only those who may read the risk",
    )
    cohort = forms.ModelChoiceField(
        None, label="Only people in the cohort", required=False, empty_label="Any, or none"
    )
    area = forms.ModelChoiceField(
        None, label="Only records of teams in the area", required=False, empty_label="Any area"
    )
    gallery = forms.ModelChoiceField(
        None, label="Only people on the gallery", required=False, empty_label="Any, or none"
    )
    people = forms.ModelMultipleChoiceField(
        None,
        label="People of this team to tell",
        required=False,
        widget=Checkboxes,
        help_text="If the alert is for “people of this team, named below”",
    )
    teams = forms.ModelMultipleChoiceField(
        None,
        label="Teams to tell",
        required=False,
        widget=Checkboxes,
        help_text="If the alert is for “teams, named below”",
    )
    makes_task = forms.BooleanField(
        label="Also send this team a task to review the person",
        required=False,
        help_text="Sent for the manager who switches the rule on",
    )
    number = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, team, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [("", "person"), *_lowered(Role.Kind.choices)]
        self.fields["watches"].choices = watches()
        self.fields["cohort"].queryset = CohortKind.objects.offered()
        self.fields["area"].queryset = Area.objects.filter(teams=team) | Area.objects.filter(
            parent__teams=team
        )
        self.fields["area"].queryset = self.fields["area"].queryset.distinct()
        self.fields["gallery"].queryset = galleries_of(user)
        self.fields["people"].queryset = colleagues_of(team)
        self.fields["teams"].queryset = teams_near(user, team)
        for name in SENTENCE:
            is_select = isinstance(self.fields[name].widget, forms.Select)
            attrs = self.fields[name].widget.attrs
            kind = "govuk-select" if is_select else "govuk-input"
            attrs["class"] = f"{kind} {attrs.get('class', '')}".strip()

    def sentence(self):
        """The fields that stand in the sentence, for their errors below it."""
        return [self[name] for name in SENTENCE]

    @property
    def is_counted(self):
        """Is what it watches for counted, or does it go by the calendar?"""
        kind = KINDS.get(str(self["watches"].value() or "").partition(":")[0])
        return kind is None or kind.timing is Timing.COUNTED

    def mark_errors(self):
        """Mark the fields of the sentence that have an error."""
        for name in self.errors.keys() & set(SENTENCE):
            attrs = self.fields[name].widget.attrs
            attrs["class"] += f" {attrs['class'].split()[0]}--error"

    def layout(self):
        narrower = Fieldset("Only some people", "is_high_risk", "cohort", "area", "gallery")
        named = Fieldset("Told by name", "people", "teams")
        return ["name", Sentence(), Part("_trial"), narrower, named, "makes_task"]

    def buttons(self):
        return [
            Submit(f"Save as version {self.next_number}" if self.next_number > 1 else "Save"),
            Submit("Try it on the last 90 days", name="test", secondary=True),
            Link("Cancel", self.cancel_url),
        ]

    def rule(self):
        """What the version says, as the service takes it."""
        given = dict(self.cleaned_data)
        kind, _, what = given.pop("watches").partition(":")
        given.pop("number")
        return {**given, "kind": kind, "what": what}


def first_values(version):
    """What the form shows of a version."""
    names = (
        *("count", "days", "role", "age_from", "age_under", "is_high_risk", "cohort", "area"),
        *("gallery", "level", "tell", "makes_task"),
    )
    watched = f"{version.kind}:{version.what}" if version.what else version.kind
    return {name: getattr(version, name) for name in names} | {
        "watches": watched,
        "name": version.factor.name,
        "number": version.number,
        "people": list(version.people.all()),
        "teams": list(version.teams.all()),
    }


def _lowered(choices):
    return [(code, name if name.startswith("ASB") else name.lower()) for code, name in choices]
