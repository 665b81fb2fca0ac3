"""Forms about access: give it, end it, ask for it, answer, exclude."""

import datetime

from django import forms
from django.utils import timezone

from access.levels import Level
from access.models import AccessRequest
from agencies.models import FOREVER
from core.forms import Form, InlineRadios, LenientDateField, Reveal
from records.models import LawfulBasis

SEVEN_DAYS, DATE, ENDED = "7days", "date", "ended"


class TermsForm(Form):
    """What may be seen, what may be done, why, and for how long."""

    marks_optional = False

    sections = forms.MultipleChoiceField(
        label="What may they see?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Name, date of birth, roles and warnings are always included.",
    )
    level = forms.TypedChoiceField(
        label="What may they do?",
        coerce=int,
        choices=[(Level.VIEW.value, "Read"), (Level.CONTRIBUTE.value, "Read and add")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose whether they can read, or read and add"},
    )
    purpose = forms.CharField(
        label="Why do they need it?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why they need access"},
    )
    basis = forms.ModelChoiceField(
        LawfulBasis.objects.none(),
        label="Lawful basis",
        empty_label="Choose",
        help_text="Consent is rarely the right basis for an offender.",
        error_messages={"required": "Choose a lawful basis"},
    )
    how_long = forms.ChoiceField(
        label="How long?",
        choices=[(SEVEN_DAYS, "7 days"), (DATE, "Until a date"), (ENDED, "Until ended")],
        widget=forms.RadioSelect,
        help_text="Access ends by itself. You can end it sooner.",
        error_messages={"required": "Choose how long they need access"},
    )
    until = LenientDateField(label="Last day", required=False)

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = sections
        self.fields["basis"].queryset = LawfulBasis.objects.offered()

    def terms(self):
        return [
            "sections",
            InlineRadios("level"),
            "purpose",
            "basis",
            Reveal("how_long", {DATE: ["until"]}),
        ]

    def layout(self):
        return self.terms()

    def clean(self):
        cleaned = super().clean()
        chosen = cleaned.get("how_long")
        if chosen == SEVEN_DAYS:
            cleaned["until"] = timezone.now() + datetime.timedelta(days=7)
        elif chosen == ENDED:
            cleaned["until"] = FOREVER
        elif chosen == DATE and "until" not in self.errors:
            day = cleaned.get("until")
            if not day:
                self.add_error("until", "Enter the last day, like 4 August")
            elif day < timezone.localdate():
                self.add_error("until", "Enter a date that is today or later")
            elif day.year > timezone.localdate().year + 20:
                self.add_error("until", "Enter a date in the next 20 years")
            else:
                midnight = datetime.datetime.combine(
                    day + datetime.timedelta(days=1), datetime.time()
                )
                cleaned["until"] = timezone.make_aware(midnight)
        return cleaned

    @property
    def last_day(self):
        """The last day in force, for the page that checks."""
        return timezone.localdate(self.cleaned_data["until"] - datetime.timedelta(seconds=1))

    def as_terms(self):
        """What the services take."""
        names = ("sections", "level", "purpose", "basis", "until")
        return {name: self.cleaned_data[name] for name in names}


