"""For whom the actions log of a case is printed, and what each of them may read of it.

The one module that decides what is on the paper: the page shows it before the PDF is made, and
the service makes the PDF of the same.
"""

import datetime
import hashlib
import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from access.naming import Naming, naming
from access.selectors import teams_reading
from agencies.models import Team, User
from cases.masking import Masking, masking_for
from cases.models import Action, ActionAmendment, Case, Participant
from cases.participants import MASKED, Shown, current, names_for_team, people_in
from cases.querysets import ActionQuerySet, with_amendments
from core import policy
from core.dates import format_day, format_due

# More than this is no log to hold in the hand, and too long a wait.
MOST = 1000
CHANGED = "The actions have changed since you read them. Read them again below."
NOBODY, NOT_NAMED = "another agency", "a person who is not named here"
TACTICS, PLANNED, NOT_CHOSEN = "tactics, or about somebody else", "planned", "not chosen"


class Audience(models.TextChoices):
    """Who reads the paper."""

    INSPECTOR = "inspector", "For yourself: everything you can read"
    PARTNER = "partner", "For a partner: what their team can read"
    COMPLAINANT = "complainant", "For the complainant: no tactics, and nobody else’s name"

    @property
    def action(self) -> str:
        """What must be allowed to print for them."""
        return "action.print" if self == self.INSPECTOR else "action.disclose"


@dataclass(frozen=True)
class Line:
    """One action as it is printed."""

    uuid: str
    day: datetime.date
    what: str
    by: str
    agency: str
    result: str
    added: Sequence[str] = ()
    stands_out: str = ""
    is_done: bool = False
    is_planned: bool = False
    is_overdue: bool = False
    is_masked: bool = False


