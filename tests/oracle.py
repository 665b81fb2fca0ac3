"""The access rule once more, in plain Python over plain data, written from the specification.

It imports nothing of the product: what agrees with it agrees with the words of the rule. What
people do to this world is in `oracle_acts.py`.
"""

from dataclasses import dataclass, field

VIEW, CONTRIBUTE, MANAGE = 1, 2, 3
RECORD_ROLES = ("practitioner", "manager")
SECTIONS = frozenset(["log", "risk", "reports", "documents", "relationships", "contact_details"])


@dataclass(eq=False)
class Team:
    """A team, where it works and what it lets its people do."""

    areas: frozenset
    agency: str = "one"
    gives: str = "lead"
    is_discreet: bool = False
    is_closed: bool = False


@dataclass(eq=False)
class Place:
    """A person's membership of a team: coming, live or over."""

    user: str
    team: str
    role: str
    is_dated: bool = False
    state: str = "live"
    pk: int | None = None


@dataclass(eq=False)
class Share:
    """A grant to a team, or in a place to one named person."""

    person: str
    team: str
    level: int
    sections: frozenset
    place: Place | None = None
    is_dated: bool = False
    has_run_out: bool = False
    is_ended: bool = False
    pk: int | None = None


@dataclass(eq=False)
class Glass:
    """Glass that a person broke in a place of theirs."""

    person: str
    place: Place
    has_run_out: bool = False
    pk: int | None = None


@dataclass(eq=False)
class Proposal:
    """That another team manages a record."""

    person: str
    giver: str
    taker: str
    keep: int
    is_dated: bool = False
    has_run_out: bool = False
    is_answered: bool = False
    pk: int | None = None


@dataclass(eq=False)
class Record:
    """A person's record."""

    owner: str
    surname: str
    born: int
    lead: str | None = None
    is_restricted: bool = False
    last: dict = field(default_factory=dict)
    entries: int = 1
    number: int = 0
    pk: int | None = None


