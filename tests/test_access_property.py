"""Whatever happens, in any order, every way to ask agrees with an independent rule.

Grants, changes, expiries, exclusions, accounts closed and memberships ended happen in any order;
`visible_to`, `page_for`, the count, `can()`, `has_perm` and the stub agree with `oracle.py`, and
the holds are what grants and ownership imply.
"""

from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from access import services
from access.levels import Level
from access.models import Grant
from access.projection import implied
from access.tests.factories import LawfulBasisFactory, give, run_out
from agencies.models import Membership, User
from agencies.tests.factories import MembershipFactory, TeamFactory, UserFactory, member
from audit.models import Event
from audit.services import record
from core import policy
from profiles.models import Profile, ProfileExclusion
from profiles.tests.factories import make_person, write_contact
from tests import oracle

TEAMS = ["red", "green", "blue"]
USERS = ["ada", "ben", "cat", "dan"]
PEOPLE = ["pat", "quin"]
SECTIONS = ["log", "risk", "contact_details"]
ROLES = ["practitioner", "manager", "control", "administrator", "auditor"]

step = st.one_of(
    st.tuples(
        st.just("give_team"),
        st.sampled_from(PEOPLE),
        st.sampled_from(TEAMS),
        st.sampled_from([1, 2]),
        st.frozensets(st.sampled_from(SECTIONS)),
    ),
    st.tuples(
        st.just("give_named"),
        st.sampled_from(PEOPLE),
        st.sampled_from(USERS),
        st.sampled_from([1, 2]),
        st.frozensets(st.sampled_from(SECTIONS)),
    ),
    st.tuples(st.just("end"), st.integers(0, 9)),
    st.tuples(st.just("run_out"), st.integers(0, 9)),
    st.tuples(st.just("exclude"), st.sampled_from(PEOPLE), st.sampled_from(USERS)),
    st.tuples(st.just("readmit"), st.integers(0, 9)),
    st.tuples(st.just("close"), st.sampled_from(USERS)),
    st.tuples(st.just("open"), st.sampled_from(USERS)),
    st.tuples(st.just("leave"), st.integers(0, 9)),
    st.tuples(
        st.just("join"), st.sampled_from(USERS), st.sampled_from(TEAMS), st.sampled_from(ROLES)
    ),
    st.tuples(st.just("write"), st.sampled_from(PEOPLE)),
    st.tuples(st.just("rename"), st.sampled_from(PEOPLE), st.sampled_from(["Abel", "Zoë", "O'N"])),
)


