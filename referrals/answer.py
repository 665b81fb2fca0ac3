"""The answer of the register as sentences that can be read out on the radio."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from core.wording import listed, lowered
from referrals.models import Intervention, PartyRole

Agreement, Side = Intervention.Agreement, PartyRole.Side

TIMES = {1: "once", 2: "twice"}
# In the order in which they are told.
AS = {
    Side.RESPONSIBLE: "as the person responsible",
    Side.HARMED: "as the person harmed",
    Side.BESIDE: "in another role",
}
AT_THE_END = {
    Agreement.KEPT: "{} was kept",
    Agreement.BROKEN: "{} was broken",
    Agreement.ACTIVE: "{} is being kept",
}
ON_THE_RADIO = {
    Agreement.KEPT: "agreement kept",
    Agreement.BROKEN: "agreement broken",
    Agreement.ACTIVE: "agreement being kept",
    Agreement.NONE: "no agreement",
    Agreement.WITHDRAWN: "withdrawn",
}
# Said one by one; of those before them, how many.
MOST_SAID = 4


@dataclass(frozen=True)
class Turn:
    """One time that somebody took part."""

    happened_on: datetime.date
    side: str
    level: str
    offence: str
    agreement: str


def times(number: int) -> str:
    """once, twice, 3 times."""
    return TIMES.get(number, f"{number} times")


def how_often(turns: Sequence[Turn]) -> str:
    """twice; once, as the person harmed; once as the person responsible and twice as …"""
    counts = {side: sum(turn.side == side for turn in turns) for side in AS}
    parts = [(times(number), AS[side]) for side, number in counts.items() if number]
    if len(parts) > 1:
        return listed([f"{number} {role}" for number, role in parts])
    return ", ".join(parts[0]) if not counts[Side.RESPONSIBLE] else parts[0][0]


def big_sentence(turns: Sequence[Turn]) -> str:
    """Yes, twice. The last agreement was broken. `turns` are newest first."""
    own = [turn for turn in turns if turn.side == Side.RESPONSIBLE]
    end = f" {_end(own)}" if own else ""
    return f"Yes, {how_often(turns)}.{end}"


def _end(turns: Sequence[Turn]) -> str:
    """What became of the last agreement of somebody responsible."""
    is_one, state = len(turns) == 1, turns[0].agreement
    if state in AT_THE_END:
        return AT_THE_END[state].format("The agreement" if is_one else "The last agreement") + "."
    if state == Agreement.WITHDRAWN:
        return "It was withdrawn." if is_one else "The last was withdrawn."
    return "No agreement is recorded." if is_one else "The last time, no agreement is recorded."


def when(day: datetime.date, today: datetime.date) -> str:
    """March this year; October 2024."""
    return f"{day:%B} this year" if day.year == today.year else f"{day:%B %Y}"


def on_the_radio(turns: Sequence[Turn], today: datetime.date, advice: str = "") -> str:
    """When, level, for what, agreement kept: of each time, newest first; then the advice."""
    said = [f"RJ {how_often(turns)}.", *(_turn_said(turn, today) for turn in turns[:MOST_SAID])]
    earlier = len(turns) - MOST_SAID
    if earlier > 0:
        said.append(f"And {times(earlier)} before that.")
    if advice:
        said.append(advice if advice[-1] in ".!?" else f"{advice}.")
    return " ".join(said)


def _turn_said(turn: Turn, today: datetime.date) -> str:
    role = [] if turn.side == Side.RESPONSIBLE else [AS[turn.side]]
    parts = [when(turn.happened_on, today), turn.level, lowered(turn.offence), *role]
    return f"{', '.join([*parts, ON_THE_RADIO[turn.agreement]])}."


def in_a_line(turns: Sequence[Turn]) -> str:
    """Once, 2024, as the person harmed; twice, last in 2026: beside the name on a list."""
    year = f"{turns[0].happened_on.year}"
    number, role, other = how_often(turns).partition(", ")
    last = year if len(turns) == 1 else f"last in {year}"
    words = ", ".join(filter(None, [number, last, other]))
    return words[:1].upper() + words[1:]
