"""Rules and alerts in plain words: no name of a person, and no words of a record."""

import datetime
from collections.abc import Iterable

from alerts.factor_models import FactorVersion, Firing
from alerts.factors.kinds import KINDS
from alerts.sentences import RECORD
from core.wording import counted, listed, lowered

Tell = FactorVersion.Tell
TOLD = {
    Tell.OWNER: "the team that manages the record",
    Tell.LEAD: "the lead of the record",
    Tell.OWN: "everyone in this team",
    Tell.PEOPLE: "the people of this team who are named in it",
    Tell.TEAMS: "the teams that are named in it",
    Tell.NEIGHBOURS: "this team and the teams of neighbouring areas",
}


def day_in_words(day: datetime.date) -> str:
    """9 April: of a year that everybody knows."""
    return f"{day.day} {day:%B}"


def days_in_words(days: Iterable[datetime.date]) -> str:
    """9 April, 2 May and 3 June."""
    return listed([day_in_words(day) for day in days])


def kind_in_words(version: FactorVersion) -> str:
    """Has 2 or more cases as victim within 365 days; has had no contact for 28 days."""
    kind = KINDS[version.kind]
    days = counted(version.days, "day", "days")
    if kind.said:
        return kind.said.format(days=days)
    name = kind.named(version.count, lowered(version.what_name))
    if version.count == 1:
        return f"has 1 {name}"
    return f"has {version.count} or more {name} within {days}"


def whom_in_words(version: FactorVersion) -> str:
    """Person under 18 at high risk, in the Fixed cohort."""
    words = [lowered(version.get_role_display()) if version.role else "person"]
    if version.age_from is not None:
        words.append(f"aged {version.age_from} or over")
    if version.age_under is not None:
        words.append(f"under {version.age_under}")
    if version.is_high_risk:
        words.append("at high risk")
    if version.cohort:
        words.append(f"in the {version.cohort} cohort")
    if version.gallery:
        words.append(f"on the gallery {version.gallery}")
    if version.area:
        words.append(f"of {version.area}")
    return " ".join(words)


def rule_in_words(version: FactorVersion) -> str:
    """When a person under 18 has 3 or more … , raise a critical alert for … ."""
    task = ", and send this team a task" if version.makes_task else ""
    level = version.get_level_display().lower()
    alert = "an alert for information" if version.level == 1 else f"a {level} alert"
    return (
        f"When {_one(whom_in_words(version))} {kind_in_words(version)}, raise {alert} for "
        f"{TOLD[Tell(version.tell)]}{task}."
    )


def _one(words: str) -> str:
    return f"{'an' if words[0].lower() in 'aeiou' else 'a'} {words}"


def text_of(firing: Firing) -> str:
    """What an alert says of a person: the record is named to who may read it."""
    return f"{RECORD} {kind_in_words(firing.version)}"


def why_of(firing: Firing) -> str:
    """9 April, 2 May and 3 June. Rule: Repeat missing, child."""
    return f"{days_of(firing)}. Rule: {firing.factor.name}."


def days_of(firing: Firing) -> str:
    """9 April, 2 May and 3 June: the days of what it fired on."""
    return days_in_words(part.fact.happens_on for part in firing.parts.all())
