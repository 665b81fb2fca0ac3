"""The world of a shared kind of record: one record, everyone it meets, what is behind its pages.

A kind registers its own beside its factories, in `<app>/tests/world.py` (an app that only the
tests have: in its `world.py`):

    @shared_world
    class PersonWorld(SharedWorld):
        model = Profile
        search = "Pellworth"  # finds the record in lists
        secrets = ["Jordan", "2 June 1987"]  # on the record's page, and nowhere without access

        def make(self, *, by, team):
            return make_person(by=by, team=team)

        def add_parts(self):  # what is behind addresses of this kind alone, if anything
            self.children["profiles:log-amend"] = write_contact(self.record, self.manager).uuid

Everything else comes with the base. What is absent has an address made up by the sweep.
"""

from typing import Any, ClassVar

from access.services import ask_for_access, break_glass, exclude_person, propose_transfer
from access.tests.factories import LawfulBasisFactory, give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from core.tests.worlds import World


class SharedWorld(World):
    """One shared record with something behind each kind of address, and everyone it meets."""

    model: ClassVar[Any]
    search: ClassVar[str]
    secrets: ClassVar[list[str]]

    def __init__(self, cast):
        self.cast, self.manager, self.officer = cast, cast.manager, cast.officer
        self.sections = list(self.model.SECTIONS)
        self.record = record = self.make(by=cast.manager, team=cast.police)
        super().__init__(self.model, cast.outsider, {"uuid": record.uuid})
        self.add_people()
        self.add_parts()

    def make(self, *, by, team):
        """A record of this team, read by its members alone."""
        raise NotImplementedError

    def add_parts(self):
        """What is behind addresses that other kinds do not have."""

    def add_people(self):
        record, manager = self.record, self.manager
        self.named = member(TeamFactory())
        grant = give(record, manager, self.named, named=True, sections=self.sections[:1])
        # Colleagues of a named person know that there is a record: one asks, one breaks glass.
        self.knower = member(self.named.acting_team)
        asked = ask_for_access(
            obj=record,
            by=self.knower,
            membership=self.knower.live_memberships[0],
            reason="linked",
            words="A case of mine",
        )
        self.responder = member(self.named.acting_team)
        glass = break_glass(
            obj=record,
            by=self.responder,
            membership=self.responder.live_memberships[0],
            reason="At the door",
        )
        team = TeamFactory(agency=record.owner_team.agency)
        self.receiver = member(team, Membership.Role.MANAGER)
        self.transfer = propose_transfer(
            obj=record,
            by=manager,
            to_team=team,
            note="Has moved",
            keep=0,
            basis=LawfulBasisFactory(),
        )
        self.excluded = member(TeamFactory())
        exclusion = exclude_person(obj=record, by=manager, user=self.excluded, reason="A cousin")
        self.values |= {
            "grant": grant.uuid,
            "asked": asked.uuid,
            "glass": glass.uuid,
            "exclusion": exclusion.uuid,
        }

    def give(self, to):
        """All sections to a team."""
        return give(self.record, self.manager, to, sections=self.sections)
