"""The access rule once more, in plain Python over plain data, written from the specification.

It imports nothing of the product: what agrees with it agrees with the words of the rule. What
people do to this world is in `oracle_acts.py`.
"""

from dataclasses import dataclass, field

VIEW, CONTRIBUTE, MANAGE = 1, 2, 3
RECORD_ROLES = ("practitioner", "manager")
SECTIONS = frozenset(
    ["log", "risk", "reports", "documents", "relationships", "contact_details", "missing_plan"]
)


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
    # The record whose closing ends it, if one does.
    while_open: str | None = None
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
class Part:
    """A person's part in a case."""

    case: str
    person: str
    # As it was confirmed when they were named in it.
    name: str
    is_over: bool = False
    pk: int | None = None


@dataclass(eq=False)
class Task:
    """What one team asks of another, or of somebody in it, about a record or about nothing."""

    about: str | None
    sender: str
    giver: str
    team: str
    person: str | None
    state: str = "waiting"
    steps: int = 1
    pk: int | None = None

    @property
    def is_open(self):
        return self.state in ("waiting", "accepted")


@dataclass(eq=False)
class Record:
    """A person's record, or a case: the rule is the same. Stories write in one of its sections."""

    owner: str
    surname: str
    born: int
    lead: str | None = None
    kind: str = "person"
    sections: frozenset = SECTIONS
    written: str = "log"
    is_open: bool = True
    is_restricted: bool = False
    last: dict = field(default_factory=dict)
    # How many entries there are in a section: one, if nothing is said.
    entries: dict = field(default_factory=dict)
    number: int = 0
    pk: int | None = None


@dataclass
class World:
    """Everything the rule looks at."""

    teams: dict
    records: dict
    parents: dict = field(default_factory=dict)
    agreements: set = field(default_factory=set)
    places: list = field(default_factory=list)
    shares: list = field(default_factory=list)
    glasses: list = field(default_factory=list)
    proposals: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    tasks: list = field(default_factory=list)
    closed: set = field(default_factory=set)
    excluded: set = field(default_factory=set)
    found: set = field(default_factory=set)
    joinings: list = field(default_factory=list)
    invited_by: dict = field(default_factory=dict)
    changed_by: dict = field(default_factory=dict)
    held: dict = field(default_factory=dict)
    address_by: dict = field(default_factory=dict)

    def of_kind(self, kind):
        """The records of one kind, by name."""
        return {name: record for name, record in self.records.items() if record.kind == kind}

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
        held = {("team", record.owner): (MANAGE, record.sections)}
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
            found = [*found, (VIEW, self.records[person].sections)]
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
        """A colleague is named; the user found it by exact particulars in an area of theirs, has
        an open task about it, or meets the person in an open case.
        """
        colleague = any(
            share.person == person
            and share.place is not None
            and self.bites(share)
            and share.team in self.practises(user)
            for share in self.shares
        )
        found = (user, person) in self.found and self.can_find(user, person)
        told = self.has_task_about(user, person) or self.meets_in_case(user, person)
        return self.is_knowable(user, person) and (colleague or found or told)

    def has_task_about(self, user, person):
        """A team of the user's has an open task about the record."""
        return any(
            task.about == person and task.is_open and task.team in self.practises(user)
            for task in self.tasks
        )

    def meets_in_case(self, user, person):
        """The user reads the people of an open case in which the person takes part."""
        return any(
            part.person == person
            and not part.is_over
            and self.records[part.case].is_open
            and self.reads(user, part.case, section="people")
            for part in self.parts
        )

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
