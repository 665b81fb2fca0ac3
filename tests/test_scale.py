"""With ten thousand people, pages come from the holds' indexes for every kind of user."""

import datetime
import json
import random
from collections import Counter
from contextlib import contextmanager
from typing import NamedTuple

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.naming import naming
from agencies.models import Team, User
from alerts.factors.backtest import try_out
from alerts.factors.kinds import KINDS as FACTS
from alerts.factors.services import rebuild_facts
from alerts.factors.watching import days_of, due, rules_asking, unfired
from alerts.models import Fact, Factor, FactorVersion
from bench import cells, joint_work, people
from bench.factors import analyse
from cases.participants import people_in
from cases.selectors import facts_of, summary_of
from cases.timeline import timeline
from core import policy
from core.paging import page_down
from home.search import texts
from home.search.asked import Asked
from profiles.custody import moves_waiting_for
from profiles.models import Establishment, Profile
from profiles.selectors import reports_due_soon, risk_reviews_overdue, with_list_columns
from profiles.services import rebuild_due_reports
from profiles.tests.factories import UpdatePeriodFactory
from records.models import FormKind
from records.models.entries import HAPPENED
from tasks.selectors import (
    ALL,
    DONE,
    HOLD,
    MINE,
    SENT,
    TEAM,
    UNASSIGNED,
    counts_of,
    own_teams,
    page_of,
    tasks_found,
)
from tests.world import inside, make_world

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("scale")]

PEOPLE, FEW, INBOX = 10_000, 200, 10_000
KINDS = ["small", "large", "dormant", "hq", "manager"]
HOLDS = {"profiles_profileteamhold", "profiles_profileuserhold"}
NEVER_WHOLE = {
    *HOLDS,
    *("profiles_profile", "profiles_profileactivity", "profiles_role"),
    *("cases_case", "cases_caseteamhold", "cases_participant", "cases_action"),
    *("tasks_task", "tasks_taskstep"),
    "alerts_fact",
}


@pytest.fixture(scope="module")
def populated(cluster, django_db_setup):
    name = f"{django_db_setup}_scale"
    make_world(cluster, name, PEOPLE)
    yield name
    cluster.drop_database(name)


@pytest.fixture
def world(populated, django_db_setup, django_db_blocker):
    with inside(populated, django_db_blocker, django_db_setup):
        yield


def some(kind):
    users = User.objects.active().filter(username__startswith=kind).order_by("pk")
    return next(user for user in users if Profile.objects.count_for(user, cap=60) > 50)


class Node(NamedTuple):
    """A step of a plan, the table it reads, and the tables read in the step it is joined to."""

    kind: str
    table: str | None
    beside: frozenset
    rows: int = 0
    read: int = 0


def nodes(plan, beside=frozenset()):
    read = plan.get("Actual Rows", 0) + plan.get("Rows Removed by Filter", 0)
    table, times = plan.get("Relation Name"), plan.get("Actual Loops", 0)
    yield Node(plan["Node Type"], table, beside, plan["Plan Rows"], round(read * times))
    children = plan.get("Plans", [])
    for child in children:
        others = [other for other in children if other is not child]
        yield from nodes(child, frozenset().union(*map(tables, others)))


def tables(plan):
    return {plan.get("Relation Name")}.union(*map(tables, plan.get("Plans", [])))


@contextmanager
def plans(run=False):
    """The nodes of the plan of every statement run meanwhile; if they are run, the rows read."""
    found, how = [], "ANALYZE, FORMAT JSON" if run else "FORMAT JSON"

    def look(execute, sql, params, many, context):
        if sql.startswith("EXPLAIN"):
            return execute(sql, params, many, context)
        with context["connection"].connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN ({how}) {sql}", params)
            answer = cursor.fetchone()[0]
        plan = answer if isinstance(answer, list) else json.loads(answer)
        found.extend(nodes(plan[0]["Plan"]))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found