class GiveAccessForm(TermsForm):
    """Who is given access, and the terms. Teams and people come in as directories to look in."""

    submit = "Check before you give access"

    TEAM, PEOPLE = "team", "people"

    to = forms.ChoiceField(
        label="Who needs it?",
        choices=[(TEAM, "A whole team"), (PEOPLE, "Named people only")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a whole team or named people"},
    )
    team = forms.CharField(label="Team", required=False, max_length=150)
    people = forms.CharField(
        label="People",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Names or user names, one on each line. Their team-mates will see only that "
        "your team manages this person.",
    )

    field_order = ["to", "team", "people"]

    def __init__(self, *args, teams, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.teams, self.memberships = teams, memberships

    def layout(self):
        who = Reveal("to", {self.TEAM: ["team"], self.PEOPLE: ["people"]})
        return [who, *self.terms()]

    def clean_team(self):
        name = self.cleaned_data["team"]
        if self.cleaned_data.get("to") != self.TEAM:
            return None
        if not name:
            raise forms.ValidationError("Enter the name of a team")
        found = self.teams.filter(name__iexact=name).first()
        if found is None:
            near = self.teams.near(name)[:5]
            raise forms.ValidationError(_not_found(f"No team is called “{name}”.", near))
        return found

    def clean_people(self):
        lines = [line.strip() for line in self.cleaned_data["people"].splitlines()]
        names = [line for line in lines if line]
        if self.cleaned_data.get("to") != self.PEOPLE:
            return []
        if not names:
            raise forms.ValidationError("Enter at least one name")
        if len(names) > 20:
            raise forms.ValidationError("Enter 20 people at most, or give access to the team")
        found = [self._person(name) for name in names]
        return list({membership.pk: membership for membership in found}.values())

    def _person(self, name):
        matches = list(self.memberships.named(name)[:6])
        if not matches:
            raise forms.ValidationError(f"Nobody in the directory is called “{name}”.")
        if len({membership.user_id for membership in matches}) > 1:
            several = ", ".join(f"{m.user.username} ({m.team})" for m in matches)
            raise forms.ValidationError(
                f"Several people are called “{name}”. Enter the user name: {several}."
            )
        return matches[0]

    @property
    def grantees(self):
        """Pairs of team and, for a named person, membership."""
        if self.cleaned_data["to"] == self.TEAM:
            return [(self.cleaned_data["team"], None)]
        return [(m.team, m) for m in self.cleaned_data["people"]]


def _not_found(words, near):
    names = ", ".join(str(team) for team in near)
    return f"{words} Did you mean: {names}?" if names else f"{words} Look in Teams for its name."


class ChangeAccessForm(TermsForm):
    """New terms for an access that is in force."""

    submit = "Save the change"


class EndAccessForm(Form):
    """Why an access ends."""

    submit = "End access"

    because = forms.CharField(
        label="Why does it end?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Enter why it ends"},
    )


class ExcludeForm(Form):
    """Who must not see the record, and why."""

    submit = "Exclude this person"

    person = forms.CharField(
        label="Who must not see this record?",
        max_length=150,
        help_text="Their name or user name",
        error_messages={"required": "Enter a name"},
    )
    reason = forms.CharField(
        label="Why?",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="For example, a relative of the person",
        error_messages={"required": "Enter why"},
    )

    def __init__(self, *args, memberships, **kwargs):
        super().__init__(*args, **kwargs)
        self.memberships = memberships

    def clean_person(self):
        name = self.cleaned_data["person"]
        people = {membership.user for membership in self.memberships.named(name)[:6]}
        if len(people) != 1:
            raise forms.ValidationError(
                f"{'Several people are' if people else 'Nobody in the directory is'} called "
                f"“{name}”. Enter the user name."
            )
        return people.pop()


class AskForm(Form):
    """Why someone needs to see a record."""

    submit = "Ask for access"

    reason = forms.ChoiceField(
        label="Why do you need it?",
        choices=AccessRequest.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a reason"},
    )
    words = forms.CharField(
        label="Tell them more",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The team that manages the record reads this.",
        error_messages={"required": "Enter what you need it for"},
    )


class AnswerForm(TermsForm):
    """Give what was asked for, or refuse with the reason."""

    submit = "Send the answer"

    GIVE, REFUSE = "give", "refuse"

    answer = forms.ChoiceField(
        label="Your answer",
        choices=[(GIVE, "Give access"), (REFUSE, "Refuse")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose give or refuse"},
    )
    why_not = forms.CharField(
        label="Why do you refuse?",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.data.get("answer") != self.GIVE:
            for name in ("level", "purpose", "basis", "how_long"):
                self.fields[name].required = False

    def layout(self):
        return [
            Reveal(
                "answer",
                {
                    self.GIVE: [
                        "sections",
                        InlineRadios("level"),
                        "purpose",
                        "basis",
                        "how_long",
                        "until",
                    ],
                    self.REFUSE: ["why_not"],
                },
            )
        ]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.REFUSE and not cleaned.get("why_not"):
            self.add_error("why_not", "Enter why you refuse")
        return cleaned
