"""Where a referral stands: a sentence, the steps of the usual way, and what can be done now."""

from dataclasses import dataclass
from typing import Any

from access.naming import Naming
from core.wording import counted
from referrals.models import Panel, Referral, ReferralStep
from referrals.rules import closes, receives, writes

State, What = Referral.State, ReferralStep.What

# The usual way, and the step by which each stage was reached.
STAGES = [
    ("Started", What.STARTED),
    ("Submitted", What.SUBMITTED),
    ("Accepted", What.ACCEPTED),
    ("Panel held", What.HELD),
    ("Agreement made", What.AGREED),
    ("Agreement kept", What.COMPLETED),
    ("Closed", What.CLOSED),
]
# How far each state is on it.
REACHED = {
    State.DRAFT: 0,
    State.SUBMITTED: 1,
    State.ASKED: 1,
    State.PREPARATION: 2,
    State.PANEL: 3,
    State.AGREEMENT: 4,
    State.COMPLETED: 5,
    State.CLOSED: 6,
}
# Where the usual way was left.
ENDS = [
    ("Declined", What.DECLINED),
    ("Withdrawn", What.WITHDRAWN),
    ("Agreement broken", What.BROKEN),
    ("Closed", What.CLOSED),
]
DONE, NOW, NOT_YET = "Done", "Now", "Not yet"

# Name of the page, words of its button; as they stand on the page.
WORDS = {
    "check": "Check answers and submit",
    "answer": "Answer the question",
    "accept": "Accept",
    "ask": "Ask for more information",
    "decline": "Decline",
    "panel-plan": "Plan a panel",
    "agreement": "Record the agreement",
    "complete": "The agreement was kept",
    "break": "The agreement was broken",
    "end": "End it without an agreement",
    "withdraw": "Withdraw the referral",
    "close": "Close the referral",
}


@dataclass(frozen=True)
class Stage:
    """One stage of the way: done, now or not yet, and since when."""

    title: str
    state: str
    at: Any = None


def stages_of(referral: Referral, steps: list[ReferralStep], panels: list[Panel]) -> list[Stage]:
    """The way that the referral has come and has before it; to where it was left, if it was."""
    at = {step.what: step.written_at for step in steps}
    if not any(panel.outcome and panel.outcome.took_place for panel in panels):
        at.pop(What.HELD, None)
    if any(what in at for _, what in ENDS[:3]):
        return [Stage(title, DONE, at[what]) for title, what in [*STAGES[:5], *ENDS] if what in at]
    reached = REACHED[State(referral.state)]
    return [
        Stage(title, _state(number, reached), at.get(what) if number <= reached else None)
        for number, (title, what) in enumerate(STAGES)
    ]


def _state(number: int, reached: int) -> str:
    if number < reached or number == reached == len(STAGES) - 1:
        return DONE
    return NOW if number == reached else NOT_YET


def sentence_of(referral: Referral, names: Naming) -> str:
    """Where it stands, and whose turn it is."""
    author = names.team(referral.author_team)
    to_team = names.team(referral.to_team) if referral.to_team else ""
    return {
        State.DRAFT: f"A draft. {author} writes it.",
        State.SUBMITTED: f"{to_team} is asked to accept or decline it.",
        State.ASKED: f"{to_team} asked for more information. {author} answers.",
        State.PREPARATION: f"Accepted. {to_team} prepares a panel.",
        State.PANEL: f"A panel was held. {to_team} records what was agreed.",
        State.AGREEMENT: "An agreement was made, and its terms are being kept.",
        State.COMPLETED: f"The agreement was kept. {to_team} closes the referral.",
        State.BROKEN: f"The agreement was broken. {author} decides what follows.",
        State.WITHDRAWN: "Withdrawn.",
        State.DECLINED: f"{to_team} declined it.",
        State.CLOSED: "Closed.",
    }[State(referral.state)]


def waited_in_words(referral: Referral) -> str:
    """Since 3 days; since today."""
    number = referral.days_waiting
    return f"for {counted(number, 'day')}" if number > 0 else "since today"


@dataclass(frozen=True)
class Facts:
    """What decides which acts are possible beside the state."""

    has_planned_panel: bool = False
    has_open_terms: bool = False
    has_terms: bool = False


def acts_of(referral: Referral, user: Any, facts: Facts) -> list[tuple[str, str]]:
    """Names and words. They hide and never protect: each page asks its own rule."""
    own, has_it = writes(user, referral), receives(user, referral)
    state = State(referral.state)
    agreed = has_it and state == State.AGREEMENT
    before_panel = state in (State.PREPARATION, State.PANEL)
    may = {
        "check": own and state == State.DRAFT,
        "answer": own and state == State.ASKED,
        "accept": has_it and referral.is_undecided,
        "ask": has_it and state == State.SUBMITTED,
        "decline": has_it and referral.is_undecided,
        "panel-plan": has_it and before_panel and not facts.has_planned_panel,
        "agreement": has_it and state == State.PANEL or agreed,
        "complete": agreed and facts.has_terms and not facts.has_open_terms,
        "break": agreed,
        "end": has_it and referral.is_under_way,
        "withdraw": own and (state == State.DRAFT or referral.is_undecided),
        "close": state in Referral.ENDED and referral.is_open and closes(user, referral),
    }
    words = {**WORDS, **({"agreement": "Add terms"} if agreed else {})}
    return [(name, words[name]) for name in WORDS if may[name]]


# The acts that are the usual next step, in order: the first of them is the page’s button.
MAIN = ("check", "answer", "accept", "agreement", "complete", "panel-plan", "close")


def main_act(acts: list[tuple[str, str]], facts: Facts, state: str) -> str:
    """The name of the act that is the green button; of a term or panel that waits, none."""
    waits = facts.has_planned_panel or (state == State.AGREEMENT and facts.has_open_terms)
    if waits:
        return ""
    order = ("complete", *MAIN) if state == State.AGREEMENT else MAIN
    possible = {name for name, _ in acts}
    return next((name for name in order if name in possible), "")
