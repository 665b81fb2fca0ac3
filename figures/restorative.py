"""Figures about restorative justice: interventions by level and by what came of them."""

from typing import Any

from core import policy
from core.figures import Counted, Figure, Period
from core.wording import counted
from referrals.models import Intervention

AGREEMENTS = Intervention.Agreement


def by_level(user: Any, period: Period) -> Counted:
    """How many interventions there were at each level, and what became of their agreements."""
    seen: Any = policy.accessible(user, "rj.view", Intervention)
    entered = seen.registered_between(period.begins, period.ends)
    rows = list(entered.by_level(AGREEMENTS.values))
    return Counted(rows, counted(sum(number for _, number, *_ in rows), "intervention"))


FIGURES = (
    Figure(
        key="rj-by-level",
        title="RJ interventions by level and outcome",
        definition=(
            "Interventions entered in the RJ register in the period, by level, and by what has "
            "become of the agreement so far. A referral counts from the day it was accepted. "
            "Referrals that were not accepted are left out."
        ),
        source="Only interventions that you can see in the register are counted.",
        columns=("Level", "Interventions", *AGREEMENTS.labels),
        count=by_level,
        bars=tuple(range(2, 2 + len(AGREEMENTS))),
        empty="No interventions in this period.",
    ),
)
