"""What PostgreSQL plans for a statement, and of which table each step reads how many rows."""

import json
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection

from agencies.models import User
from profiles.models import Profile

PEOPLE, FEW = 10_000, 200
KINDS = ["small", "large", "dormant", "hq", "manager"]
HOLDS = {"profiles_profileteamhold", "profiles_profileuserhold"}
NEVER_WHOLE = {
    *HOLDS,
    *("profiles_profile", "profiles_profileactivity", "profiles_role"),
    *("cases_case", "cases_caseteamhold", "cases_participant", "cases_action"),
    *("tasks_task", "tasks_taskstep"),
    "alerts_fact",
}


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
