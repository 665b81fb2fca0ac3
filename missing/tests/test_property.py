"""Whatever happens to the case, the record and the teams: who sees an episode, the rule told anew.

The rule is written here without the code: an episode is read by those who hold its case, what is
written in it by those who hold the case's actions, and nothing of it by those who are excluded
from the record of the person. Whether that record is restricted makes no difference.
"""

import os
from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access.levels import Level
from access.models import Grant
from access.services import (
    end_access,
    exclude_person,
    lift_restriction,
    readmit_person,
)
from access.tests.factories import give, restrict
from agencies.models import Membership, User
from agencies.services import end_membership
from agencies.tests.factories import member
from core import policy
from missing.models import Clock, Episode, Hypothesis, Information, Sighting
from missing.tests.casts import a_cast, find, see
from missing.tests.factories import HypothesisFactory, InformationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
STEPS, EXAMPLES = 8, 40 if "PROOF" in os.environ else 5
OF_TEAM = {
    "officer": "unit",
    "colleague": "unit",
    "keeper": "home",
    "carer": "home",
    "nurse": "ward",
    "matron": "ward",
    "outsider": "",
}
# Those who stay, so that somebody can act.
MAY_LEAVE = ["colleague", "carer", "nurse"]
MAY_BE_SHUT_OUT = ["colleague", "carer", "nurse", "outsider"]


@dataclass
class Rule:
    """One episode: who holds its case, and who is kept from what."""

    # Of the teams that were let in: do they hold the actions, and do they add?
    let_in: dict = field(default_factory=lambda: {"home": ("actions", True)})
    is_restricted: bool = False
    is_missing: bool = True
    gone: set = field(default_factory=set)
    off_case: set = field(default_factory=set)
    off_record: set = field(default_factory=set)

    def holds(self, actor):
        """The section of the case that they hold, and whether they add to it; or nothing."""
        if actor in self.gone | self.off_case | self.off_record:
            return None
        if self.is_restricted:
            return ("actions", True) if actor == "officer" else None
        team = OF_TEAM[actor]
        return ("actions", True) if team == "unit" else self.let_in.get(team)

    def sees(self, actor):
        return self.holds(actor) is not None

    def reads(self, actor):
        held = self.holds(actor)
        return held is not None and held[0] == "actions"

    def adds(self, actor):
        return self.reads(actor) and self.holds(actor)[1]

    def assesses(self, actor):
        return self.sees(actor) and OF_TEAM[actor] == "unit"


