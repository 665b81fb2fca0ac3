"""What must agree after every step of a story: every way to ask, the holds, the trace left.

Most of it is asked for everyone at once, in one prepared statement made of the very querysets
that the product runs.
"""

from functools import partial

from django.db import connection
from django.utils import timezone

from access import section_access
from access.levels import names
from access.models import Transfer
from access.projection import implied
from agencies.models import User
from profiles.models import Address, Contact, RiskAssessment
from tests.faces import QUESTIONS
from tests.story.base import USERS
from tests.texts import TEXTS

SCOPES = [("", 1), ("", 2), ("", 3), ("log", 1), ("log", 2), ("risk", 1)]
# Sections that a list is narrowed to.
NARROWED = ["log", "risk", "log risk"]
CHILDREN = {"log": Contact, "risk": RiskAssessment, "contact_details": Address}
TRACED = {
    "access_grant": "id",
    "access_transfer": "id",
    "access_breakglass": "id",
    "access_discovery": "id",
    "agencies_membership": "id",
    "agencies_user": "id",
    "agencies_team": "group_ptr_id",
    **{f"{{records}}{part}": "id" for part in ("", "exclusion", "teamhold", "userhold")},
}
HOLDS = """SELECT '{who}', h.{who}_id, o.id, h.level, h.sections,
  h.valid_until > statement_timestamp(), h.restricted = o.is_restricted
  AND h.sort_name = o.sort_name AND h.search_names = o.search_names
  AND h.last_activity_at = greatest(o.created_at, (SELECT max(a.last_at)
    FROM {records}activity a
    WHERE a.content_object_id = o.id AND (a.section & h.sections) <> 0))
  FROM {records}{kind}hold h JOIN {records} o ON o.id = h.content_object_id"""


