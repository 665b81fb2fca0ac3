"""Whatever is done with a referral, in any order and by anybody: the rule, once more and plain.

The rule is written here without the code: who sees it, who may act, in which state. Each act must
end as the rule says, and everybody then see what it says.
"""

import os
from dataclasses import dataclass, field

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.models import User
from agencies.tests.factories import AreaFactory, TeamFactory, member
from referrals import services
from referrals.models import Intervention, Panel, PanelOutcome, Referral, Satisfaction, Term
from referrals.tests.factories import ReferralFactory, champion_of, coordinator_of, days

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEPS, EXAMPLES = 14, 60 if "PROOF" in os.environ else 5
WRITERS, RECEIVERS = {"author", "colleague"}, {"coordinator", "assistant"}
ACTORS = [*WRITERS, *RECEIVERS, "champion", "neighbour", "outsider"]
UNDECIDED, UNDER_WAY = {"submitted", "asked"}, {"preparation", "panel", "agreement"}
UNKNOWN, FORBIDDEN, WRONG, DONE = "unknown", "forbidden", "wrong", "done"


@dataclass
class Rule:
    """One referral: where it stands, and who has what to do with it."""

    state: str = "draft"
    is_sent: bool = False
    is_accepted: bool = False
    advice: list = field(default_factory=list)  # None while a champion is asked
    is_planned: bool = False
    consents: bool = True
    terms: list = field(default_factory=list)

    def sees(self, actor):
        if actor in WRITERS:
            return True
        if actor in RECEIVERS:
            return self.is_sent
        return actor == "champion" and bool(self.advice)

    def reads_entry(self, actor):
        return self.sees(actor) or (self.is_accepted and actor != "outsider")

    def go(self, act, actor):
        """What comes of it; the state is moved on if it is done."""
        may, allowed, moves = RULES[act]
        if act in ("advise", "advise_against") and not self.advice:
            return None
        if act == "hold" and not self.is_planned:
            return None
        if act in ("keep_term", "break_term") and "open" not in self.terms:
            return None
        if not self.sees(actor):
            return UNKNOWN
        if actor not in may:
            return FORBIDDEN
        if not allowed(self):
            return WRONG
        moves(self)
        return DONE


def to(state, **also):
    def moves(rule):
        rule.state = state
        for name, value in also.items():
            setattr(rule, name, value)

    return moves


def set_last(rule, value):
    rule.advice[-1] = value


def settle(how):
    def moves(rule):
        rule.terms[rule.terms.index("open")] = how

    return moves


def end_consent(rule):
    rule.consents = False
    if rule.state not in ("draft", "agreement"):
        rule.state, rule.is_planned = "withdrawn", False


def in_state(*states):
    return lambda rule: rule.state in states


def is_open_draft(rule):
    return rule.state == "draft"


def can_meet(rule):
    return rule.state in ("preparation", "panel") and rule.consents


# Act: who may, when, what follows.
RULES = {
    "consult": (
        WRITERS,
        lambda rule: rule.state == "draft" and None not in rule.advice,
        lambda rule: rule.advice.append(None),
    ),
    "advise": (
        {"champion"},
        lambda rule: rule.state == "draft" and rule.advice[-1] is None,
        lambda rule: set_last(rule, True),
    ),
    "advise_against": (
        {"champion"},
        lambda rule: rule.state == "draft" and rule.advice[-1] is None,
        lambda rule: set_last(rule, False),
    ),
    "submit": (
        WRITERS,
        lambda rule: rule.state == "draft" and rule.consents and rule.advice[-1:] in ([], [True]),
        to("submitted", is_sent=True),
    ),
    "ask": (RECEIVERS, in_state("submitted"), to("asked")),
    "answer": (WRITERS, in_state("asked"), to("submitted")),
    "decline": (RECEIVERS, in_state(*UNDECIDED), to("declined")),
    "accept": (RECEIVERS, in_state(*UNDECIDED), to("preparation", is_accepted=True)),
    "withdraw": (WRITERS, in_state("draft", *UNDECIDED), to("withdrawn")),
    "plan": (
        RECEIVERS,
        lambda rule: can_meet(rule) and not rule.is_planned,
        lambda rule: setattr(rule, "is_planned", True),
    ),
    "hold": (RECEIVERS, can_meet, to("panel", is_planned=False)),
    "agree": (
        RECEIVERS,
        lambda rule: rule.state in ("panel", "agreement") and rule.consents,
        lambda rule: (rule.terms.append("open"), to("agreement")(rule)),
    ),
    "keep_term": (RECEIVERS, in_state("agreement"), settle("done")),
    "break_term": (RECEIVERS, in_state("agreement"), settle("not_done")),
    "complete": (
        RECEIVERS,
        lambda rule: rule.state == "agreement" and {*rule.terms} == {"done"},
        to("completed"),
    ),
    "break": (RECEIVERS, in_state("agreement"), to("broken")),
    "end": (RECEIVERS, in_state(*UNDER_WAY), to("withdrawn", is_planned=False)),
    "end_consent": (
        WRITERS | RECEIVERS,
        lambda rule: rule.consents and rule.state in {"draft", *UNDECIDED, *UNDER_WAY},
        end_consent,
    ),
    "close": (RECEIVERS, in_state("completed", "broken", "withdrawn"), to("closed")),
}


