"""How the log is searched: each filter, and what is kept of it in the log and in an export.

What is asked must outlast the request, since a job writes the file of an export: each filter says
it in ids, codes and days (`recorded`), which `EventQuerySet.narrowed` understands.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.functional import cached_property

from audit import remit, vocabulary
from audit.models import Event
from audit.selectors import teams_audited
from core import policy
from core.filter_sets import FilterSet
from core.filters import (
    ChoiceFilter,
    Choices,
    DateFilter,
    ModelFilter,
    TextFilter,
    TickFilter,
)

REFERENCE = re.compile(r"[A-Z]{1,3}-\d{4}-\d{1,9}")
NOBODY = 0


class AboutPerson(TextFilter):
    """Events that touched the person with this reference."""

    name, label, in_sight, most = "person", "Person’s reference", True, 20

    def read(self, typed: str) -> str:
        reference = re.sub(r"\s+", "", super().read(typed)).upper()
        if not REFERENCE.fullmatch(reference):
            raise ValidationError("Enter a reference like P-2026-000123")
        return reference

    @property
    def chosen_in_words(self) -> str:
        return self.chosen

    def recorded(self) -> dict[str, Any]:
        return {"reference": self.chosen, "person": remit.person(self.chosen) or NOBODY}


class ByUser(TextFilter):
    """What the one with this user name, or this name, did."""

    name, label, in_sight, most = "actor", "Name or user name", True, 150

    def recorded(self) -> dict[str, Any]:
        return {"actor_id": remit.actor(self.chosen) or NOBODY}


class Since(DateFilter):
    """Events of this day and later."""

    name, label, in_sight, past = "since", "From", True, True


class Until(DateFilter):
    """Events of this day and earlier."""

    name, label, in_sight, not_before = "until", "To", True, "since"


class ByTeam(ModelFilter):
    """What people did in one of the teams that the reader audits."""

    name, label = "team", "Team"

    def rows(self) -> QuerySet:
        return teams_audited(self.user)

    def recorded(self) -> dict[str, Any]:
        return {"actor_team_id": self.chosen.pk}


class OfOperation(ChoiceFilter):
    """Consultations, collections, alterations."""

    name, label = "operation", "Kind of act"
    choices = Event.Operation.choices


class OfSection(ChoiceFilter):
    """Events in one part of the record."""

    name, label = "section", "Part of the record"

    @cached_property
    def choices(self) -> Choices:
        """Parts that some action reads or changes."""
        used = {rule.limits.get("section") for rule in policy.rules().values()}
        return [choice for choice in vocabulary.section_choices() if choice[0] in used]


class AboutGroup(ChoiceFilter):
    """Events with verbs of these nouns."""

    name, label = "about", "About"

    @cached_property
    def choices(self) -> Choices:
        return vocabulary.group_choices()

    def recorded(self) -> dict[str, Any]:
        return {"verbs": vocabulary.nouns_of(self.chosen)}


class Refusals(TickFilter):
    """What somebody asked for and was refused."""

    name, label = "refusals", "Refusals only"


class Emergencies(TickFilter):
    """Access in an emergency."""

    name, label = "emergencies", "Emergency access only"


class EventFilter(FilterSet):
    """By person, by who did it, by kind of act, by days."""

    filters = (
        *(AboutPerson, ByUser, Since, Until),
        *(ByTeam, OfOperation, OfSection, AboutGroup, Refusals, Emergencies),
    )
