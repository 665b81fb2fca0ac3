"""Who recorded an intervention and whom to ring about it, as one reader may know them."""

from access.naming import ANOTHER_PERSON, Naming
from referrals.models import Intervention


def is_hidden(entry: Intervention, names: Naming) -> bool:
    """Is it of a discreet team that the reader is not of? Then its people are not named."""
    return not names.names_team(entry.team)


def officer_of(entry: Intervention, names: Naming) -> str:
    """The officer, or "a person of another team"."""
    return ANOTHER_PERSON if is_hidden(entry, names) else entry.officer_name


def officer_phone_of(entry: Intervention, names: Naming) -> str:
    """Where the officer is rung: their own number, or their team's."""
    return "" if is_hidden(entry, names) else entry.officer_phone or entry.team.phone


def recorder_of(entry: Intervention, names: Naming) -> str:
    """Who recorded it, and for which team: the name as it was then."""
    if is_hidden(entry, names):
        return ANOTHER_PERSON
    return f"{entry.recorded_by_name}, {entry.team.name}"
