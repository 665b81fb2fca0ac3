"""Steps of a story that give, end and hand over access to a record, or open it without."""

from copy import deepcopy

from access import services
from access.models import Grant, Transfer
from agencies.models import Membership
from tests.oracle_places import WRONG
from tests.story.base import ABLE, USERS
from tests.story.sides import Sides


class SharingSteps(Sides):
    """Sharing, finding, emergencies, writing, handing over."""

    def give_team(self, by, person, team, level, sections, is_dated):
        sections &= self.world.records[person].sections
        return self._give(by, person, team, None, level, sections, is_dated)

    def give_named(self, by, person, number, level, sections, is_dated):
        place = self._pick(self.world.places, number)
        sections &= self.world.records[person].sections
        return self._give(by, person, place.team, place, level, sections, is_dated)

    def _give(self, by, person, team, place, level, sections, is_dated, while_open=None):
        return self._both(
            by,
            "give",
            lambda user: services.give_access(
                obj=self._person(person),
                by=user,
                team=self._team(team),
                membership=Membership.objects.get(pk=place.pk) if place else None,
                level=level,
                sections=sections,
                purpose="x",
                basis=self.base.basis,
                until=self._until(is_dated),
                while_open=while_open and self._person(while_open),
            ),
            *(person, place or team, level, sections, is_dated, while_open),
        )

    def end(self, by, number):
        share = self._pick(self.world.shares, number)
        return share and self._both(
            by,
            "end",
            lambda user: services.end_access(
                obj=self._person(share.person),
                grant=Grant.objects.get(pk=share.pk),
                by=user,
                because="x",
            ),
            share,
        )

    def restrict(self, by, person):
        return self._both(
            by,
            "restrict",
            lambda user: services.restrict_record(
                obj=self._person(person), by=user, reason="x", basis=self.base.basis
            ),
            person,
        )

    def lift(self, by, person):
        return self._both(
            by,
            "lift",
            lambda user: services.lift_restriction(obj=self._person(person), by=user, because="x"),
            person,
        )

    def exclude(self, by, person, user):
        return self._both(
            by,
            "exclude",
            lambda by: services.exclude_person(
                obj=self._person(person), by=by, user=self.base.users[user], reason="x"
            ),
            *(person, user),
        )

    def readmit(self, by, number):
        one = self._pick(sorted(self.world.excluded), number)
        return one and self._both(
            by,
            "readmit",
            lambda user: services.readmit_person(
                obj=self._person(one[1]),
                exclusion=self._person(one[1]).exclusions.get(
                    user=self.base.users[one[0]], ended_at=None
                ),
                by=user,
                because="x",
            ),
            *(one[1], one[0]),
        )

    # ---- Knowing, emergencies, what is written -------------------------------------------------
    def find(self, by, person):
        return self._both(
            by,
            "find",
            lambda user: services.find_record(obj=self._person(person), by=user),
            person,
        )

    def break_glass(self, by, person, number):
        place = self._pick(self.world.places, number)
        if by == ABLE:
            fits = (p for p in self.world.places if self._may_break(p, person))
            place = next(fits, place)
        outcome = self._both(
            place.user if by == ABLE else by,
            "break_glass",
            lambda user: services.break_glass(
                obj=self._person(person),
                by=user,
                membership=Membership.objects.get(pk=place.pk),
                reason="x",
            ),
            *(person, place),
        )
        if outcome == "done":
            self.world.glasses[-1].pk = self.result.pk
        return outcome

    def _may_break(self, place, person):
        return self._told(lambda: deepcopy(self.world).break_glass(place.user, person, place)) in (
            "done",
            WRONG,
        ) and place.team in self.world.practises(place.user)

    def write(self, by, person):
        return self._both(
            by,
            "write",
            lambda user: self.base.write(self._person(person), user),
            person,
        )

    def rename(self, by, person, surname):
        return self._both(
            by,
            "rename",
            lambda user: self.base.rename(self._person(person), user, surname),
            *(person, surname),
        )

    # ---- Handing over --------------------------------------------------------------------------
    def propose(self, by, person, taker, keep, is_dated):
        outcome = self._both(
            by,
            "propose",
            lambda user: services.propose_transfer(
                obj=self._person(person),
                by=user,
                to_team=self._team(taker),
                note="x",
                keep=keep,
                basis=self.base.basis,
                keep_until=self._until(is_dated),
            ),
            *(person, taker, keep, is_dated),
        )
        if outcome == "done":
            self.world.proposals[-1].pk = self.result.pk
        return outcome

    def accept(self, by, number):
        proposal = self._pick(self.world.proposals, -1 - number)
        if proposal is None:
            return None
        before = {(u, p): self.world.paths(u, p) for u in USERS for p in self.world.records}
        outcome = self._both(
            by,
            "accept",
            lambda user: services.accept_transfer(
                transfer=Transfer.objects.get(pk=proposal.pk), by=user, basis=self.base.basis
            ),
            proposal,
        )
        for (who, person), ways in before.items():
            if proposal.taker not in self.world.practises(who):
                self._never_wider(ways, self.world.paths(who, person))
        return outcome

    def _never_wider(self, before, after):
        for level, sections in after:
            for section in [None, *sections]:
                assert any(had >= level and (not section or section in s) for had, s in before)

    def decline(self, by, number):
        return self._answer(by, "decline", services.decline_transfer, number)

    def withdraw(self, by, number):
        return self._answer(by, "withdraw", services.withdraw_transfer, number)

    def _answer(self, by, act, service, number):
        proposal = self._pick(self.world.proposals, -1 - number)
        return proposal and self._both(
            by,
            act,
            lambda user: service(
                transfer=Transfer.objects.get(pk=proposal.pk), by=user, because="x"
            ),
            proposal,
        )
