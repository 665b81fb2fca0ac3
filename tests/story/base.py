"""Where every story begins, made once: in the database, and as plain data for the rule."""

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404

from access.tests.factories import LawfulBasisFactory
from agencies.models import Membership
from agencies.tests.factories import (
    AgencyFactory,
    AreaFactory,
    MembershipFactory,
    PartnershipFactory,
    TeamFactory,
    UserFactory,
    member,
)
from profiles.models import Profile
from profiles.services import assess_risk, edit_profile, save_view
from profiles.tests.factories import (
    AddressFactory,
    ContactKindFactory,
    IdentifierFactory,
    PhoneFactory,
    RiskLevelFactory,
    make_person,
    write_contact,
)
from tests import oracle
from tests.oracle_acts import ActingWorld
from tests.oracle_places import FORBIDDEN, UNKNOWN, WRONG

TEAMS = ["red", "green", "blue"]
USERS = ["ada", "ben", "cat", "dan", "eve"]
PEOPLE = ["pat", "quin"]
AREAS = ["north", "borough", "south"]
ABLE = "anyone allowed"
DAY = datetime.timedelta(days=1)
REFUSALS = {Http404: UNKNOWN, PermissionDenied: FORBIDDEN, ValidationError: WRONG}


class Base:
    """Where every story begins: made once, in the database and as plain data."""

    model = Profile

    def __init__(self):
        north, south = AreaFactory(name="north"), AreaFactory(name="south")
        borough = PartnershipFactory(name="borough", parent=north)
        self.areas = {"north": north, "borough": borough, "south": south}
        self.basis = LawfulBasisFactory()
        self.kind, self.risk = ContactKindFactory(), RiskLevelFactory()
        agency = AgencyFactory(name="one")
        everywhere = [north, south]
        hq = TeamFactory(name="hq", agency=agency, areas=everywhere)
        self.root = member(hq, Membership.Role.ADMINISTRATOR, username="root")
        self.second = member(hq, Membership.Role.ADMINISTRATOR, username="second")
        where = {"red": "north", "green": "south", "blue": "borough"}
        self.teams = {
            name: TeamFactory(name=name, agency=agency, areas=[self.areas[area]])
            for name, area in where.items()
        }
        self.users = {name: UserFactory(username=name, name=name) for name in USERS}
        self.world = ActingWorld(
            teams={name: oracle.Team(frozenset({area})) for name, area in where.items()},
            records={},
            parents={"borough": "north"},
        )
        self.pks = {}
        for user, team, role in (
            ("ada", "red", "manager"),
            ("ben", "red", "practitioner"),
            ("cat", "green", "manager"),
            ("dan", "green", "practitioner"),
            ("eve", "blue", "practitioner"),
            ("eve", "blue", "administrator"),
            ("dan", "blue", "manager"),
        ):
            row = MembershipFactory(user=self.users[user], team=self.teams[team], role=role)
            self.world.places.append(oracle.Place(user, team, role, pk=row.pk))
        self.people = {}
        self.furnish()
        for number, (name, team, by) in enumerate(
            [("pat", "red", "ada"), ("quin", "green", "cat")]
        ):
            profile = self._person(name, self.teams[team], self.users[by])
            self.people[name] = profile
            last = {"log": number * 10 + 1, "risk": number * 10 + 2}
            self.world.records[name] = oracle.Record(
                team,
                name,
                number * 10,
                by,
                sections=frozenset(self.model.SECTIONS),
                last=last,
                number=number,
                pk=profile.pk,
            )

    def furnish(self):
        """What else there is of people."""
        for name in USERS:
            save_view(by=self.users[name], kind="profiles:list", name=name, query="risk=high")

    def _person(self, name, team, by):
        profile = make_person(by=by, team=team, surname=name, forenames="")
        write_contact(profile, by, kind=self.kind)
        assess_risk(
            profile=profile,
            by=by,
            level=self.risk,
            of_what="x",
            rationale="x",
            assessed_on=datetime.date(2026, 1, 5),
        )
        for particular in (AddressFactory, PhoneFactory, IdentifierFactory):
            particular(profile=profile)
        return profile

    def write(self, profile, by):
        """Something is entered in the log."""
        write_contact(profile, by, kind=self.kind)

    def rename(self, profile, by, surname):
        edit_profile(profile=profile, by=by, surname=surname)
