"""Who is given access: teams and people found by typing, several at once, also without script.

What is found becomes a ticked box, so that it can be taken out again; what is not stays in its
text box with the reason, and with boxes to tick for what may have been meant.
"""

import uuid
from dataclasses import dataclass
from typing import Any, ClassVar

from crispy_forms.layout import LayoutObject
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.template.loader import render_to_string

from agencies.models import Membership, Team

MOST = 20
LONGEST = 150
TEAM, PERSON = "team", "person"
# Asked for where a person may have any role; what is found is a person.
ANYONE = "anyone"
NOBODY = {
    ("teams", "people"): "Enter a team or a person",
    ("teams",): "Enter the name of a team",
    ("people",): "Enter a name",
}


@dataclass(frozen=True)
class Grantee:
    """A team, or with a membership one named person of it."""

    team: Team
    membership: Membership | None = None

    @property
    def value(self):
        kind, row = (PERSON, self.membership) if self.membership else (TEAM, self.team)
        return f"{kind}:{row.uuid}"

    @property
    def name(self):
        return str(self.membership.user if self.membership else self.team)

    @property
    def of(self):
        """What tells two of one name apart."""
        if self.membership:
            return f"{self.team}, {self.membership.user.username}"
        return str(self.team.agency)

    def as_result(self):
        return {"value": self.value, "name": self.name, "of": self.of}


@dataclass(frozen=True)
class Directory:
    """Where grantees are looked for: what the user may name. Closed teams only to say so."""

    teams: Any
    memberships: Any
    closed: Any

    def with_values(self, values):
        """Those with these values, in their order; what is not in the directory is left out."""
        ids: dict[str, set] = {TEAM: set(), PERSON: set()}
        for value in values:
            kind, _, key = value.partition(":")
            if kind in ids and _is_uuid(key):
                ids[kind].add(uuid.UUID(key))
        teams = self.teams.filter(uuid__in=ids[TEAM]).select_related("agency")
        people = self.memberships.filter(uuid__in=ids[PERSON])
        found = [Grantee(team) for team in teams]
        found += [Grantee(m.team, m) for m in people.select_related("team", "user")]
        by_value = {grantee.value: grantee for grantee in found}
        return [by_value[value] for value in dict.fromkeys(values) if value in by_value]

    def team(self, name):
        """The team with this name, or why there is none and what may have been meant."""
        teams = self.teams.select_related("agency")
        found = teams.filter(name__iexact=name).first()
        if found:
            return Grantee(found), "", []
        if self.closed.filter(name__iexact=name).exists():
            return None, f"“{name}” has closed. Choose another team.", []
        near = [Grantee(team) for team in teams.near(name)[:5]]
        look = "" if near else " Look in Teams for its name."
        return None, f"No team is called “{name}”.{look}", near

    def person(self, name):
        """The person with this name or user name, or why not and who may have been meant."""
        matches = [Grantee(m.team, m) for m in self.memberships.named(name)[:6]]
        if len({match.membership.user_id for match in matches}) == 1:
            return matches[0], "", []
        if matches:
            return None, f"Several people are called “{name}”. Choose which.", matches
        near = self.memberships.near(name).select_related("team", "user")[:5]
        near = [Grantee(m.team, m) for m in near]
        words = f"Nobody in the directory is called “{name}”. They may have left."
        return None, words, near

    def starting(self, kind, words):
        """The first ten that a few typed letters may stand for."""
        if kind != TEAM:
            people = self.memberships.containing(words)
            return [Grantee(m.team, m) for m in people.select_related("team", "user")[:10]]
        return [
            Grantee(team) for team in self.teams.containing(words).select_related("agency")[:10]
        ]


def _is_uuid(text):
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


class Who(LayoutObject):
    """The question who is given access: ticked boxes, text boxes, suggestions."""

    fields = ("teams", "people")

    def render(self, form, context, template_pack=None, **kwargs):
        return render_to_string("access/_grantees.html", {**context.flatten(), "form": form})


