"""What somebody usually gives: offered beforehand, so that only what differs is to be chosen.

It comes from what the same person gave before. Nobody is offered another person's words: a reason
may speak of a record that the reader does not see.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from access.models import Grant
from access.verbs import Verb
from agencies.models import Agency, Team
from audit.selectors import lately_done

LOOKED_BACK = datetime.timedelta(days=90)
LATEST = 20
# How long a team of this kind of agency usually needs a record, in days; 12 weeks for any other.
DAYS: dict[str, int] = {Agency.Kind.PRISON: 182, Agency.Kind.PROBATION: 182}
USUAL_DAYS = 84


@dataclass(frozen=True)
class Usual:
    """The terms given last, by the same person; and why, by team."""

    level: int | None = None
    sections: tuple[str, ...] = ()
    basis: int | None = None
    reasons: dict[int, str] = field(default_factory=dict)

    def reason_for(self, teams: Iterable[Team]) -> str:
        """Why access was given to each of these teams last time, if that was for one reason."""
        found = {self.reasons.get(team.pk, "") for team in teams}
        return found.pop() if len(found) == 1 else ""

    def as_initial(self) -> dict[str, Any]:
        return {"level": self.level, "sections": list(self.sections), "basis": self.basis}


def usual_terms(user: Any) -> Usual:
    """What this person gave last, within 90 days; nothing if they gave nothing."""
    events = lately_done(user, [Verb.GIVEN, Verb.CHANGED], timezone.now() - LOOKED_BACK)[:LATEST]
    ids = list(filter(None, (event.detail.get("grant") for event in events)))
    grants = Grant.objects.in_bulk(ids)
    latest = list(filter(None, map(grants.get, ids)))
    if not latest:
        return Usual()
    last, reasons = latest[0], {grant.team_id: grant.purpose for grant in reversed(latest)}
    return Usual(last.level, tuple(last.sections), last.basis_id, reasons)


def usual_last_day(teams: Iterable[Team]) -> datetime.date:
    """The last day of access for these teams, if no other is chosen: the soonest of theirs."""
    days = min((DAYS.get(team.agency.kind, USUAL_DAYS) for team in teams), default=USUAL_DAYS)
    return timezone.localdate() + datetime.timedelta(days=days)
