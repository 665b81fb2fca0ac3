"""The two sides of an act: the product, and the independent rule of `oracle.py`."""

from copy import copy, deepcopy

from django.utils import timezone

from access.models import Grant
from agencies.models import FOREVER, Team, User
from tests.oracle_places import Refused
from tests.story.base import ABLE, DAY, REFUSALS, USERS


class Sides:
    """One run of steps from the base. Each is refused by both sides alike, or done by both."""

    def __init__(self, base):
        self.base, self.world = copy(base), deepcopy(base.world)
        self.base.users = dict(base.users)
        # Who was invited in this story, by name.
        self.taken, self.invited = [], []
        # What the rule returned for the last act.
        self.told = None

    def take(self, step):
        """One step. Returns whether it was done; a step with nothing to act on is left out."""
        name, *arguments = step
        outcome = getattr(self, name)(*arguments)
        self.taken.append((step, outcome))
        return outcome

    def _both(self, by, act, product, *arguments):
        """Let someone act: the one named, or the first whom the rule allows."""
        outcome = None
        for who in USERS if by == ABLE else [by]:
            outcome = self._told(lambda who=who: getattr(self.world, act)(who, *arguments))
            if outcome == "done":
                break
        self._agree(outcome, lambda: product(User.objects.get(pk=self.base.users[who].pk)))
        return outcome

    def _by_root(self, act, product, *arguments):
        outcome = self._told(lambda: getattr(self.world, act)(*arguments))
        self._agree(outcome, lambda: product(User.objects.get(pk=self.base.root.pk)))
        return outcome

    def _told(self, act):
        try:
            self.told = act()
        except Refused as refusal:
            return refusal.args[0]
        return "done"

    def _agree(self, expected, product):
        try:
            self.result = product()
            found = "done"
        except tuple(REFUSALS) as refusal:
            found, self.result = REFUSALS[type(refusal)], refusal
        assert found == expected, f"the product: {found} ({self.result!r}); the rule: {expected}"
        if found == "done":
            self._note_grants()

    def _note_grants(self):
        for share in self.world.shares:
            if share.pk is None and not share.is_ended:
                whose = {"user": self.base.users[share.place.user]} if share.place else {}
                whose = whose or {"user": None, "team": self.base.teams[share.team]}
                grants = Grant.objects.of(self.base.people[share.person]).unended()
                share.pk = grants.get(**whose).pk

    def _person(self, name):
        person = self.base.people[name]
        return type(person).objects.get(pk=person.pk)

    def _team(self, name):
        return Team.objects.get(pk=self.base.teams[name].pk)

    def _pick(self, rows, number):
        return rows[number % len(rows)] if rows else None

    def _until(self, is_dated):
        return timezone.now() + DAY if is_dated else FOREVER