class Story:
    """The product and the independent rule, taken through the same steps."""

    def __init__(self):
        self.world = oracle.World()
        self.teams = {name: TeamFactory(name=name) for name in TEAMS}
        self.users = {name: UserFactory(username=name) for name in USERS}
        self.owner = member(TeamFactory(name="owners"), Membership.Role.MANAGER)
        self.people = {
            name: make_person(by=self.owner, surname=name, forenames="") for name in PEOPLE
        }
        self.world.owners = dict.fromkeys(PEOPLE, "owners")
        self.places, self.shares, self.exclusions = [], [], []
        for user, team in zip(USERS, ["red", "red", "green", "blue"], strict=True):
            self.join(user, team, "practitioner")

    def join(self, user, team, role):
        live = any(
            p.user == user and p.team == team and p.role == role and p.is_live
            for p, _ in self.places
        )
        if live:
            return
        membership = MembershipFactory(user=self.users[user], team=self.teams[team], role=role)
        place = oracle.Place(user, team, role)
        self.world.places.append(place)
        self.places.append((place, membership))

    def leave(self, number):
        if not self.places:
            return
        place, membership = self.places[number % len(self.places)]
        if not place.is_live:
            return
        membership.valid_until = timezone.now()
        membership.save()
        record(
            verb="membership.ended",
            operation=Event.ADMINISTRATION,
            actor=self.owner,
            target=membership,
        )
        place.is_live = False

    def give_team(self, person, team, level, sections):
        self._replace(person, lambda share: share.place is None and share.team == team)
        grant = give(
            self.people[person], self.owner, self.teams[team], level=level, sections=sections
        )
        self._share(oracle.Share(person, team, level, sections), grant)

    def give_named(self, person, user, level, sections):
        conveying = ("practitioner", "manager")
        mine = [
            (place, m)
            for place, m in self.places
            if place.user == user and place.is_live and place.role in conveying
        ]
        if not mine or user in self.world.closed:
            return
        place, membership = mine[0]
        self._replace(person, lambda share: share.place is not None and share.place.user == user)
        grant = services.give_access(
            obj=self.people[person],
            by=self.owner,
            team=membership.team,
            membership=membership,
            level=level,
            sections=sections,
            purpose="x",
            basis=LawfulBasisFactory(),
        )
        self._share(oracle.Share(person, place.team, level, sections, place), grant)

    def _share(self, share, grant):
        self.world.shares.append(share)
        self.shares.append((share, grant))

    def _replace(self, person, same):
        for share in self.world.shares:
            if share.person == person and same(share):
                share.is_live = False

    def end(self, number):
        live = [(s, g) for s, g in self.shares if Grant.objects.unended().filter(pk=g.pk).exists()]
        if live:
            share, grant = live[number % len(live)]
            services.end_access(
                obj=self.people[share.person], grant=grant, by=self.owner, because="x"
            )
            share.is_live = False

    def run_out(self, number):
        if self.shares:
            share, grant = self.shares[number % len(self.shares)]
            for name in ("team_holds", "user_holds"):
                run_out(grant, Profile._meta.get_field(name).related_model)
            share.is_live = False

    def exclude(self, person, user):
        if (user, person) in self.world.excluded:
            return
        exclusion = services.exclude_person(
            obj=self.people[person], by=self.owner, user=self.users[user], reason="x"
        )
        self.exclusions.append((user, person, exclusion))
        self.world.excluded.add((user, person))

    def readmit(self, number):
        live = [e for e in self.exclusions if (e[0], e[1]) in self.world.excluded]
        if not live:
            return
        user, person, exclusion = live[number % len(live)]
        if ProfileExclusion.objects.get(pk=exclusion.pk).ended_at is None:
            services.readmit_person(
                obj=self.people[person], exclusion=exclusion, by=self.owner, because="x"
            )
            self.world.excluded.discard((user, person))

    def close(self, user):
        self.users[user].is_active, self.users[user].disabled_at = False, timezone.now()
        self.users[user].save()
        self.world.closed.add(user)

    def open(self, user):
        self.users[user].is_active = True
        self.users[user].save()
        self.world.closed.discard(user)

    def write(self, person):
        write_contact(self.people[person], self.owner)

    def rename(self, person, surname):
        from profiles.services import edit_profile

        current = Profile.objects.get(pk=self.people[person].pk)
        edit_profile(profile=current, by=self.owner, version=current.version, surname=surname)

    # ---- What must agree ----------------------------------------------------------------------
    def check(self):
        names = {profile.pk: name for name, profile in self.people.items()}
        for name in USERS:
            user = User.objects.get(pk=self.users[name].pk)
            for section in (None, "log", "risk"):
                for level in (Level.VIEW, Level.CONTRIBUTE):
                    scope = {"section": section} if section else {}
                    seen = Profile.objects.visible_to(user, level=level, **scope)
                    expected = {p for p in PEOPLE if self.world.may(name, p, level, section)}
                    assert {names[profile.pk] for profile in seen} == expected
            visible = {p for p in PEOPLE if self.world.may(name, p)}
            self.check_pages(user, visible, names)
            self.check_questions(user, name)
        self.check_holds()

    def check_pages(self, user, visible, names):
        for order in ("name", "-name", "-activity", "activity"):
            listed, after = [], ""
            while True:
                page = Profile.objects.page_for(user, order=order, after=after, size=1)
                listed += page.rows
                if not page.next_cursor:
                    break
                after = page.next_cursor
            assert len(listed) == len(set(listed))
            assert {names[profile.pk] for profile in listed} == visible
            if order == "name":
                keys = [(profile.sort_name, profile.pk) for profile in listed]
                assert keys == sorted(keys)
        assert Profile.objects.count_for(user) == len(visible)

    def check_questions(self, user, name):
        known = set(Profile.objects.known_to(user).values_list("pk", flat=True))
        for person, profile in self.people.items():
            may = SimpleNamespace(
                view=self.world.may(name, person),
                log=self.world.may(name, person, section="log"),
                add=self.world.may(name, person, oracle.CONTRIBUTE, "log"),
            )
            assert policy.can(user, "profile.view", profile) is may.view
            assert policy.can(user, "profile.view_log", profile) is may.log
            assert policy.can(user, "log.add", profile) is may.add
            assert user.has_perm("profiles.view_profile", profile) is may.view
            assert (profile.pk in known) is self.world.may_know(name, person)

    def check_holds(self):
        for profile in self.people.values():
            teams, users = implied(profile)
            for name, who, wanted in (
                ("team_holds", "group_id", teams),
                ("user_holds", "user_id", users),
            ):
                held = {
                    getattr(hold, who): (hold.level, hold.sections, hold.grant_id)
                    for hold in getattr(profile, name).live()
                }
                reach = {k: (v["level"], v["sections"], v["grant_id"]) for k, v in wanted.items()}
                live = {
                    k: v for k, v in reach.items() if wanted[k]["valid_until"] > timezone.now()
                }
                assert held == live


class Undo(Exception):
    """Takes an example back."""


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.django_db
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=st.lists(step, min_size=1, max_size=14))
def test_every_way_to_ask_agrees_with_the_rule(steps):
    with pytest.raises(Undo):
        tell(steps)


@transaction.atomic
def tell(steps):
    """One story, then everything is taken back. Every beginning of a story is one of its own."""
    story = Story()
    for name, *arguments in steps:
        getattr(story, name)(*arguments)
    story.check()
    raise Undo