class Acts:
    """The same, in the product. What cannot happen now is left out."""

    def __init__(self):
        cast = self.cast = a_cast()
        self.rule = Rule()
        home, ward = cast.carer.acting_team, cast.ward
        self.people = {
            "officer": cast.officer,
            "colleague": member(cast.unit),
            "carer": cast.carer,
            "keeper": member(home, Membership.Role.MANAGER),
            "nurse": cast.nurse,
            "matron": member(ward, Membership.Role.MANAGER),
            "outsider": cast.outsider,
        }
        see(cast, cast.carer)
        InformationFactory(episode=cast.episode, by=cast.carer)
        HypothesisFactory(episode=cast.episode, by=cast.carer)

    @property
    def case(self):
        return type(self.cast.episode.case).objects.get(pk=self.cast.episode.case_id)

    @property
    def person(self):
        return type(self.cast.person).objects.get(pk=self.cast.person.pk)

    def let_in(self, actor, section, adds):
        if self.rule.is_restricted or "ward" in self.rule.let_in:
            return
        level = Level.CONTRIBUTE if adds else Level.VIEW
        give(self.case, self.cast.officer, self.cast.ward, sections=[section], level=level)
        self.rule.let_in["ward"] = (section, adds)

    def end(self, actor, section, adds):
        name = OF_TEAM[actor]
        if name not in self.rule.let_in:
            return
        teams = {"home": self.people["keeper"].acting_team, "ward": self.cast.ward}
        grant = Grant.objects.of(self.case).live().get(team=teams[name])
        end_access(obj=self.case, grant=grant, by=self.cast.officer, because="Over")
        del self.rule.let_in[name]

    def restrict(self, actor, section, adds):
        if self.rule.is_restricted:
            lift_restriction(obj=self.case, by=self.cast.officer, because="Over")
        else:
            restrict(self.case, self.cast.officer)
        self.rule.is_restricted = not self.rule.is_restricted

    def restrict_record(self, actor, section, adds):
        person, keeper = self.person, self.people["keeper"]
        if person.is_restricted:
            lift_restriction(obj=person, by=keeper, because="Over")
        else:
            restrict(person, keeper)

    def shut_out(self, actor, section, adds):
        self._exclude(self.case, self.cast.officer, actor, self.rule.off_case)

    def shut_out_of_record(self, actor, section, adds):
        self._exclude(self.person, self.people["keeper"], actor, self.rule.off_record)

    def _exclude(self, obj, by, actor, shut):
        if actor not in MAY_BE_SHUT_OUT:
            return
        user = self.people[actor]
        if actor in shut:
            exclusion = obj.exclusions.get(user=user, ended_at=None)
            readmit_person(obj=obj, exclusion=exclusion, by=by, because="No cousin")
            shut.remove(actor)
        else:
            exclude_person(obj=obj, by=by, user=user, reason="A cousin")
            shut.add(actor)

    def leave(self, actor, section, adds):
        if actor not in MAY_LEAVE or actor in self.rule.gone:
            return
        by = {"unit": "officer", "home": "keeper", "ward": "matron"}[OF_TEAM[actor]]
        membership = Membership.objects.live().get(user=self.people[actor])
        end_membership(membership=membership, by=self.people[by], reason="Left")
        self.rule.gone.add(actor)

    def find(self, actor, section, adds):
        if self.rule.is_missing:
            find(self.cast, located_at=None)
            self.rule.is_missing = False


def check(acts):
    rule, episode = acts.rule, acts.cast.episode
    for actor, person in acts.people.items():
        user = User.objects.get(pk=person.pk)
        seen = Episode.objects.visible_to(user).filter(pk=episode.pk)
        assert seen.exists() is rule.sees(actor), f"{actor} sees: {rule}"
        clocks = Clock.objects.visible_to(user).filter(episode=episode)
        assert clocks.exists() is rule.sees(actor), f"{actor} sees the clocks: {rule}"
        for model in (Sighting, Information, Hypothesis):
            written = model.objects.visible_to(user).filter(episode=episode)
            assert written.exists() is rule.reads(actor), f"{actor} reads {model}: {rule}"
        for action, may in {
            "missing.view": rule.sees,
            "missing.view_log": rule.reads,
            "missing.print": rule.reads,
            "missing.add": rule.adds,
            "missing.interview": rule.adds,
            "missing.assess": rule.assesses,
            "missing.locate": rule.assesses,
        }.items():
            fresh = Episode.objects.get(pk=episode.pk)
            assert policy.can(user, action, fresh) is may(actor), f"{actor} {action}: {rule}"


ACTS = [
    *("let_in", "end", "restrict", "restrict_record", "shut_out", "shut_out_of_record"),
    *("leave", "find"),
]
acts_of = st.tuples(
    st.sampled_from(ACTS),
    st.sampled_from(sorted(OF_TEAM)),
    st.sampled_from(["actions", "people", "documents"]),
    st.booleans(),
)


@pytest.mark.timeout(1800)
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="PROOF" not in os.environ,
    suppress_health_check=[*HealthCheck],
)
@given(story=st.lists(acts_of, min_size=STEPS, max_size=STEPS))
def test_whatever_happens_those_who_hold_the_case_see_the_episode(db, story):
    with transaction.atomic():
        acts = Acts()
        check(acts)
        for act, actor, section, adds in story:
            getattr(acts, act)(actor, section, adds)
            check(acts)
        transaction.set_rollback(True)
