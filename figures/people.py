"""Figures about people: by role, by area and by risk, as they are today."""

from typing import Any

from core.figures import Counted, Figure, Period
from core.querysets import among
from core.wording import counted
from profiles.models import Profile, RiskAssessment, RiskLevel, Role

NOBODY = "You can see no people’s records."
SEEN = "Only people whose records you can see are counted."
SERIOUS = (RiskLevel.Badge.HIGH, RiskLevel.Badge.VERY_HIGH)
EVERYBODY = 10**9


def _seen(user: Any, section: str = "") -> Any:
    """The ids of people whose record, or this section of it, the user may see, as lists find them.

    From the holds of the user's teams: asked of each record there is, it would take seconds. All
    that is counted below is narrowed by these ids.
    """
    people = Profile.objects.all()
    found = people.with_section(user, section) if section else people
    return among(found.ids_for(user, cap=EVERYBODY))


def by_role(user: Any, period: Period) -> Counted:
    """How many people hold each role today."""
    seen, roles = _seen(user), Role.objects.current()
    numbers = dict(roles.filter(profile_id__in=seen).people_by_kind())
    everybody, without = Profile.objects.filter(pk__in=seen).with_and_without(roles)
    rows = [(label, numbers[kind]) for kind, label in Role.Kind.choices if kind in numbers]
    rows += [("No role", without)] if without else []
    return Counted(rows, counted(everybody, "person", "people"))


def by_area(user: Any, period: Period) -> Counted:
    """How many people are managed in each area."""
    people = Profile.objects.filter(pk__in=_seen(user))
    numbers = list(people.by_area())
    rows = [(name or "No area", number) for name, number in numbers]
    return Counted(rows, counted(sum(bool(name) for name, _ in numbers), "area"))


def by_risk(user: Any, period: Period) -> Counted:
    """How many people have each level, by the latest assessment."""
    seen, assessments = _seen(user, "risk"), RiskAssessment.objects.all()
    levels = list(assessments.filter(profile_id__in=seen).people_by_level())
    _, unassessed = Profile.objects.filter(pk__in=seen).with_and_without(assessments)
    rows = [(name, number) for name, _, number in levels]
    rows += [("Not assessed", unassessed)] if unassessed else []
    serious = sum(number for _, badge, number in levels if badge in SERIOUS)
    return Counted(rows, f"{serious:,} at high or very high risk")


FIGURES = (
    Figure(
        key="people-by-role",
        title="People by role",
        definition=(
            "People by the roles that they hold today. Somebody with several roles counts in "
            "each, so the numbers can add up to more than there are people. Roles that have ended "
            "are left out."
        ),
        source=SEEN,
        columns=("Role", "People"),
        count=by_role,
        empty=NOBODY,
        is_now=True,
    ),
    Figure(
        key="people-by-area",
        title="People by area",
        definition=(
            "People by the area of the team that manages their record today. A record whose team "
            "covers several areas counts in each. Where people live is not looked at."
        ),
        source=SEEN,
        columns=("Area", "People"),
        count=by_area,
        empty=NOBODY,
        is_now=True,
    ),
    Figure(
        key="people-by-risk",
        title="People by risk",
        definition=(
            "People by the level of their latest risk assessment. Earlier assessments are left "
            "out."
        ),
        source="Only people whose risk you may see are counted.",
        columns=("Risk", "People"),
        count=by_risk,
        empty="You can see nobody’s risk.",
        is_now=True,
    ),
)