@dataclass(frozen=True)
class PrintedLog:
    """What is on the paper, and what is not."""

    audience: str
    lines: Sequence[Line]
    left_out: Counter[str]
    people: Sequence[tuple[str, str]]
    title: str
    lead: str
    phone: str
    owner: str

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why some are left out, and how many; for pages, where a counter has no items."""
        return list(self.left_out.items())

    @property
    def masked(self) -> int:
        """How many lines have a name taken out."""
        return sum(line.is_masked for line in self.lines)

    def only(self, chosen: Collection[str]) -> "PrintedLog":
        """With these lines alone. Raises ValidationError if none is left."""
        lines = [line for line in self.lines if line.uuid in chosen]
        if not lines:
            raise ValidationError({"lines": "Choose at least one action"})
        left_out = self.left_out + Counter({NOT_CHOSEN: len(self.lines) - len(lines)})
        return replace(self, lines=lines, left_out=left_out)

    @cached_property
    def digest(self) -> str:
        """Another one if anything of it is another."""
        said = json.dumps([vars(line) for line in self.lines], default=str)
        return hashlib.sha256(f"{self.title}{self.people}{said}".encode()).hexdigest()


class PaperNaming(Naming):
    """Names for paper that leaves: of discreet teams, only that of the team it is for."""

    def __init__(self, reader: User, team: Team | None) -> None:
        super().__init__(reader, manages=False)
        self.__dict__["own"] = frozenset() if team is None else frozenset([team.pk])


def partners_of(case: Case, user: User) -> Any:
    """The teams for whom a print can be made: they read the actions, and the user knows them."""
    return teams_reading(case, "actions", user).exclude(pk=case.owner_team_id)


def printed_log(
    *, case: Case, by: User, audience: str, actions: ActionQuerySet, team: Team | None = None
) -> PrintedLog:
    """What is printed of these actions of the case for this audience, oldest first.

    Callers must have asked whether the user may print for it.
    """
    found = actions.of_case(case).with_words().select_related("follow_up_team").oldest_first()
    rows = list(found[: MOST + 1])
    if len(rows) > MOST:
        raise ValidationError(f"More than {MOST} actions cannot be printed at once. Filter them.")
    with_amendments(rows)
    if audience == Audience.COMPLAINANT:
        return _for_complainant(case, by, rows)
    names = naming(by, case) if audience == Audience.INSPECTOR else PaperNaming(by, team)
    return PrintedLog(
        audience=audience,
        lines=[_line(action, names) for action in rows],
        left_out=Counter(),
        people=_people(case, by, team),
        title=case.title,
        **_owner(case, names),
    )


# ---- For readers of the case ----------------------------------------------------------------
def _people(case: Case, by: User, team: Team | None) -> list[tuple[str, str]]:
    """Role and name of those in the case now, as the reader and the team may know them."""
    people = _known(case, by)
    named = names_for_team(case, team, people) if team else [(one, one.name) for one in people]
    return [(str(one.role), NOT_NAMED if name == MASKED else name) for one, name in named]


def _known(case: Case, by: User) -> list[Shown]:
    """Those in the case now, as the reader may know them; nobody, if they do not read that."""
    if not policy.can(by, "case.view_people", case):
        return []
    return current(people_in(case, by))


def _owner(case: Case, names: Naming) -> dict[str, str]:
    lead = names.lead(case)
    return {
        "owner": names.team(case.owner_team),
        "lead": lead.name if lead else "",
        "phone": names.phone(case.owner_team),
    }


def _line(action: Action, names: Naming) -> Line:
    hidden = action.done_by_team_id in names.hidden_teams
    return Line(
        uuid=str(action.uuid),
        day=action.happened_on,
        what=f"{action.kind}: {_told(action)}{action.text}{_minutes(action)}",
        by=names.doer(action),
        agency=NOBODY if hidden else action.done_by_agency or action.done_by_team_name,
        result=_result(action, action.result_words),
        added=[*_to_follow(action, names), *(_added(one, names) for one in action.added)],
        **_state(action),
    )


def _added(amendment: ActionAmendment, names: Naming) -> str:
    day = format_day(timezone.localdate(amendment.written_at))
    return f"Added {day} by {names.writer(amendment)}: {amendment.text}"


def _to_follow(action: Action, names: Naming) -> list[str]:
    if not action.follow_up:
        return []
    team = names.team(action.follow_up_team)
    return [f"To follow by {format_day(action.follow_up_on)}, {team}: {action.follow_up}"]


def _told(action: Action) -> str:
    if action.basis == Action.Basis.REPORTED:
        return f"(reported by {action.told_by}) "
    return "(opinion) " if action.basis == Action.Basis.OPINION else ""


def _minutes(action: Action) -> str:
    return f" ({action.minutes} minutes)" if action.minutes else ""


def _result(action: Action, words: str) -> str:
    if action.is_planned:
        return format_due(action.planned_for) if action.is_overdue else "Planned"
    said = f"{action.result}: {words}" if words else str(action.result)
    return f"▲ {said}" if action.result.stands_out else said


def _state(action: Action) -> dict[str, Any]:
    done = action.result
    return {
        "stands_out": str(done) if done and done.stands_out else "",
        "is_done": bool(done and done.is_done),
        "is_planned": action.is_planned,
        "is_overdue": action.is_overdue,
    }


# ---- For the complainant --------------------------------------------------------------------
def _for_complainant(case: Case, by: User, rows: Iterable[Action]) -> PrintedLog:
    """What was done, by which agency; without tactics, plans, sources and other people's names."""
    people = list(Participant.objects.of_case(case).with_words().order_by("role__position", "pk"))
    masking, names, left_out = masking_for(people), PaperNaming(by, None), Counter[str]()
    lines = []
    for action in rows:
        if action.is_tactical or action.is_planned:
            left_out[TACTICS if action.is_tactical else PLANNED] += 1
        else:
            lines.append(_plain_line(action, names, masking))
    return PrintedLog(
        audience=Audience.COMPLAINANT,
        lines=lines,
        left_out=left_out,
        people=[
            (str(one.role), NOT_NAMED if one.is_masked else one.participant.name)
            for one in _known(case, by)
            if one.role.is_complainant
        ],
        title=masking.masked(case.title),
        **_owner(case, names),
    )


def _plain_line(action: Action, names: Naming, masking: Masking) -> Line:
    hidden = action.done_by_team_id in names.hidden_teams
    agency = NOBODY if hidden else action.done_by_agency or action.done_by_team_name
    written = [action.text, action.result_words, *(one.text for one in action.added)]
    text, words, *added = plain = [masking.masked(one) for one in written]
    days = [format_day(timezone.localdate(one.written_at)) for one in action.added]
    return Line(
        uuid=str(action.uuid),
        day=action.happened_on,
        what=f"{action.kind}: {text}",
        by=agency,
        agency=agency,
        result=_result(action, words),
        added=[f"Added {day}: {one}" for day, one in zip(days, added, strict=True)],
        is_masked=plain != written,
        **_state(action),
    )
