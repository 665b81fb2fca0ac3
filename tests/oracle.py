"""The access rule once more, in plain Python over plain data, written from the specification.

It imports nothing of the product: what agrees with it agrees with the words of the rule.
"""

from dataclasses import dataclass, field

VIEW, CONTRIBUTE, MANAGE = 1, 2, 3


@dataclass
class Place:
    """A person's membership of a team."""

    user: str
    team: str
    role: str = "practitioner"
    is_live: bool = True


@dataclass
class Share:
    """A grant to a team, or in a place to one named person."""

    person: str
    team: str
    level: int
    sections: frozenset
    place: Place | None = None
    is_live: bool = True


@dataclass
class World:
    """Everything the rule looks at."""

    owners: dict = field(default_factory=dict)
    places: list = field(default_factory=list)
    shares: list = field(default_factory=list)
    closed: set = field(default_factory=set)
    excluded: set = field(default_factory=set)

    def practises_in(self, user, team):
        return any(
            place.user == user
            and place.team == team
            and place.is_live
            and place.role in ("practitioner", "manager")
            for place in self.places
        )

    def may(self, user, person, level=VIEW, section=None):
        """May the user read (or do at this level in this section) the person's record?"""
        if user in self.closed or (user, person) in self.excluded:
            return False
        if self.practises_in(user, self.owners[person]):
            return True
        return any(
            share.person == person
            and share.level >= level
            and (section is None or section in share.sections)
            and self.reaches(user, share)
            for share in self.shares
        )

    def reaches(self, user, share):
        if not share.is_live:
            return False
        if share.place is None:
            return self.practises_in(user, share.team)
        return share.place.user == user and share.place.is_live

    def may_know(self, user, person):
        """May the user know that a record exists?"""
        if self.may(user, person):
            return True
        if user in self.closed or (user, person) in self.excluded:
            return False
        return any(
            share.person == person
            and share.place is not None
            and share.is_live
            and share.place.is_live
            and self.practises_in(user, share.team)
            for share in self.shares
        )
