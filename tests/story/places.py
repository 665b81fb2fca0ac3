"""Steps of a story that change teams, memberships and accounts."""

from django.db import transaction
from django.utils import timezone

from agencies.models import JoiningProposal, Membership, Team, User
from agencies.services import memberships
from agencies.services.accounts import disable_user, enable_user
from agencies.services.joining import second_joining
from agencies.services.teams import close_team
from agencies.tests.factories import MembershipFactory
from tests import oracle
from tests.story.base import DAY, USERS
from tests.story.sides import Sides


class PlaceSteps(Sides):
    """Joining, leaving, roles, closing, teams and leads."""

    def join(self, user, team, role, is_dated, is_coming):
        place = oracle.Place(user, team, role, is_dated, "coming" if is_coming else "live")
        if self._told(lambda: self.world.join(place)) != "done":
            return None
        starts = {"valid_from": timezone.now() + DAY / 24} if is_coming else {}
        row = MembershipFactory(
            user=self.base.users[user],
            team=self.base.teams[team],
            role=role,
            valid_until=self._until(is_dated),
            **starts,
        )
        place.pk = row.pk
        return "done"

    def leave(self, number):
        place = self._pick(self.world.places, number)
        return self._by_root(
            "leave",
            lambda root: memberships.end_membership(
                membership=Membership.objects.get(pk=place.pk), by=root, reason="x"
            ),
            place,
        )

    def change_role(self, number, role):
        place = self._pick(self.world.places, number)
        outcome = self._by_root(
            "change_role",
            lambda root: self._agreed(
                lambda: memberships.change_membership(
                    membership=Membership.objects.get(pk=place.pk), by=root, role=role
                )
            ),
            *(place, role),
        )
        if outcome == "done":
            self.world.places[-1].pk = self.result.pk
        return outcome

    def _agreed(self, act):
        """What one administrator gives and a second one agrees to: both, or neither."""
        with transaction.atomic():
            given = act()
            if isinstance(given, JoiningProposal):
                second = User.objects.get(pk=self.base.second.pk)
                given = second_joining(proposal=given, by=second)
            return given

    def close(self, user):
        return self._by_root(
            "close",
            lambda root: disable_user(user=self.base.users[user], by=root, reason="x"),
            user,
        )

    def open(self, number):
        user = self._pick(sorted(self.world.closed) or USERS, number)
        return self._by_root(
            "open", lambda root: enable_user(user=self.base.users[user], by=root), user
        )

    def close_team(self, team):
        return self._by_root(
            "close_team",
            lambda root: close_team(team=self._team(team), by=root, reason="x"),
            team,
        )

    def reshape(self, team, areas, is_discreet, gives):
        """The team's areas, whether it is discreet, and who of it gives access."""
        changed = self.world.teams[team]
        changed.areas, changed.is_discreet, changed.gives = areas, is_discreet, gives
        row = Team.objects.filter(pk=self.base.teams[team].pk)
        row.update(is_discreet=is_discreet, gives_access=gives)
        row.get().areas.set([self.base.areas[area] for area in sorted(areas)])
        return "done"

    def lead(self, person, user):
        self.world.records[person].lead = user
        profile = self._person(person)
        profile.lead = self.base.users[user]
        profile.save_without_historical_record()
        return "done"
