"""What must agree after every step of a story: every way to ask, the holds, the trace left.

Most of it is asked for everyone at once, in one prepared statement made of the very querysets
that the product runs.
"""

from django.db import connection
from django.utils import timezone

from access import rules, sight
from access.levels import names
from access.models import Transfer
from access.projection import implied
from agencies.models import User
from core import policy
from profiles.models import Address, Contact, Profile, RiskAssessment
from tests.story import PEOPLE, USERS

SCOPES = [(section, level) for section in ("", "log", "risk") for level in (1, 2, 3)]
CHILDREN = {"log": Contact, "risk": RiskAssessment, "contact_details": Address}
ORDERS = ("name", "-name", "-activity", "activity")
TRACED = {
    "access_grant": "id",
    "access_transfer": "id",
    "access_breakglass": "id",
    "access_finding": "id",
    "agencies_membership": "id",
    "agencies_user": "id",
    "agencies_team": "group_ptr_id",
    "profiles_profile": "id",
    "profiles_profileexclusion": "id",
    "profiles_profileteamhold": "id",
    "profiles_profileuserhold": "id",
}
HOLDS = """SELECT '{who}', h.{who}_id, o.id, h.level, h.sections,
  h.valid_until > statement_timestamp(), h.restricted = o.is_restricted
  AND h.sort_name = o.sort_name AND h.search_names = o.search_names
  AND h.last_activity_at = greatest(o.created_at, (SELECT max(a.last_at)
    FROM profiles_profileactivity a
    WHERE a.content_object_id = o.id AND (a.section & h.sections) <> 0))
  FROM profiles_profile{kind}hold h JOIN profiles_profile o ON o.id = h.content_object_id"""


