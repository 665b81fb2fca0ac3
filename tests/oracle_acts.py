"""What people do to the world of `oracle.py`, and when it is refused, from the specification.

Each act is refused before anything changes: UNKNOWN, as if the record did not exist; FORBIDDEN,
with a reason; or WRONG, by its terms.
"""

from dataclasses import replace

from tests.oracle import CONTRIBUTE, RECORD_ROLES, Glass, Place, Proposal, Share
from tests.oracle_places import FORBIDDEN, UNKNOWN, WRONG, PlacesWorld, Refused, need


class ActingWorld(PlacesWorld):
    """The world, and what changes it."""

    def _as_manager(self, by, person):
        need(self.reads(by, person), UNKNOWN)
        need(self.manages(by, person), FORBIDDEN)
        return self.records[person]

    def _as_sharer(self, by, person):
        administers = self.may_administer(by, person)
        need(self.reads(by, person) or administers, UNKNOWN)
        need(self.gives(by, person) or administers, FORBIDDEN)
        return self.records[person]

    def _share_of(self, person, team, user=None):
        """The un-ended share that a new one would replace."""
        for share in self.shares:
            if share.person == person and not share.is_ended:
                named = share.place.user if share.place else None
                if named == user and (user or share.team == team):
                    return share
        return None

    def _enter(self, share):
        before = self._share_of(share.person, share.team, share.place and share.place.user)
        if before:
            before.is_ended = True
        self.shares.append(share)

    def _keeps_manager(self, person, without=(), new=None, excluded=()):
        """A restricted record always has a named manager, who stays and is not excluded."""
        record = self.records[person]
        out = {user for user, about in self.excluded if about == person} | set(excluded)
        left = [share for share in [*self.shares, new] if share and share not in without]
        need(
            not record.is_restricted
            or any(
                share.person == person
                and not share.is_ended
                and not share.is_dated
                and not share.while_open
                and share.place is not None
                and not share.place.is_dated
                and (share.place.role, share.place.team) == ("manager", record.owner)
                and share.place.user not in out
                for share in left
            ),
            WRONG,
        )

    def agreed(self, one, other):
        """Teams of one agency need no agreement."""
        agencies = frozenset({self.teams[one].agency, self.teams[other].agency})
        return len(agencies) == 1 or agencies in self.agreements

    # ---- Sharing -------------------------------------------------------------------------------
    def give(self, by, person, to, level, sections, is_dated, while_open=None):
        """Give a team, or a person in a place of theirs, access; perhaps while a case is open."""
        need(while_open in (None, person) or self.reads(by, while_open), UNKNOWN)
        record = self._as_sharer(by, person)
        place = to if isinstance(to, Place) else None
        team = place.team if place else to
        if place:
            need(place.role in RECORD_ROLES and place.state == "live", WRONG)
            need(place.user not in self.closed, WRONG)
            need(team != record.owner or record.is_restricted, WRONG)
        else:
            need(team != record.owner and not record.is_restricted, WRONG)
        need(not self.teams[team].is_closed and self.agreed(record.owner, team), WRONG)
        need(self.gives(by, person) or team not in self.teams_of(by), WRONG)
        before = self._share_of(person, team, place and place.user)
        ends_with = self._ends_with(by, before, while_open)
        need(ends_with is None or self._can_end_with(ends_with), WRONG)
        share = Share(person, team, level, sections, place, is_dated, ends_with)
        self._keeps_manager(person, without=[before], new=share)
        self._enter(share)

    def _ends_with(self, by, before, while_open):
        """What it is to end with; but nobody lets access outlast a case that they cannot see."""
        hangs_on = before and before.while_open
        is_unseen = hangs_on not in (None, before and before.person) and not self.reads(
            by, hangs_on
        )
        return hangs_on if is_unseen else while_open

    def _can_end_with(self, name):
        return self.records[name].kind == "case" and self.records[name].is_open

    def end(self, by, share):
        self._as_sharer(by, share.person)
        need(not share.is_ended, WRONG)
        self._keeps_manager(share.person, without=[share])
        share.is_ended = True

    def restrict(self, by, person):
        record = self._as_manager(by, person)
        need(not record.is_restricted, WRONG)
        place = self._lasting(by, record.owner)
        record.is_restricted = True
        self._enter(Share(person, record.owner, CONTRIBUTE, record.sections, place))

    def _lasting(self, user, team):
        """The user's place as manager of the team, which must have no end date."""
        for place in self.places:
            mine = (place.user, place.team, place.role) == (user, team, "manager")
            if mine and place.state == "live" and not place.is_dated:
                return place
        raise Refused(WRONG)

    def lift(self, by, person):
        record = self._as_manager(by, person)
        need(record.is_restricted, WRONG)
        record.is_restricted = False
        for share in self.shares:
            if share.person == person and share.place and share.place.team == record.owner:
                share.is_ended = True

    def exclude(self, by, person, user):
        self._as_manager(by, person)
        need(user != by and (user, person) not in self.excluded, WRONG)
        self._keeps_manager(person, excluded=[user])
        self.excluded.add((user, person))

    def readmit(self, by, person, user):
        self._as_manager(by, person)
        self.excluded.remove((user, person))

    # ---- Knowing, and emergencies --------------------------------------------------------------
    def find(self, by, person):
        need(self.can_find(by, person), UNKNOWN)
        self.found.add((by, person))

    def break_glass(self, by, person, place):
        need(self.knows(by, person), UNKNOWN)
        need(self.practises(by) and not self.reads(by, person), FORBIDDEN)
        need(place.user == by and place.role in RECORD_ROLES, WRONG)
        need(place.state == "live" and not self.teams[place.team].is_closed, WRONG)
        self.glasses.append(Glass(person, place))

    def write(self, by, person):
        section = self.records[person].written
        self._as_writer(by, person, section)
        self._note_entry(person, section)
        entries = self.records[person].entries
        entries[section] = entries.get(section, 1) + 1

    def _as_writer(self, by, person, section=None):
        """Adds to the section, or to the identity; nobody adds to a case that is closed."""
        need(self.reads(by, person, section=section), UNKNOWN)
        need(self.reads(by, person, CONTRIBUTE, section), FORBIDDEN)
        need(self.records[person].is_open, FORBIDDEN)

    def _note_entry(self, person, section):
        times = [at for record in self.records.values() for at in record.last.values()]
        self.records[person].last[section] = max(times) + 1

    def rename(self, by, person, surname):
        self._as_writer(by, person)
        self.records[person].surname = surname

    # ---- Handing over --------------------------------------------------------------------------
    def propose(self, by, person, taker, keep, is_dated):
        record = self._as_manager(by, person)
        need(not any(p.person == person and not p.is_answered for p in self.proposals), WRONG)
        managers = {p.user for p in self.places if taker in self.teams_of(p.user, "manager")}
        if record.is_restricted:
            managers = {user for user in managers if self.reads(user, person)}
        need(taker != record.owner and managers, WRONG)
        self.proposals.append(Proposal(person, record.owner, taker, keep, bool(keep) and is_dated))

    def withdraw(self, by, proposal):
        self._as_manager(by, proposal.person)
        need(not proposal.is_answered, WRONG)
        proposal.is_answered = True

    def decline(self, by, proposal):
        need(self.sees_proposal(by, proposal), UNKNOWN)
        need(not proposal.is_answered, WRONG)
        proposal.is_answered = True

    def accept(self, by, proposal):
        """The taker owns it. What third parties may see stays as it is, or becomes less."""
        need(self.sees_proposal(by, proposal), UNKNOWN)
        need(not proposal.is_answered and not proposal.has_run_out, WRONG)
        person, giver, taker = proposal.person, proposal.giver, proposal.taker
        record = self.records[person]
        place = self._lasting(by, taker) if record.is_restricted else None
        record.lead = record.lead if record.lead in self._able(person, taker) else by
        proposal.is_answered, record.owner = True, taker
        for share in [s for s in self.shares if s.person == person and not s.is_ended]:
            if share.team == taker and not (share.place and record.is_restricted):
                share.is_ended = True
            elif share.team == giver and share.place:
                share.is_ended = True
                if proposal.keep and self._lasts(share):
                    self.shares.append(self._kept(share, proposal))
        if place:
            self._enter(Share(person, taker, CONTRIBUTE, record.sections, place))
        if proposal.keep:
            dated = proposal.is_dated
            kept = Share(person, giver, proposal.keep, record.sections, is_dated=dated)
            self._enter(kept)

    def _able(self, person, taker):
        """Who could lead the record in this team: not excluded, and named if it is restricted."""
        return {
            place.user
            for place in self.places
            if taker in self.practises(place.user)
            and (place.user, person) not in self.excluded
            and (
                not self.records[person].is_restricted
                or ("user", place.user) in self.holds(person)
            )
        }

    def _lasts(self, share):
        return not share.has_run_out and share.place.state == "live"

    def _kept(self, share, proposal):
        """What a named person of the old owner keeps: no more than they had."""
        level, dated = min(share.level, proposal.keep), share.is_dated or proposal.is_dated
        return replace(share, level=level, is_dated=dated, is_ended=False, pk=None)

    # ---- Teams and accounts --------------------------------------------------------------------
    def join(self, place):
        same = (place.user, place.team, place.role)
        there = [p for p in self.places if (p.user, p.team, p.role) == same and p.state != "over"]
        need(not there, WRONG)
        self.places.append(place)

    def leave(self, place):
        need(place.state != "over", WRONG)
        if place.role == "manager" and place.team in self.teams_of(place.user, "manager"):
            others = {p.user for p in self.places} - {place.user}
            managed = place.state != "live" or any(
                place.team in self.teams_of(user, "manager") for user in others
            )
            need(managed, WRONG)
        given = [share for share in self.shares if share.place is place and not share.is_ended]
        for share in given:
            self._keeps_manager(share.person, without=given)
        for share in given:
            share.is_ended = True
        place.state = "over"

    def change_role(self, place, role):
        need(place.role != role, WRONG)
        same = (place.user, place.team, role)
        there = [p for p in self.places if (p.user, p.team, p.role) == same and p.state != "over"]
        state = place.state
        if state == "over" or self.teams[place.team].is_closed:
            need(state != "over", WRONG)
            raise Refused(FORBIDDEN)
        need(not there and place.user not in self.closed, WRONG)
        need(not self.waits_for(place.user, place.team), WRONG)
        self.leave(place)
        new = Place(place.user, place.team, role, place.is_dated, state)
        self._begin(new, "root")

    def close_team(self, team):
        owns = any(record.owner == team for record in self.records.values())
        need(not owns and not self.teams[team].is_closed, WRONG)
        self.teams[team].is_closed = True
        for share in self.shares:
            if share.place and share.place.team == team:
                share.is_ended = True

    def close(self, user):
        need(user not in self.closed, WRONG)
        self.closed.add(user)

    def open(self, user):
        need(user in self.closed, WRONG)
        self.closed.remove(user)