@dataclass
class World:
    """Everything the rule looks at."""

    teams: dict
    records: dict
    sections: frozenset = SECTIONS
    parents: dict = field(default_factory=dict)
    agreements: set = field(default_factory=set)
    places: list = field(default_factory=list)
    shares: list = field(default_factory=list)
    glasses: list = field(default_factory=list)
    proposals: list = field(default_factory=list)
    closed: set = field(default_factory=set)
    excluded: set = field(default_factory=set)
    found: set = field(default_factory=set)
    joinings: list = field(default_factory=list)
    invited_by: dict = field(default_factory=dict)
    changed_by: dict = field(default_factory=dict)
    held: dict = field(default_factory=dict)
    address_by: dict = field(default_factory=dict)

    # ---- Who people are ------------------------------------------------------------------------
    def teams_of(self, user, *roles):
        """The open teams in which the user has one of these roles now; none if disabled."""
        return {
            place.team
            for place in self.places
            if place.user == user
            and place.state == "live"
            and (place.role in roles or not roles)
            and user not in self.closed
            and not self.teams[place.team].is_closed
        }

    def practises(self, user):
        return self.teams_of(user, *RECORD_ROLES)

    def manages(self, user, person):
        return self.records[person].owner in self.teams_of(user, "manager")

    def works_beside(self, user, team):
        """Does the user practise in an area of this team, within one of its own or around it?"""
        own = {area for mine in self.practises(user) for area in self.teams[mine].areas}
        areas = self.teams[team].areas
        return any(
            a == b or self._lies_in(a, b) or self._lies_in(b, a) for a in own for b in areas
        )

    def administers(self, user, team):
        own = {area for t in self.teams_of(user, "administrator") for area in self.teams[t].areas}
        return any(a in own or self.parents.get(a) in own for a in self.teams[team].areas)

    def _lies_in(self, small, large):
        return self.parents.get(small) == large

    # ---- The rule ------------------------------------------------------------------------------
    def bites(self, share):
        """In force: neither ended nor run out, and given in a place that is not over."""
        lasts = not share.is_ended and not share.has_run_out
        return lasts and (share.place is None or share.place.state == "live")

    def holds(self, person):
        """Who holds the record: (team or user) → (level, sections)."""
        record = self.records[person]
        held = {("team", record.owner): (MANAGE, self.sections)}
        for share in self.shares:
            if share.person == person and self.bites(share):
                who = ("user", share.place.user) if share.place else ("team", share.team)
                held[who] = (share.level, share.sections)
        return held

    def reads_by_glass(self, user, person):
        return any(
            glass.person == person
            and not glass.has_run_out
            and glass.place.user == user
            and glass.place.state == "live"
            and glass.place.team in self.practises(user)
            for glass in self.glasses
        )

    def holds_of(self, user, person):
        """Level and sections of the user's holds that are open to them."""
        if user in self.closed or (user, person) in self.excluded:
            return []
        mine = {("user", user)}
        if not self.records[person].is_restricted:
            mine |= {("team", team) for team in self.practises(user)}
        return [reach for who, reach in self.holds(person).items() if who in mine]

    def paths(self, user, person):
        """Level and sections of every way in: disabled, excluded, restricted, holds, glass."""
        found = self.holds_of(user, person)
        shut = (user, person) in self.excluded or self.records[person].is_restricted
        if not shut and self.reads_by_glass(user, person):
            found = [*found, (VIEW, self.sections)]
        return found

    def reads(self, user, person, level=VIEW, section=None):
        """May the user read (or do at this level in this section) the person's record?"""
        return any(
            reach >= level and (section is None or section in sections)
            for reach, sections in self.paths(user, person)
        )

    def is_knowable(self, user, person):
        """Not for a disabled or excluded user, a restricted record, a discreet team's."""
        record = self.records[person]
        return not (
            user in self.closed
            or (user, person) in self.excluded
            or record.is_restricted
            or self.teams[record.owner].is_discreet
        )

    def is_stub(self, user, person):
        """A colleague is named, or the user found it by exact particulars in an area of theirs."""
        colleague = any(
            share.person == person
            and share.place is not None
            and self.bites(share)
            and share.team in self.practises(user)
            for share in self.shares
        )
        found = (user, person) in self.found and self.can_find(user, person)
        return self.is_knowable(user, person) and (colleague or found)

    def knows(self, user, person):
        return self.reads(user, person) or self.is_stub(user, person)

    def can_find(self, user, person):
        beside = self.works_beside(user, self.records[person].owner)
        return self.is_knowable(user, person) and beside

    def may_administer(self, user, person):
        over = self.administers(user, self.records[person].owner)
        return self.is_knowable(user, person) and over

    def gives(self, user, person):
        """Managers; the lead or every practitioner of the owner team, where the team allows."""
        record = self.records[person]
        allows = self.teams[record.owner].gives
        may = allows == "practitioners" or (allows == "lead" and record.lead == user)
        own = record.owner in self.teams_of(user, "practitioner")
        return self.manages(user, person) or (own and may)

    def sees_proposal(self, user, proposal):
        """A manager of the team that is asked; of a restricted record, one who reads it."""
        person = proposal.person
        hidden = (user, person) in self.excluded or (
            self.records[person].is_restricted and not self.reads(user, person)
        )
        return proposal.taker in self.teams_of(user, "manager") and not hidden

    # ---- What texts may name -------------------------------------------------------------------
    def names_team(self, user, person, team):
        """A discreet team is named to the owner's managers and to its own people."""
        own = team in self.teams_of(user)
        return self.manages(user, person) or own or not self.teams[team].is_discreet

    def unnamed(self, user, person):
        """Teams that no text about the person names to the user, and who only works for such."""
        teams = {team for team in self.teams if not self.names_team(user, person, team)}
        places = {}
        for place in self.places:
            places.setdefault(place.user, set()).add(place.team)
        people = {who for who, worked_for in places.items() if worked_for <= teams} - {user}
        return teams | people

    def last_known(self, user, person):
        """When something was last entered in what the user holds of the record."""
        held = {section for _, sections in self.paths(user, person) for section in sections}
        record = self.records[person]
        return max([record.born, *(at for section, at in record.last.items() if section in held)])