class Acts:
    """The same acts, in the product."""

    def __init__(self, referral, people):
        self.referral, self.people = referral, people

    def do(self, act, actor):
        by = User.objects.get(pk=self.people[actor].pk)
        referral = Referral.objects.get(pk=self.referral.pk)
        try:
            with transaction.atomic():
                getattr(self, act)(referral, by)
        except Http404:
            return UNKNOWN
        except PermissionDenied:
            return FORBIDDEN
        except ValidationError:
            return WRONG
        return DONE

    def consult(self, it, by):
        services.consult_champion(
            referral=it, by=by, champion=self.people["champion"], question="Is it?"
        )

    def advise(self, it, by, is_suitable=True):
        asked = it.consultations.first()
        services.advise(consultation=asked, by=by, is_suitable=is_suitable, advice="So")

    def advise_against(self, it, by):
        self.advise(it, by, is_suitable=False)

    def submit(self, it, by):
        services.submit_referral(referral=it, by=by)

    def ask(self, it, by):
        services.ask_about_referral(referral=it, by=by, question="Where?")

    def answer(self, it, by):
        services.answer_about_referral(referral=it, by=by, answer="Here")

    def decline(self, it, by):
        services.decline_referral(referral=it, by=by, reason="Not ours")

    def accept(self, it, by):
        services.accept_referral(referral=it, by=by)

    def withdraw(self, it, by):
        services.withdraw_referral(referral=it, by=by, reason="Settled")

    def plan(self, it, by):
        services.plan_panel(
            referral=it, by=by, held_on=days(0), venue="Library", facilitator="Ann"
        )

    def hold(self, it, by):
        services.record_panel(
            panel=Panel.objects.planned().get(referral=it),
            by=by,
            outcome=PanelOutcome.objects.get(code="agreement"),
            came=list(it.intervention.parties.all()),
        )

    def agree(self, it, by):
        terms = [Term(text="Paint it", due_on=days(3))]
        services.record_agreement(referral=it, by=by, agreed_on=days(0), terms=terms)

    def keep_term(self, it, by, state="done"):
        term = it.intervention.terms.to_do().first()
        services.settle_term(term=term, by=by, state=state, settled_on=days(0))

    def break_term(self, it, by):
        self.keep_term(it, by, "not_done")

    def complete(self, it, by):
        services.complete_agreement(referral=it, by=by, satisfaction=self.content(it))

    def content(self, it):
        very = Satisfaction.objects.get(code="very")
        return dict.fromkeys(it.intervention.parties.all(), very)

    def end(self, it, by):
        services.withdraw_accepted(referral=it, by=by, reason="Moved away")

    def end_consent(self, it, by):
        harmed = it.intervention.parties.get(role__code="harmed")
        services.end_consent(party=harmed, by=by, withdrew_on=days(0))

    def close(self, it, by):
        services.close_referral(referral=it, by=by, closes_case=False)


# `break` is a word of the language.
setattr(
    Acts,
    "break",
    lambda self, it, by: services.break_agreement(
        referral=it, by=by, words="No money came", satisfaction={}
    ),
)


def start():
    author = member(TeamFactory(areas=[AreaFactory()]))
    referral = ReferralFactory(by=author)
    coordinator = coordinator_of(referral)
    people = {
        "author": author,
        "colleague": member(author.acting_team),
        "coordinator": coordinator,
        "assistant": member(coordinator.acting_team),
        "champion": champion_of(referral),
        "neighbour": member(TeamFactory(areas=[referral.intervention.area])),
        "outsider": member(TeamFactory(areas=[AreaFactory()])),
    }
    return Acts(referral, people)


def check_sight(acts, rule):
    for actor, person in acts.people.items():
        user = User.objects.get(pk=person.pk)
        seen = Referral.objects.visible_to(user).filter(pk=acts.referral.pk)
        entries = Intervention.objects.visible_to(user).filter(referral=acts.referral)
        assert seen.exists() is rule.sees(actor), f"{actor} in {rule.state}"
        assert entries.exists() is rule.reads_entry(actor), f"{actor} in {rule.state}"


# Most go the usual way, with somebody who may.
WAY = ["submit", "accept", "plan", "hold", "agree", "keep_term", "complete", "close"]
usual = st.sampled_from(WAY).map(lambda act: (act, sorted(RULES[act][0])[0]))
anything = st.tuples(st.sampled_from(sorted(RULES)), st.sampled_from(ACTORS))
stories = st.lists(usual | anything, min_size=STEPS, max_size=STEPS)


@pytest.mark.timeout(1800)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="PROOF" not in os.environ,
    suppress_health_check=[*HealthCheck],
)
@given(begins=st.integers(0, len(WAY)), story=stories)
def test_whatever_is_done_with_a_referral(db, begins, story):
    with transaction.atomic():
        acts, rule = start(), Rule()
        for act, actor in [*((one, sorted(RULES[one][0])[0]) for one in WAY[:begins]), *story]:
            wanted = rule.go(act, actor)
            if wanted is None:
                continue
            got = acts.do(act, actor)
            assert got == wanted, f"{act} by {actor} in {rule.state}: {got}; the rule: {wanted}"
            assert Referral.objects.get(pk=acts.referral.pk).state == rule.state
            check_sight(acts, rule)
        transaction.set_rollback(True)
