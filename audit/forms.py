"""How the log is searched, the whole state in the address; and why a part of it is taken out."""

import re

from django import forms

from audit import remit, vocabulary
from audit.models import Event
from core import policy
from core.forms import FilterForm, Form, LenientDateField
from core.widgets import TextArea

REFERENCE = re.compile(r"[A-Z]{1,3}-\d{4}-\d{1,9}")
NOBODY = 0


def sections_in_use():
    """The parts of a record that some action reads or changes."""
    used = {rule.limits.get("section") for rule in policy.rules().values()}
    return [choice for choice in vocabulary.section_choices() if choice[0] in used]


class EventFilter(FilterForm):
    """By person, by who did it, by kind of act, by days."""

    first = ("person", "actor", "since", "until")
    kept = ()

    person = forms.CharField(label="Person’s reference", required=False, max_length=20)
    actor = forms.CharField(label="User name", required=False, max_length=80)
    since = LenientDateField(label="From", required=False, past=True)
    until = LenientDateField(label="To", required=False)
    team = forms.ModelChoiceField(None, label="Team", required=False)
    operation = forms.ChoiceField(
        label="Kind of act", required=False, choices=[("", ""), *Event.Operation.choices]
    )
    section = forms.ChoiceField(
        label="Part of the record",
        required=False,
        choices=lambda: [("", ""), *sections_in_use()],
    )
    about = forms.ChoiceField(
        required=False, choices=lambda: [("", ""), *vocabulary.group_choices()]
    )
    refusals = forms.BooleanField(label="Refusals only", required=False)
    emergencies = forms.BooleanField(label="Emergency access only", required=False)

    def __init__(self, data, *, teams, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["team"].queryset = teams

    def clean_person(self):
        reference = re.sub(r"\s+", "", self.cleaned_data["person"]).upper()
        if reference and not REFERENCE.fullmatch(reference):
            raise forms.ValidationError("Enter a reference like P-2026-000123")
        return reference

    def clean_actor(self):
        return self.cleaned_data["actor"].strip()

    def clean(self):
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", "This day is before the one in “From”.")

    def ask(self):
        """What the log is asked, without a name: ids, codes and days. Whom nobody is, is 0."""
        wanted, ask = self.wanted, {}
        if "person" in wanted:
            ask["reference"] = wanted["person"]
            ask["person"] = remit.person(wanted["person"]) or NOBODY
        if "actor" in wanted:
            ask["actor_id"] = remit.actor(wanted["actor"]) or NOBODY
        if "team" in wanted:
            ask["actor_team_id"] = wanted["team"].pk
        if "about" in wanted:
            ask["verbs"] = vocabulary.nouns_of(wanted["about"])
        for name in ("since", "until"):
            if name in wanted:
                ask[name] = wanted[name].isoformat()
        for name in ("operation", "section", "refusals", "emergencies"):
            if name in wanted:
                ask[name] = wanted[name]
        return ask

    def all_in_words(self):
        """Every filter in use, for the page of an export and the head of its file."""
        return "; ".join(self.in_words(name) for name in self.wanted) or "all that you audit"


class ExportForm(Form):
    """Why a part of the log is taken out."""

    submit = "Ask for the file"

    reason = forms.CharField(
        label="Why you need this file",
        max_length=500,
        widget=TextArea(rows=3),
        help_text="Recorded with the export, and written into the file.",
    )
