"""Figures about people: by role, by area and by risk, as they are today."""

from typing import Any

from core import policy
from core.figures import Counted, Figure, Period
from core.wording import counted
from profiles.models import Profile, RiskAssessment, RiskLevel, Role

NOBODY = "You can see no people’s records."
SEEN = "Only people whose records you can see are counted."
SERIOUS = (RiskLevel.Badge.HIGH, RiskLevel.Badge.VERY_HIGH)


def _people(user: Any) -> Any:
    return policy.accessible(user, "profile.list", Profile)


def by_role(user: Any, period: Period) -> Counted:
    """How many people hold each role today."""
    roles: Any = Role.objects.visible_to(user)
    numbers = dict(roles.current().people_by_kind())
    everybody, without = _people(user).with_and_without(Role.objects.current())
    rows = [(label, numbers[kind]) for kind, label in Role.Kind.choices if kind in numbers]
    rows += [("No role", without)] if without else []
    return Counted(rows, counted(everybody, "person", "people"))


def by_area(user: Any, period: Period) -> Counted:
    """How many people are managed in each area."""
    rows = [(name or "No area", number) for name, number in _people(user).by_area()]
    return Counted(rows, counted(len(rows), "area"))


def by_risk(user: Any, period: Period) -> Counted:
    """How many people have each level, by the latest assessment."""
    readable = policy.accessible(user, "profile.view_risk", Profile)
    levels = list(RiskAssessment.objects.visible_to(user).people_by_level())
    _, unassessed = readable.with_and_without(RiskAssessment.objects.all())
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