def assert_from_indexes(found):
    whole = {node.table for node in found if node.kind == "Seq Scan"}
    assert not whole & NEVER_WHOLE, found


@pytest.mark.parametrize("order", ["name", "-name", "-activity"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_read_from_the_holds_own_indexes(world, kind, order):
    user = some(kind)
    after = ""
    for _ in range(2):
        with plans() as found:
            page = Profile.objects.page_for(user, order=order, after=after)
            with_list_columns(page, user)
        after = page.next_cursor

        assert len(page) == 25
        assert_from_indexes(found)
        assert {node.table for node in found if node.kind == "Index Only Scan"} >= HOLDS
        assert not [n for n in found if n.table in HOLDS and "Bitmap" in n.kind]


@pytest.mark.parametrize("kind", KINDS)
def test_the_people_of_a_prison_are_found_without_reading_everyone(world, kind):
    user, place = some(kind), Establishment.objects.first()

    for found in (Profile.objects.in_custody([place.pk]), Profile.objects.in_custody()):
        with plans() as steps:
            inside = found.page_for(user)
        assert set(inside) <= set(found.visible_to(user))
        assert {person.stays.current().count() for person in inside} <= {1}
        assert_from_indexes(steps)


@pytest.mark.parametrize("kind", ["large", "manager"])
def test_reports_due_are_found_without_reading_everyone(world, kind):
    """Every week one about everyone in custody."""
    user, review = some(kind), FormKind.objects.get(code="review")
    for place in Establishment.objects.all():
        UpdatePeriodFactory(establishment=place, kind=review, weeks=1)
    owed = rebuild_due_reports()

    with plans() as steps:
        found = reports_due_soon(user, 11)
        late = risk_reviews_overdue(user, 6)

    assert owed > 50
    assert len(found) == 11
    assert late == []
    assert_from_indexes(steps)


@pytest.mark.parametrize("kind", ["large", "hq", "manager"])
def test_what_moves_propose_is_found_from_the_holds_indexes(world, kind):
    """Records lie all over the disk: of a large team, none is read to find which they are."""
    user = some(kind)

    with plans() as found:
        waiting = moves_waiting_for(user)

    assert waiting
    assert_from_indexes(found)
    assert {node.kind for node in found if node.table in HOLDS} == {"Index Only Scan"}
    records = [node for node in found if node.table == "profiles_profile"]
    # Those whom the user leads are few, and may be looked up by that.
    assert not [node for node in records if "Bitmap" in node.kind and node.rows > FEW]


def test_a_case_of_a_thousand_actions_is_read_from_indexes(world):
    found = joint_work.cases_of(joint_work.LONG, random.Random(7))[0]
    case, user, after = found.profile, found.user, found.after["timeline"]
    seen = [one.person for one in people_in(case, user) if one.person]

    with plans() as steps:
        page = page_down(case.actions.all().with_words(), *HAPPENED)
        more = page_down(case.actions.all().with_words(), *HAPPENED, after=page.next_cursor)
        moments = [timeline(case, user, seen, naming(user, case), start) for start in ("", after)]
        facts_of(case)
        summary_of(case)
        people_in(case, user)

    assert [len(one) for one in (page, more, *moments)] == [25] * 4
    assert "cases_action" in {step.table for step in steps}
    assert_from_indexes(steps)


def of_full_inbox():
    """Somebody of several teams, of which one has 10,000 tasks; and their second page."""
    waiting, people = joint_work.inbox(random.Random(7))
    assert waiting >= INBOX
    case = max(people, key=lambda one: len(own_teams(one.user)))
    assert len(own_teams(case.user)) > 1
    return case.user, case.after["tasks"]


def test_the_tasks_of_teams_are_read_from_indexes(world):
    user, after = of_full_inbox()

    with plans() as steps:
        pages = [page_of(TEAM, user, start) for start in ("", after)]
        for tab in (MINE, UNASSIGNED, HOLD, SENT, DONE):
            page_of(tab, user)
        counts_of(user)
        page_of(ALL, user, "", lambda tasks: tasks.filter(object_reference="C-2026-000001"))

    assert [len(page) for page in pages] == [25, 25]
    assert "tasks_task" in {step.table for step in steps}
    assert_from_indexes(steps)


def test_a_page_of_a_full_inbox_reads_few_of_its_tasks(world):
    """A page's from each team, and the records of those; never all that the reader sees."""
    user, after = of_full_inbox()
    few = 60 * (1 + len(own_teams(user)))

    for tab, start in ((TEAM, ""), (TEAM, after), (UNASSIGNED, ""), (DONE, ""), (HOLD, "")):
        with plans(run=True) as steps:
            page_of(tab, user, start)
        read = Counter()
        for step in steps:
            read[step.table] += step.read
        tasks = [step for step in steps if step.table == "tasks_task"]

        assert {step.kind for step in tasks} <= {"Index Scan", "Index Only Scan"}
        assert read["tasks_task"] <= few
        assert read["cases_case"] + read["profiles_profile"] <= few


@pytest.mark.parametrize(("words", "shown", "read"), [("tenant", 5, INBOX), ("zebra", 0, FEW)])
def test_tasks_are_found_by_their_words_from_an_index(world, words, shown, read):
    """Words that few have are found without reading the other tasks of the team."""
    user, _ = of_full_inbox()

    with plans(run=True) as steps:
        found, more = tasks_found(user, words, 5)

    tasks = [step for step in steps if step.table == "tasks_task"]
    assert (len(found), more) == (shown, shown > 0)
    assert_from_indexes(steps)
    assert {"Bitmap Heap Scan"} < {step.kind for step in tasks}
    assert sum(step.read for step in tasks) <= read


@pytest.mark.parametrize("words", ["wainscot", "housing"])
@pytest.mark.parametrize("kind", KINDS)
def test_entries_are_found_by_their_words_from_indexes(world, monkeypatch, kind, words):
    """Of a reader of few records or of many; a word that is rare, and one in every seventh."""
    monkeypatch.setattr(texts, "COMMON", 100)
    asked = Asked(some(kind), words, ("log", "actions"))

    with plans() as steps:
        found = texts.find(asked, [texts.LOG, texts.ACTIONS])

    assert bool(found["log"].ids) == (words == "housing")
    whole = {step.table for step in steps if step.kind == "Seq Scan"}
    assert not whole & {"profiles_contact", "cases_action", *HOLDS}


def test_the_inbox_is_planned_once(world):
    """Planning it takes longer than reading it."""
    user, after = of_full_inbox()
    with connection.cursor() as cursor:
        cursor.execute("DEALLOCATE ALL")
    connection.connection._prepared.clear()

    for _ in range(8):
        page_of(TEAM, user, after)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(generic_plans) FROM pg_prepared_statements WHERE statement LIKE %s",
            ['%"tasks_task"%'],
        )
        assert cursor.fetchone()[0] > 0


@pytest.fixture
def facts(world, cluster, populated):
    """The facts of 400 days, of which PostgreSQL knows what they are like."""
    rebuild_facts()
    analyse(cluster.url("owner", populated))
    return Fact.objects.count()


def rule(kind, team):
    """A rule of the team, switched on today."""
    by, today = some("manager"), timezone.now()
    factor = Factor.objects.create(team=team, name=kind)
    factor.current = FactorVersion.objects.create(factor=factor, number=1, kind=kind, days=28)
    factor.is_on, factor.switched_at, factor.switched_by = True, today, by
    factor.save()
    return factor


@pytest.mark.parametrize("kind", [code for code, one in FACTS.items() if one.timing != "counted"])
@pytest.mark.parametrize("user", ["small", "large"])
def test_a_rule_that_watches_the_calendar_reads_few_facts(facts, user, kind):
    """Hardly more than there are of its kind in the days that it asks for."""
    factor = rule(kind, Team.objects.get(pk=own_teams(some(user))[0]))
    today = timezone.localdate()
    since = today - datetime.timedelta(days=3)
    days = days_of(factor.current, since, today)
    there = Fact.objects.filter(kind__in=FACTS[kind].facts, happens_on__range=days).count()

    with plans(run=True) as steps:
        list(unfired(due(factor.current, factor.team, since, today), factor.pk))

    assert_from_indexes(steps)
    assert "alerts_fact" in {step.table for step in steps}
    assert sum(step.read for step in steps if step.table == "alerts_fact") <= 2 * there


def test_the_rules_that_a_fact_concerns_are_found_from_the_persons_holds(facts):
    user = some("large")
    team = Team.objects.get(pk=own_teams(user)[0])
    factor, _ = rule("contact", team), rule("risk", team)
    held = Fact.objects.filter(kind="contact", profile__team_holds__group=team)

    new = list(held.order_by("-happens_on")[:1])
    with plans(run=True) as steps:
        asked = rules_asking(new, timezone.localdate())

    assert asked == [(factor, new)]
    assert_from_indexes(steps)
    assert all(step.read <= FEW for step in steps)


@pytest.mark.parametrize("kind", ["contact", "no_contact", "in_role"])
def test_a_trial_asks_few_statements_and_reads_no_table_whole(facts, kind):
    user = some("large")
    team = Team.objects.get(pk=own_teams(user)[0])

    with plans() as steps, CaptureQueriesContext(connection) as asked:
        trial = try_out(FactorVersion(kind=kind, days=28), team, user)

    assert trial.times > 0
    assert len(asked) == 5
    assert_from_indexes([step for step in steps if step.table != "alerts_fact"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_check_reads_no_table_whole(world, kind):
    user = some(kind)
    profile = Profile.objects.page_for(user).rows[0]

    with plans() as found:
        assert policy.can(user, "profile.view", profile)

    assert_from_indexes(found)


@pytest.mark.parametrize("kind", KINDS)
def test_a_count_reads_no_profile_but_behind_broken_glass(world, kind):
    user = some(kind)

    with plans() as found:
        Profile.objects.count_for(user)

    profiles = [node for node in found if node.table == "profiles_profile"]
    assert all("access_breakglass" in node.beside for node in profiles)
    assert_from_indexes(found)


@pytest.mark.parametrize("order", ["name", "-activity"])
@pytest.mark.parametrize("kind", KINDS)
def test_twenty_rows_take_as_many_statements_as_one(world, kind, order):
    user = some(kind)
    counts = []
    for size in (1, 20):
        with CaptureQueriesContext(connection) as asked:
            page = Profile.objects.page_for(user, order=order, size=size)
            with_list_columns(page, user)
            assert [(str(p.owner_team), p.current_roles) for p in page]
        assert len(page) == size
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_the_list_takes_as_many_statements_for_few_as_for_many(world, client):
    counts = set()
    for kind in ("small", "large", "hq"):
        client.force_login(some(kind))
        client.get("/profiles/")
        with CaptureQueriesContext(connection) as asked:
            answer = client.get("/profiles/")
        assert answer.status_code == 200
        counts.add(len(asked))

    assert len(counts) == 1


@pytest.mark.parametrize("kind", cells.KINDS)
def test_what_is_measured_answers_as_its_floor_does(world, kind):
    rng = random.Random(7)
    some = people.cases(kind, rng)[:2]
    for part in (cells.lists, cells.filtered, cells.searches, cells.single):
        for cell in part(kind, some):
            cell.samples = 1
            cell.run(rng, seconds=1)


def test_what_is_measured_of_writing_can_be_done(world, monkeypatch):
    for module in (people, cells):
        monkeypatch.setattr(module, "MANY", 50)
    rng = random.Random(7)
    for cell in [*cells.writes(people.cases("small", rng)[:2], rng), *cells.many(rng)]:
        cell.samples = 1
        cell.run(rng, seconds=1)
        assert cell.result()
