"""The product and the independent rule of `oracle.py`, taken through the same steps."""

import datetime
from copy import copy, deepcopy

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from access import services
from access.models import BreakGlass, Discovery, Grant, Transfer
from access.tests.factories import LawfulBasisFactory, run_out
from agencies.models import FOREVER, JoiningProposal, Membership, Team, User
from agencies.services import memberships
from agencies.services.accounts import disable_user, enable_user
from agencies.services.joining import second_joining
from agencies.services.teams import close_team
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
from tests.oracle_places import FORBIDDEN, UNKNOWN, WRONG, Refused
from tests.story_places import PlacesStory

TEAMS = ["red", "green", "blue"]
USERS = ["ada", "ben", "cat", "dan", "eve"]
PEOPLE = ["pat", "quin"]
AREAS = ["north", "borough", "south"]
ABLE = "whoever may"
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
            sections=frozenset(self.model.SECTIONS),
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
                team, name, number * 10, by, last=last, number=number, pk=profile.pk
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


class Story(PlacesStory):
    """One run of steps from the base. Each is refused by both sides alike, or done by both."""

    def __init__(self, base):
        self.base, self.world = copy(base), deepcopy(base.world)
        self.base.users = dict(base.users)
        self.taken, self.invited = [], []

    def take(self, step):
        """One step. Returns whether it was done; a step with nothing to act on is left out."""
        name, *arguments = step
        outcome = getattr(self, name)(*arguments)
        self.taken.append((step, outcome))
        return outcome

    # ---- The two sides of an act ---------------------------------------------------------------
    def _both(self, by, act, product, *arguments):
        """Let someone act: the one named, or whoever the rule allows to."""
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
            act()
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
        return self.base.model.objects.get(pk=self.base.people[name].pk)

    def _team(self, name):
        return Team.objects.get(pk=self.base.teams[name].pk)

    def _pick(self, rows, number):
        return rows[number % len(rows)] if rows else None

    def _until(self, is_dated):
        return timezone.now() + DAY if is_dated else FOREVER

    # ---- Sharing -------------------------------------------------------------------------------
    def give_team(self, by, person, team, level, sections, is_dated):
        sections &= self.world.sections
        return self._give(by, person, team, None, level, sections, is_dated)

    def give_named(self, by, person, number, level, sections, is_dated):
        place = self._pick(self.world.places, number)
        sections &= self.world.sections
        return self._give(by, person, place.team, place, level, sections, is_dated)

    def _give(self, by, person, team, place, level, sections, is_dated):
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
            ),
            *(person, place or team, level, sections, is_dated),
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
        before = {(who, p): self.world.paths(who, p) for who in USERS for p in PEOPLE}
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

    # ---- Teams and accounts --------------------------------------------------------------------
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

    # ---- Time passes ---------------------------------------------------------------------------
    def run_out(self, what, number):
        """Something that was given for a time comes to its end; or a place begins."""
        return getattr(self, f"_{what}_runs_out")(number)

    def _share_runs_out(self, number):
        shares = [s for s in self.world.shares if s.is_dated and not s.is_ended]
        if share := self._pick(shares, number):
            share.has_run_out = True
            for name in ("team_holds", "user_holds"):
                run_out(Grant(pk=share.pk), self.base.model._meta.get_field(name).related_model)
        return share and "done"

    def _place_runs_out(self, number):
        if place := self._pick([p for p in self.world.places if p.is_dated], number):
            place.state, past = "over", timezone.now() - DAY / 24
            rows = Membership.objects.filter(pk=place.pk)
            rows.update(valid_from=past - DAY, valid_until=past)
            holds = self.base.model._meta.get_field("user_holds").related_model
            holds.objects.filter(membership=place.pk).update(valid_until=past)
        return place and "done"

    def _coming_runs_out(self, number):
        coming = [p for p in self.world.places if p.state == "coming"]
        if place := self._pick(coming, number):
            place.state = "live"
            Membership.objects.filter(pk=place.pk).update(valid_from=timezone.now() - DAY)
        return place and "done"

    def _glass_runs_out(self, number):
        if glass := self._pick(self.world.glasses, -1 - number):
            glass.has_run_out, past = True, timezone.now() - DAY / 24
            rows = BreakGlass.objects.filter(pk=glass.pk)
            rows.update(broken_at=past - DAY / 24, valid_until=past)
        return glass and "done"

    def _finding_runs_out(self, number):
        if one := self._pick(sorted(self.world.found), number):
            self.world.found.discard(one)
            Discovery.objects.filter(
                user=self.base.users[one[0]],
                object_type=self.base.model._meta.label_lower,
                object_id=self.base.people[one[1]].pk,
            ).update(valid_until=timezone.now() - DAY)
        return one and "done"

    def _keep_runs_out(self, number):
        proposals = [p for p in self.world.proposals if p.is_dated and not p.is_answered]
        if proposal := self._pick(proposals, number):
            proposal.has_run_out = True
            rows = Transfer.objects.filter(pk=proposal.pk)
            rows.update(keep_until=timezone.now() - DAY / 24)
        return proposal and "done"
