"""What an entry of the register says of what happened and of who takes part, line by line."""

from access.naming import Naming
from core.dates import format_birth, format_day
from referrals.models import Intervention, Party
from referrals.naming import is_hidden

Line = tuple[str, str]


def facts_of(entry: Intervention, names: Naming) -> list[Line]:
    """What is known of an intervention; what was written, for those who may read it.

    Who facilitated and who advised are typed: those of a discreet team are not named either.
    """
    names_people = entry.reads_words and not is_hidden(entry, names)
    said = [
        ("What happened", entry.summary if entry.reads_words else ""),
        ("Where", entry.place if entry.reads_words else ""),
        ("Crime or incident number", entry.number),
        ("Responsibility", entry.get_admission_display()),
        ("Level", f"{entry.level.number}: {entry.level}"),
        ("How they met", str(entry.method or "")),
        ("Facilitator", entry.facilitator if names_people else ""),
        ("RJ champion consulted", _consulted(entry, names_people)),
        ("Their advice", entry.champion_advice if entry.reads_words else ""),
        ("Community resolution", "Yes" if entry.is_community_resolution else "No"),
    ]
    return [(label, words) for label, words in said if words]


def _consulted(entry: Intervention, names_people: bool) -> str:
    if not entry.champion_name:
        return "No"
    day = f", {format_day(entry.champion_on)}" if entry.champion_on else ""
    return f"{entry.champion_name if names_people else 'Yes'}{day}"


def facts_of_party(party: Party, *, reads_words: bool) -> list[Line]:
    """Who somebody is, whether they agreed to take part, and how content they were."""
    said = [
        ("Born", format_birth(party.born_on) if party.born_on else ""),
        ("Also known as", party.also_known_as),
        ("Address", party.address),
        ("Agreed to take part", _consent(party)),
        ("Withdrew", _withdrawn(party, reads_words)),
        ("Satisfaction", _content(party, reads_words)),
    ]
    return [(label, words) for label, words in said if words]


def _consent(party: Party) -> str:
    if party.consented_on is None:
        return "No"
    return f"{format_day(party.consented_on)}, {str(party.consent_method).lower()}"


def _withdrawn(party: Party, reads_words: bool) -> str:
    if party.withdrew_on is None:
        return ""
    why = f": {party.withdrew_because}" if party.withdrew_because and reads_words else ""
    return f"{format_day(party.withdrew_on)}{why}"


def _content(party: Party, reads_words: bool) -> str:
    words = party.satisfaction_words if reads_words else ""
    return ". ".join(filter(None, [str(party.satisfaction or ""), words]))
