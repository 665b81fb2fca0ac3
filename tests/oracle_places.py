"""Who lets whom into a team, who agrees, and where links go: the rule once more, as plain data.

A manager of the team lets in practitioners and managers alone. Everything else waits for a second
person, who is independent of the first: neither invited nor last changed the other's account.
"""

from dataclasses import dataclass

from tests.oracle import RECORD_ROLES, Place, World

UNKNOWN, FORBIDDEN, WRONG = "unknown", "forbidden", "wrong"
EVERY_ROLE = (*RECORD_ROLES, "control", "administrator", "auditor")


class Refused(Exception):
    """An act that is not allowed, and in which way."""


def need(condition, otherwise):
    if not condition:
        raise Refused(otherwise)


@dataclass(eq=False)
class Joining:
    """A place that waits until somebody agrees."""

    user: str
    team: str
    role: str
    by: str
    is_decided: bool = False
    pk: int | None = None


class PlacesWorld(World):
    """The world, and how people come into its teams."""

    # ---- Who looks after whom ------------------------------------------------------------------
    def looks_after_team(self, by, team):
        return team in self.teams_of(by, "manager") or self.administers(by, team)

    def may_give(self, by, team):
        """Roles for whole areas come from an administrator of all areas of the team."""
        own = {area for t in self.teams_of(by, "administrator") for area in self.teams[t].areas}
        areas = self.teams[team].areas
        covers = bool(areas) and all(a in own or self.parents.get(a) in own for a in areas)
        return EVERY_ROLE if covers else RECORD_ROLES

    def _current(self, user):
        return [place for place in self.places if place.user == user and place.state != "over"]

    def _is_managed(self, by, user):
        """In a team that `by` looks after, now or before; or only asked into one."""
        teams = {place.team for place in self.places if place.user == user}
        teams = teams or {joining.team for joining in self.joinings if joining.user == user}
        return any(self.looks_after_team(by, team) for team in teams)

    def looks_after(self, by, user):
        """Everything that this person does."""
        places = self._current(user)
        if by == user or not places:
            return by != user and bool(self.teams_of(by, "administrator"))
        return all(
            (place.role in RECORD_ROLES and place.team in self.teams_of(by, "manager"))
            or (place.role in self.may_give(by, place.team) and self.administers(by, place.team))
            for place in places
        )

    def independent(self, one, other):
        hands = (self.invited_by, self.changed_by)
        return one != other and not any(
            hand.get(one) == other or hand.get(other) == one for hand in hands
        )

    # ---- Places --------------------------------------------------------------------------------
    def _as_opener(self, by, team):
        need(self.looks_after_team(by, team), UNKNOWN)
        need(not self.teams[team].is_closed, FORBIDDEN)

    def _fits(self, user, team, role, giver):
        need(user not in self.closed and role in self.may_give(giver, team), WRONG)
        here = [place for place in self._current(user) if place.team == team]
        need(role not in {place.role for place in here}, WRONG)

    def admit(self, by, user, team, role):
        """Somebody is given a place, at once or when a second person agrees."""
        self._as_opener(by, team)
        need(user != by, WRONG)
        self._fits(user, team, role, by)
        if role in RECORD_ROLES and team in self.teams_of(by, "manager"):
            self._begin(Place(user, team, role), by)
        else:
            self._wait(Joining(user, team, role, by))

    def _begin(self, place, by):
        self.places.append(place)
        if by != place.user:
            self.changed_by[place.user] = by

    def _wait(self, joining):
        need(not self.waits_for(joining.user, joining.team), WRONG)
        self.joinings.append(joining)

    def waits_for(self, user, team):
        return any((j.user, j.team, j.is_decided) == (user, team, False) for j in self.joinings)

    def invite(self, by, user, team, role):
        """An account for somebody new, in one team."""
        self._as_opener(by, team)
        self.admit(by, user, team, role)
        self.invited_by[user] = self.changed_by[user] = by

    def ask(self, by, team, role):
        """An administrator asks for a place in a team of their areas."""
        need(self.administers(by, team), UNKNOWN)
        need(not self.teams[team].is_closed, FORBIDDEN)
        live = [place for place in self._current(by) if place.role == role]
        need(role in RECORD_ROLES and team not in {place.team for place in live}, WRONG)
        self._wait(Joining(by, team, role, by))

    def _as_second(self, by, joining):
        as_manager = joining.by != joining.user and joining.team in self.teams_of(by, "manager")
        need(as_manager or self.administers(by, joining.team), UNKNOWN)
        need(by != joining.user and self.independent(by, joining.by), FORBIDDEN)

    def agree(self, by, joining):
        self._as_second(by, joining)
        need(not joining.is_decided, WRONG)
        need(not self.teams[joining.team].is_closed, FORBIDDEN)
        asks = self.administers if joining.by == joining.user else self.looks_after_team
        need(asks(joining.by, joining.team), WRONG)
        self._fits(joining.user, joining.team, joining.role, joining.by)
        joining.is_decided = True
        self._begin(Place(joining.user, joining.team, joining.role), joining.by)

    def refuse(self, by, joining):
        self._as_second(by, joining)
        need(not joining.is_decided, WRONG)
        joining.is_decided = True

    # ---- Addresses and links -------------------------------------------------------------------
    def _as_keeper(self, by, user):
        need(by not in self.closed and self._is_managed(by, user), UNKNOWN)
        need(self.looks_after(by, user), FORBIDDEN)

    def new_address(self, by, user):
        """No link goes to it until its owner or a second person confirms it."""
        self._as_keeper(by, user)
        self.held[user] = self.address_by[user] = self.changed_by[user] = by

    def confirm(self, by, user):
        need(by not in self.closed and (by == user or self._is_managed(by, user)), UNKNOWN)
        changed_by = self.address_by.get(user)
        is_second = changed_by is None or self.independent(by, changed_by)
        need(by == user or (self.looks_after(by, user) and is_second), FORBIDDEN)
        need(user in self.held, WRONG)
        del self.held[user]

    def send_link(self, by, user):
        self._as_keeper(by, user)
        need(user not in self.closed and user not in self.held, WRONG)
        self.changed_by[user] = by