class GranteesMixin(forms.Form):
    """Teams and people, for the forms that give and end access to build on."""

    one_team = False
    # Only one kind may be asked for, and only one of it.
    asks: ClassVar[tuple[str, ...]] = ("teams", "people")
    just_one = False
    person_kind = PERSON
    ask_who = "Who needs it?"

    teams = forms.CharField(
        label="Teams",
        required=False,
        widget=forms.Textarea,
        help_text="One on each line.",
    )
    people = forms.CharField(
        label="People",
        required=False,
        widget=forms.Textarea,
        help_text="Names or user names, one on each line. Their team-mates will see only who "
        "manages the record.",
    )

    def __init__(self, *args, directory, names_url="", suggested=(), **kwargs):
        self.directory, self.names_url, self.suggested = directory, names_url, suggested
        self.meant: list[tuple[str, list[tuple[str, Grantee]]]] = []
        self.grantees: list[Grantee] = []
        super().__init__(*args, **kwargs)
        for name in {"teams", "people"}.difference(self.asks):
            del self.fields[name]

    def clean(self):
        cleaned = super().clean()
        values, answered = self._ticked()
        chosen = self.directory.with_values(values)
        if len(chosen) < len(set(values)):
            self.add_error(
                self.asks[0],
                "One of those you chose is no longer in the directory. Check the list.",
            )
        chosen += self._typed("teams", TEAM, self.directory.team, answered)
        chosen += self._typed("people", PERSON, self.directory.person, answered)
        self.grantees = list({grantee.value: grantee for grantee in chosen}.values())
        self.data.setlist("chosen", [grantee.value for grantee in self.grantees])
        self.data.pop("instead", None)
        self._check_number()
        return cleaned

    def _ticked(self):
        """The values ticked, and the typed lines that were answered by ticking what was meant."""
        values, answered = self.data.getlist("chosen")[: MOST * 5], set()
        for meant in self.data.getlist("instead")[: MOST * 5]:
            value, _, typed = meant.partition("|")
            values.append(value)
            answered.add((value.partition(":")[0], typed.casefold()))
        return [value[:50] for value in values], answered

    def _typed(self, field, kind, find, answered):
        """Those found of the lines of a text box; the others stay in it, each with its error."""
        if field not in self.cleaned_data:
            return []
        typed = (line.strip() for line in self.cleaned_data[field].splitlines())
        by_name = {line.casefold(): line for line in typed if line}
        lines = [line for name, line in by_name.items() if (kind, name) not in answered]
        if len(lines) > MOST:
            self.add_error(field, f"Enter {MOST} lines or fewer. You entered {len(lines)}.")
            return []
        found, left = [], []
        for line in lines:
            if len(line) > LONGEST:
                grantee, near = None, []
                problem = f"“{line[:30]}…” is too long for a name: put each on its own line."
            else:
                grantee, problem, near = find(line)
            if grantee:
                found.append(grantee)
                continue
            left.append(line)
            self.add_error(field, problem)
            near = [one for one in near if one not in found]
            if near:
                self.meant.append((line, [(f"{one.value}|{line}", one) for one in near]))
        self.data[field] = "\n".join(left)
        return found

    def _check_number(self):
        number, first = len(self.grantees), self.asks[0]
        if not number and not set(self.asks) & set(self.errors):
            self.add_error(first, NOBODY[self.asks])
        if self.just_one and number > 1:
            self.add_error(first, f"Choose one. You chose {number}.")
        if number > MOST:
            self.add_error(
                first, f"Choose {MOST} teams and people at most in one go. You chose {number}."
            )
        teams = sum(grantee.membership is None for grantee in self.grantees)
        if self.one_team and teams and number > 1:
            self.add_error("teams", "Choose one team, or named people and no team")

    # ---- For the page -----------------------------------------------------------------------
    def boxes(self):
        """What is chosen, as ticked boxes."""
        if self.is_bound:
            return self.grantees or self.directory.with_values(self.data.getlist("chosen")[:100])
        return self.directory.with_values(self.initial.get("chosen", []))

    def suggestions(self):
        """Teams to add by a tick, with the words why; without those chosen already."""
        chosen = {grantee.value for grantee in self.boxes()}
        pairs = [(Grantee(team), why) for team, why in self.suggested]
        return [(grantee, why) for grantee, why in pairs if grantee.value not in chosen]

    def blame(self, problem):
        """The same problem, by the names that the fields have here."""
        if not hasattr(problem, "error_dict"):
            return problem
        renamed: dict[str, list] = {}
        for name, errors in problem.error_dict.items():
            here = {"team": "teams", "to_team": "teams", "user": "people"}.get(name, name)
            here = here if here in self.fields else NON_FIELD_ERRORS
            renamed.setdefault(here, []).extend(errors)
        return forms.ValidationError(renamed)
