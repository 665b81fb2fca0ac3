"""Giving access, in sentences: to whom, how far, until when, and what it replaces."""

from dataclasses import dataclass
from typing import Any

from access.access_summary import readers_in_words
from access.forms.grantees import Grantee
from access.levels import Level
from access.models import Grant
from access.while_open import while_open_words
from core.dates import format_when
from core.wording import listed


def all_of(grantee: Grantee) -> str:
    """The 9 people and 1 API client in Norfolk IOM Team; Isla Thornbury (Norfolk IOM Team)."""
    if grantee.membership:
        return f"{grantee.name} ({grantee.team})"
    people, clients = grantee.team.people().count(), grantee.team.clients().count()
    if not people and not clients:
        return f"{grantee.team} (nobody in it now)"
    words = readers_in_words(people, clients)
    return f"the {'person' if words == '1 person' else words} in {grantee.team}"


def in_a_row(names: list[str]) -> str:
    """One, two and three."""
    row = listed(names)
    return row[:1].upper() + row[1:]


def can_words(level: int) -> str:
    """What they will be able to do, before the name of the record."""
    return "read" if level == Level.VIEW else "read and add to"


def sections_in_words(obj: Any, sections: Any, nothing: str = "") -> str:
    """Overview, log, risk. With `nothing`, the sections alone, or that word."""
    offered = obj.offered_sections()
    labels = [label.lower() for name, label in offered.items() if name in set(sections)]
    if nothing:
        return ", ".join(labels) or nothing
    return ", ".join(["overview", *labels])


def until_words(form: Any) -> str:
    """Until you end it; until 4 August 2026; while C-2026-000123 is open."""
    record = form.while_open
    if record is not None:
        return f"while {record.reference} is open"
    if form.cleaned_data["how_long"] == "ended":
        return "until you end it"
    return f"until {format_when(form.last_day)}"


@dataclass
class Replacement:
    """What a team or person has now, and what takes its place."""

    obj: Any
    grantee: Grantee
    grant: Grant
    form: Any
    reader: Any

    @property
    def now(self) -> str:
        grant = self.grant
        until = "until ended" if grant.is_for_ever else f"until {format_when(grant.last_day)}"
        until = while_open_words([grant], self.obj, self.reader).get(grant.pk, until)
        can = grant.get_level_display()
        return f"{can}: {sections_in_words(self.obj, grant.sections)}, {until}"

    @property
    def then(self) -> str:
        terms = self.form.as_terms()
        can = Level(terms["level"]).label
        return f"{can}: {sections_in_words(self.obj, terms['sections'])}, {until_words(self.form)}"

    @property
    def lost(self) -> str:
        """The sections that they will no longer see."""
        gone = set(self.grant.offered_sections) - set(self.form.cleaned_data["sections"])
        return sections_in_words(self.obj, gone, "nothing") if gone else ""


def bundle_in_words(form: Any, results: list[Any]) -> list[dict[str, Any]]:
    """Of each record that goes with it: whom it names besides, who gets it, and who does not."""
    rows = []
    for one in form.chosen_records:
        skipped = [
            (grantee.name, reason)
            for grantee, result in results
            for record, reason in result.skipped
            if record == one.record
        ]
        gets = [grantee.name for grantee, result in results if one.record in result.given]
        rows.append({"record": one.record, "others": one.others, "gets": gets, "skipped": skipped})
    return rows


def given_in_words(results: list[Any]) -> str:
    """And to which cases; which were skipped, and why."""
    bundles = [(grantee, result) for grantee, result in results if result is not None]
    given = {record.reference for _, result in bundles for record in result.given}
    words = f" Also to {', '.join(sorted(given))}." if given else ""
    for grantee, result in bundles:
        for record, reason in result.skipped:
            words += f" {record.reference} was not shared with {grantee.name}: {reason}."
    return words
