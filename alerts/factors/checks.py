"""What a rule cannot say: contradictions, what cannot happen, and what everybody would set off."""

from collections.abc import Collection
from typing import Any

from agencies.models import Area, Membership, Team
from alerts.factor_models import FactorVersion
from alerts.factors.backtest import DAYS, Trial
from alerts.factors.kinds import KINDS, Kind, Timing
from core.wording import counted

LONGEST, MOST_TIMES, OLDEST = 365, 50, 120
# A rule that more than half of the people set off tells nothing; of a few people it may.
FEW = 10

Tell = FactorVersion.Tell


def problems_of(
    version: FactorVersion,
    team: Team,
    *,
    people: Collection[Any] = (),
    teams: Collection[Any] = (),
) -> dict[str, str]:
    """Why a rule cannot be as it is, by field; nothing if it can."""
    kind = KINDS.get(version.kind)
    if kind is None:
        return {"watches": "Choose what the rule watches for"}
    problems = {**_of_numbers(version, kind), **_of_ages(version)}
    if version.what and (kind.lists is None or not _is_listed(kind, version.what)):
        problems["watches"] = f"Choose something that belongs to {kind.many}, or “of any kind”"
    problems |= _of_receivers(version, team, people, teams)
    problems |= _of_gallery(version)
    if kind.rises and version.what and version.what == _lowest(kind):
        problems["watches"] = "Nothing rises to the lowest level. Choose a higher one"
    if version.area and not Area.objects.filter(pk=version.area.pk).exists():
        problems["area"] = "Choose an area from the list"
    return problems


def _is_listed(kind: Kind, code: str) -> bool:
    return bool(kind.lists.objects.filter(code=code).exists())


def name_of_what(version: FactorVersion) -> str:
    """What the entry of a list is called that a rule is narrowed to."""
    kind = KINDS[version.kind]
    row = kind.lists.objects.filter(code=version.what).first() if version.what else None
    return row.name if row else ""


def _of_numbers(version: FactorVersion, kind: Kind) -> dict[str, str]:
    if not 1 <= version.days <= LONGEST:
        return {"days": f"Enter a number of days from 1 to {LONGEST}"}
    if not 1 <= version.count <= MOST_TIMES:
        return {"count": f"Enter a number from 1 to {MOST_TIMES}"}
    if kind.timing is not Timing.COUNTED and version.count > 1:
        return {"count": "Enter 1: this goes by the calendar and is not counted"}
    most = kind.per_day * version.days
    if version.count > most:
        within = counted(version.days, "day", "days")
        return {"count": f"Enter {most} or fewer: more {kind.many} cannot happen within {within}"}
    return {}


def _of_ages(version: FactorVersion) -> dict[str, str]:
    low, under = version.age_from, version.age_under
    if under is not None and not 1 <= under <= OLDEST:
        return {"age_under": f"Enter an age from 1 to {OLDEST}"}
    if low is not None and not 0 <= low <= OLDEST:
        return {"age_from": f"Enter an age from 0 to {OLDEST}"}
    if low is not None and under is not None and low >= under:
        return {"age_from": f"Nobody is {low} or over and under {under}. Change one of the ages"}
    return {}


def _of_receivers(
    version: FactorVersion, team: Team, people: Collection[Any], teams: Collection[Any]
) -> dict[str, str]:
    if version.tell not in Tell.values:
        return {"tell": "Choose whom to tell"}
    if version.tell == Tell.PEOPLE:
        at_work = Membership.objects.live().filter(team=team, user__in=[one.pk for one in people])
        members = set(at_work.values_list("user_id", flat=True))
        if not people or {one.pk for one in people} - members:
            return {"people": f"Choose people who work in {team} now"}
    if version.tell == Tell.TEAMS and not teams:
        return {"teams": "Choose at least one team"}
    if version.tell == Tell.NEIGHBOURS and not team.areas.exists():
        return {"tell": f"{team} has no area, so it has no neighbours. Choose whom else to tell"}
    return {}


def _of_gallery(version: FactorVersion) -> dict[str, str]:
    """Who is on a gallery is told to the team that sees it, and to nobody else."""
    if version.gallery is None or version.tell in (Tell.OWN, Tell.PEOPLE):
        return {}
    return {
        "tell": "A rule about a gallery tells this team alone: choose everyone or people in it"
    }


def _lowest(kind: Kind) -> str:
    return str(kind.lists.objects.order_by("-position", "-pk").values_list("code", flat=True)[0])


def too_many(trial: Trial, team: Team) -> dict[str, str]:
    """Why a rule is refused that nearly everybody would set off; nothing if it is not."""
    if trial.people <= FEW or 2 * trial.people <= trial.seen:
        return {}
    return {
        "watches": f"This rule would have fired for {trial.people:,} of the {trial.seen:,} people "
        f"whose records {team} sees, in {DAYS} days. Make it narrower: change the number "
        "or the days, or limit it to an area, an age or a level of risk"
    }