class Checks:
    """The questions, prepared once for the people of a base."""

    children, parent = CHILDREN, "profile"
    questions, scopes, narrowed = QUESTIONS, SCOPES, NARROWED

    def __init__(self, base):
        self.know(base)
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
            # From here on psycopg prepares nothing: it would drop ours with its own.
            connection.connection.prepare_threshold = None
            cursor.execute("SET LOCAL jit = off")
        self.prepare()

    def prepare(self):
        self._prepare("sights", " UNION ALL ".join(self._sights()))
        self._prepare("narrowed", " UNION ALL ".join(self._narrowed()))
        both = [{"who": "user", "kind": "user"}, {"who": "group", "kind": "team"}]
        self._prepare(
            "holds", " UNION ALL ".join(HOLDS.format(records=self.records, **one) for one in both)
        )
        traces = [
            f"coalesce((SELECT md5(string_agg(t::text, ',' ORDER BY {key})) FROM {table} t), '')"
            for table, key in self._traced()
        ]
        self._prepare("trace", f"SELECT {', '.join(traces)}")
        self.before = self.trace()

    def know(self, base):
        self.base, self.model = base, self.model_of(base)
        self.records = self.model._meta.db_table
        self.entries = {}
        self.people = {n: one for n, one in base.people.items() if isinstance(one, self.model)}
        self.names = {profile.pk: name for name, profile in self.people.items()}

    def model_of(self, base):
        return base.model

    def _traced(self):
        return [(table.format(records=self.records), key) for table, key in TRACED.items()]

    def _prepare(self, name, sql):
        with connection.cursor() as cursor:
            cursor.execute(f"PREPARE {name}_of_{self.records} AS {sql}")

    def _execute(self, name):
        with connection.cursor() as cursor:
            cursor.execute(f"EXECUTE {name}_of_{self.records}")
            return cursor.fetchall()

    def _sights(self):
        """One SELECT of (face, user, record) for each face of each user."""
        for name, user in self.base.users.items():
            fresh = User.objects.get(pk=user.pk)
            for face, queryset in self.faces(fresh).items():
                query = queryset().order_by().values_list("pk", flat=True).query
                sql = connection.ops.compose_sql(*query.sql_with_params())
                yield f"SELECT '{face}', '{name}', x.* FROM ({sql}) x"
            sql = self._asked(lambda fresh=fresh: self.model.objects.count_for(fresh))
            yield (
                f"SELECT 'count', '{name}', coalesce(cardinality(x.ids), 0) FROM ({sql}) x(ids, n)"
            )
            for person, profile in self.people.items():
                sql = self._asked(lambda f=fresh, p=profile: section_access.highest_level(f, p))
                yield (
                    f"SELECT 'reach {person}', '{name}', x.level * 100000 + x.sections "
                    f"FROM ({sql}) x(level, sections)"
                )

    def faces(self, user):
        """By face: what makes its queryset."""
        people = self.model.objects
        views = {
            f"view {section} {level}": partial(
                people.visible_to, user, section=section, level=level
            )
            for section, level in self.scopes
        }
        entries = {
            name: partial(model.objects.visible_to, user) for name, model in self.children.items()
        }
        return {
            **views,
            "known": partial(people.known_to, user),
            "stub": partial(people.stubs_for, user),
            "administrable": partial(people.administrable_by, user),
            "findable": partial(people.to_be_found_by, user),
            "proposals": partial(self._proposals().visible_to, user),
            **entries,
        }

    def _proposals(self):
        return Transfer.objects.filter(object_type=self.model._meta.label_lower)

    def _narrowed(self):
        """The same of lists that are narrowed to sections: as they are put together, and shown."""
        for name, user in self.base.users.items():
            fresh = User.objects.get(pk=user.pk)
            for sections in self.narrowed:
                people = self._of(fresh, sections)
                query = people.visible_to(fresh).order_by().values_list("pk", flat=True).query
                sql = connection.ops.compose_sql(*query.sql_with_params())
                yield f"SELECT 'of {sections}', '{name}', x.* FROM ({sql}) x"
                sql = self._asked(lambda f=fresh, p=people: p.ids_for(f))
                yield f"SELECT 'ids {sections}', '{name}', unnest(x.ids) FROM ({sql}) x(ids, n)"

    def _of(self, user, sections):
        people = self.model.objects.all()
        for section in sections.split():
            people = people.with_section(user, section)
        return people

    def _asked(self, question):
        """The SQL of the last statement with which the product answers a question."""
        asked = []

        def note(execute, sql, params, many, context):
            asked.append(connection.ops.compose_sql(sql, params))
            return execute(sql, params, many, context)

        with connection.execute_wrapper(note):
            question()
        return asked[-1]

    # ---- After every step ----------------------------------------------------------------------
    def after(self, story, outcome, look):
        self.check_state(story, outcome)
        story.check_invited()
        self.check_texts(story.world, len(story.taken))
        if look:
            self.check_in_person(story.world, *look)

    def check_state(self, story, outcome):
        self.check_constraints()
        self.check_trace(outcome)
        self.check_sights(story.world)
        self.check_holds(story)

    def check_texts(self, world, number):
        """A text about a record for one of the actors, another one at each step."""
        asked, people = list(TEXTS)[number % len(TEXTS)], list(self.people)
        turn = number // len(TEXTS)
        name, person = USERS[turn % len(USERS)], people[(number + turn) % len(people)]
        self.check_in_person(world, name, person, asked)

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
        for user in USERS:
            for face, wanted in self.wanted(world, user).items():
                self.check_face(face, user, found.get((face, user), []), wanted)

    def check_face(self, face, user, pks, wanted):
        got = sorted(pks)
        if face in self.children:
            people = self._people_of(self.children[face])
            got = sorted(people[pk] for pk in got)
        elif face.startswith("reach"):
            got = [(n // 100000, frozenset(names(self.model, n % 100000))) for n in got]
            got, wanted = set(got), set(wanted)
        elif face not in ("proposals", "count"):
            got = [self.names[pk] for pk in got]
        assert got == wanted, f"{face} of {user}: {got}; the rule: {wanted}"

    def check_narrowed(self, world):
        found = {}
        for face, user, pk in self._execute("narrowed"):
            found.setdefault((face, user), []).append(self.names[pk])
        for user in USERS:
            for sections in self.narrowed:
                wanted = [
                    person
                    for person in self.people
                    if all(world.reads(user, person, 1, one) for one in sections.split())
                ]
                for way in ("of", "ids"):
                    got = sorted(found.get((f"{way} {sections}", user), []))
                    assert got == wanted, f"{way} {sections}, {user}: {got}; the rule: {wanted}"

    def _people_of(self, model):
        """The entries that there may be: those of the base, and contacts written since."""
        if self._grows(model) or model not in self.entries:
            pairs = model._base_manager.values_list("pk", f"{self.parent}_id")
            self.entries[model] = {pk: self.names[profile] for pk, profile in pairs}
        return self.entries[model]

    def _grows(self, model):
        return model is Contact

    def wanted(self, world, user):
        """By face: what the rule says."""
        ways = {person: world.paths(user, person) for person in self.people}

        def those(ask):
            return [person for person in self.people if ask(user, person)]

        def read(level, section):
            return [
                person
                for person in self.people
                if any(at >= level and (not section or section in s) for at, s in ways[person])
            ]

        reads = read(1, "")
        stubs = those(world.is_stub)
        return {
            **{f"view {section} {level}": read(level, section) for section, level in self.scopes},
            **{f"reach {person}": ways[person] for person in self.people},
            "known": [person for person in self.people if person in reads or person in stubs],
            "stub": stubs,
            "administrable": those(world.may_administer),
            "findable": those(world.can_find),
            "proposals": [p.pk for p in self._proposed(world) if world.sees_proposal(user, p)],
            **{section: self._entries(world, section, read) for section in self.children},
            "count": [len(reads)],
        }

    def _entries(self, world, section, read):
        """Whose entries in a section show, once for each entry."""
        many = {p: world.records[p].entries.get(section, 1) for p in self.people}
        return [p for p in read(1, section) for _ in range(many[p])]

    def _proposed(self, world):
        return [proposal for proposal in world.proposals if proposal.person in self.people]

    def check_holds(self, story):
        world = story.world
        owners = {team.pk: name for name, team in self.base.teams.items()}
        users = {user.pk: name for name, user in story.base.users.items()}
        held = {}
        for who, pk, record, level, sections, is_live, is_true in self._execute("holds"):
            assert is_true, "a hold's copies differ from the record"
            if is_live:
                holder = ("user", users[pk]) if who == "user" else ("team", owners[pk])
                reach = (level, frozenset(names(self.model, sections)))
                held[self.names[record], *holder] = reach
        wanted = {(p, *who): reach for p in self.people for who, reach in world.holds(p).items()}
        assert held == wanted

    def check_in_person(self, world, name, person, question):
        """One user's question about one record, asked as the pages ask it."""
        user = User.objects.get(pk=self.base.users[name].pk)
        profile = self.model.objects.select_related("owner_team").get(
            pk=self.base.people[person].pk
        )
        got, wanted = self.questions[question](world, user, name, profile, person)
        assert got == wanted, f"{question}: {name} about {person}: {got}; the rule: {wanted}"

    # ---- At the end of a story -----------------------------------------------------------------
    def at_the_end(self, world, turn):
        """A question of each user about a record; and the holds are what is implied."""
        self.check_narrowed(world)
        asked = list(self.questions)
        for number, name in enumerate(USERS, start=turn):
            person = list(self.people)[number % 2]
            self.check_in_person(world, name, person, asked[number % len(asked)])
        for profile in self.model.objects.select_related("owner_team"):
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