class Checks:
    """The questions, prepared once for the people of a base."""

    def __init__(self, base):
        self.base = base
        self.names = {profile.pk: name for name, profile in base.people.items()}
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL; SET LOCAL jit = off")
        self._prepare("sights", " UNION ALL ".join(self._sights()))
        both = [{"who": "user", "kind": "user"}, {"who": "group", "kind": "team"}]
        self._prepare("holds", " UNION ALL ".join(HOLDS.format(**one) for one in both))
        traces = [
            f"coalesce((SELECT md5(string_agg(t::text, ',' ORDER BY {key})) FROM {table} t), '')"
            for table, key in TRACED.items()
        ]
        self._prepare("trace", f"SELECT {', '.join(traces)}")
        self.before = self.trace()

    def _prepare(self, name, sql):
        with connection.cursor() as cursor:
            cursor.execute(f"PREPARE {name} AS {sql}")

    def _execute(self, name):
        with connection.cursor() as cursor:
            cursor.execute(f"EXECUTE {name}")
            return cursor.fetchall()

    def _sights(self):
        """One SELECT of (face, user, record) for each face of each user."""
        for name, user in self.base.users.items():
            fresh = User.objects.get(pk=user.pk)
            for face, queryset in self._faces(fresh).items():
                query = queryset.order_by().values_list("pk", flat=True).query
                sql = connection.ops.compose_sql(*query.sql_with_params())
                yield f"SELECT '{face}', '{name}', x.* FROM ({sql}) x"
            sql = self._count(fresh)
            yield f"SELECT 'count', '{name}', x.* FROM ({sql}) x"

    def _faces(self, user):
        people = Profile.objects
        return {
            **{
                f"view {section} {level}": people.visible_to(user, section=section, level=level)
                for section, level in SCOPES
            },
            "known": people.known_to(user),
            "stub": people.stubs_for(user),
            "administrable": people.administrable_by(user),
            "findable": people.to_be_found_by(user),
            "proposals": Transfer.objects.visible_to(user),
            **{name: model.objects.visible_to(user) for name, model in CHILDREN.items()},
        }

    def _count(self, user):
        asked = []

        def note(execute, sql, params, many, context):
            asked.append(connection.ops.compose_sql(sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            Profile.objects.count_for(user)
        return asked[-1]

    # ---- After every step ----------------------------------------------------------------------
    def after(self, story, outcome, look):
        self.check_constraints()
        self.check_trace(outcome)
        self.check_sights(story.world)
        self.check_holds(story.world)
        self.check_in_person(story.world, *look)

    def check_constraints(self):
        """What the database would say at commit: a restricted record has a named manager."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    def trace(self):
        return self._execute("trace")

    def check_trace(self, outcome):
        after = self.trace()
        if outcome not in ("done", None):
            assert after == self.before, "a refused step changed something"
        self.before = after

    def check_sights(self, world):
        found = {}
        for face, user, pk in self._execute("sights"):
            found.setdefault((face, user), []).append(pk)
        rows = {}
        for name, model in CHILDREN.items():
            rows[name] = self._children(name, model)
        for user in USERS:
            for face, wanted in self._wanted(world, user).items():
                got = found.get((face, user), [])
                if face in CHILDREN:
                    got = {rows[face][pk] for pk in got}
                elif face == "proposals":
                    assert sorted(got) == sorted(wanted), (face, user)
                    continue
                elif face == "count":
                    assert got == [len(wanted)], (face, user)
                    continue
                else:
                    assert len(got) == len(set(got))
                    got = {self.names[pk] for pk in got}
                assert got == wanted, f"{face} of {user}: {got}; the rule: {wanted}"

    def _children(self, name, model):
        pairs = model._base_manager.values_list("pk", "profile_id")
        return {pk: self.names[profile] for pk, profile in pairs}

    def _wanted(self, world, user):
        """By face: what the rule says."""

        def those(ask, *terms):
            return {person for person in PEOPLE if ask(user, person, *terms)}

        return {
            **{
                f"view {section} {level}": those(world.reads, level, section or None)
                for section, level in SCOPES
            },
            "known": those(world.knows),
            "stub": those(world.is_stub),
            "administrable": those(world.may_administer),
            "findable": those(world.can_find),
            "proposals": [p.pk for p in world.proposals if world.sees_proposal(user, p)],
            **{name: those(world.reads, 1, name) for name in CHILDREN},
            "count": those(world.reads),
        }

    def check_holds(self, world):
        owners = {team.pk: name for name, team in self.base.teams.items()}
        users = {user.pk: name for name, user in self.base.users.items()}
        held = {}
        for who, pk, record, level, sections, is_live, is_true in self._execute("holds"):
            assert is_true, "a hold's copies differ from the record"
            if is_live:
                holder = ("user", users[pk]) if who == "user" else ("team", owners[pk])
                reach = (level, frozenset(names(Profile, sections)))
                held[self.names[record], *holder] = reach
        wanted = {(p, *who): reach for p in PEOPLE for who, reach in world.holds(p).items()}
        assert held == wanted

    def check_in_person(self, world, name, person, order):
        """One user's questions about one record, asked as the pages ask them."""
        user = User.objects.get(pk=self.base.users[name].pk)
        profile = Profile.objects.select_related("owner_team").get(pk=self.base.people[person].pk)
        self.check_pages(world, user, name, order)
        self.check_questions(world, user, name, profile, person)
        self.check_sections(world, user, name, profile, person)
        self.check_sharers(world, user, name, profile, person)

    def check_pages(self, world, user, name, order):
        listed, after = [], ""
        while True:
            page = Profile.objects.page_for(user, order=order, after=after, size=1)
            listed += [self.names[profile.pk] for profile in page.rows]
            after = page.next_cursor
            if not after:
                break
        keys = {
            p: world.records[p].surname if "name" in order else world.last_known(name, p)
            for p in PEOPLE
            if world.reads(name, p)
        }
        wanted = sorted(keys, key=lambda p: (keys[p], PEOPLE.index(p)), reverse=order[0] == "-")
        assert listed == wanted, f"{order} of {name}"

    def check_questions(self, world, user, name, profile, person):
        reads = world.reads(name, person)
        assert policy.can(user, "profile.view", profile) is reads
        assert policy.can(user, "profile.view_risk", profile) is world.reads(
            name, person, 1, "risk"
        )
        assert policy.can(user, "log.add", profile) is world.reads(name, person, 2, "log")
        for level, codename in ((1, "view"), (2, "contribute"), (3, "manage")):
            has = user.has_perm(f"profiles.{codename}_profile", profile)
            assert has is world.reads(name, person, level)

    def check_sections(self, world, user, name, profile, person):
        wanted = {}
        for level, sections in world.ways(name, person):
            for section in sections:
                wanted[section] = max(level, wanted.get(section, 0))
        assert sight.held_sections(user, profile) == wanted
        top = max((level for level, _ in world.ways(name, person)), default=0)
        assert sight.highest_level(user, profile) == top
        if wanted or top:
            by_glass = not world.holds_of(name, person)
            assert (sight.open_glass(user, profile) is not None) is by_glass

    def check_sharers(self, world, user, name, profile, person):
        gives = world.gives(name, person)
        assert rules.gives_access(user, profile) is gives
        given = Profile.objects.filter(rules.given_by(user)).values_list("pk", flat=True)
        assert {self.names[pk] for pk in given} == {p for p in PEOPLE if world.gives(name, p)}
        shares = gives or world.may_administer(name, person)
        assert rules.shares(user, profile) is shares

    # ---- At the end of a story -----------------------------------------------------------------
    def at_the_end(self, world):
        """Everyone's questions; and the holds are what grants and ownership imply."""
        for number, name in enumerate(USERS):
            for person in PEOPLE:
                self.check_in_person(world, name, person, ORDERS[number % 4])
        for profile in Profile.objects.select_related("owner_team"):
            self.check_implied(profile)

    def check_implied(self, profile):
        teams, users = implied(profile)
        for name, who, wanted in (
            ("team_holds", "group_id", teams),
            ("user_holds", "user_id", users),
        ):
            held = {
                getattr(hold, who): (hold.level, hold.sections, hold.grant_id, hold.valid_until)
                for hold in getattr(profile, name).live()
            }
            live = {
                key: tuple(reach[k] for k in ("level", "sections", "grant_id", "valid_until"))
                for key, reach in wanted.items()
            }
            assert held == {k: v for k, v in live.items() if v[-1] > timezone.now()}
