"""Several ways to look for records, of which the first that finds any is used: in one statement.

A search tries them in turn. Asked one by one, each would cost a statement, and most are never
run: PostgreSQL comes to a select only if those before it leave nobody.
"""
# ruff: noqa: S608

import re
from collections.abc import Sequence
from typing import Any

from django.db import connection

from access.filter_sql import InOneStatement
from access.paging import (
    MEMBERSHIPS,
    ORDERS,
    Order,
    Wanted,
    branches_of,
    keys_of,
    merging,
    page_of,
)
from core.paging import Page

NOBODY = "SELECT NULL::text AS key, NULL::bigint AS pid WHERE false"


def first_of(
    tries: Sequence[Wanted], beside: Wanted | None, *, order: str, size: int, more: int
) -> tuple[int, Page, list[int]]:
    """Which of these is the first that leaves anybody, and its first page of ids; else the first.

    Besides, if the last one is it, so many more ids of those `beside` it. By one statement, which
    comes to the next only if the one before leaves nobody.
    """
    chosen = ORDERS.get(order, ORDERS["name"])
    if chosen.column == "last_activity_at":
        return _one_after_another(tries, beside, order=order, size=size, more=more)
    select = _InTurn(chosen)
    for wanted in tries:
        select.add(wanted, size + 1)
    if beside is not None:
        select.add(beside, more, after_last=True)
    found = select.rows(tries[0].user)
    number = next((n for n in range(len(tries)) if found[n]), 0)
    also = [pid for _, pid in found[-1]] if beside is not None else []
    return number, page_of(found[number], size, is_first=True), also


def _one_after_another(
    tries: Sequence[Wanted], beside: Wanted | None, *, order: str, size: int, more: int
) -> tuple[int, Page, list[int]]:
    pages = []
    for number, wanted in enumerate(tries):
        pages.append(keys_of(wanted, order=order, after="", size=size))
        if pages[-1]:
            if beside is None or number < len(tries) - 1:
                return number, pages[-1], []
            return number, pages[-1], list(keys_of(beside, order=order, after="", size=more))
    return 0, pages[0], []


class _InTurn:
    """Selects of one statement, of which one is run if those before it leave nobody."""

    def __init__(self, order: Order) -> None:
        self.order = order
        self.lists: list[str] = []
        self.params: dict[str, Any] = {}
        self.number = 0
        self.left: dict[int, InOneStatement] = {}

    def add(self, wanted: Wanted, k: int, *, after_last: bool = False) -> None:
        """One more, run if the others leave nobody; `after_last`, if the last one leaves some."""
        number, self.number = self.number, self.number + 1
        if wanted.nothing:
            self.lists.append(f"t{number} AS ({NOBODY})")
            return
        if after_last:
            gates = [f"EXISTS (SELECT 1 FROM t{number - 1})"]
        else:
            gates = [f"NOT EXISTS (SELECT 1 FROM t{n})" for n in range(number)]
        left = InOneStatement(f"few{number}")
        selects = []
        for left.is_few in (True, False):
            made = branches_of(wanted, self.order.column, left)
            sql, params = merging(made, self.order, None, k)
            open_if = " AND ".join([*gates, *([left.gate] if left.cte else [])]) or "true"
            selects.append(f"(SELECT * FROM ({sql}) found WHERE {open_if})")
        if left.cte:
            self.left[number] = left
        else:
            selects.pop()
        lists = [left.cte] if left.cte else []
        lists.append(f"t{number} AS MATERIALIZED ({' UNION ALL '.join(selects)})")
        self.lists += [re.sub(r"%\((\w+)\)s", rf"%(t{number}_\1)s", one) for one in lists]
        self.params |= {f"t{number}_{name}": value for name, value in params.items()}

    def rows(self, user: Any) -> list[list[Any]]:
        """What each gives."""
        selects = [f"SELECT {n}, key, pid FROM t{n}" for n in range(self.number)]
        # Of the one that was run, the ids that were found to be few, for the count of the list.
        selects += [
            f"SELECT {n - self.number}, array_agg(DISTINCT pk)::text, count(*) FROM few{n} "
            f"WHERE EXISTS (SELECT 1 FROM t{n})"
            for n in self.left
        ]
        found: list[list[Any]] = [[] for _ in range(self.number)]
        with connection.cursor() as cursor:
            cursor.execute(
                f"{MEMBERSHIPS}, {', '.join(self.lists)} {' UNION ALL '.join(selects)}",
                {**self.params, "user": user.pk},
            )
            for number, key, pid in cursor.fetchall():
                if number >= 0:
                    found[number].append((key, pid))
                elif pid:
                    self.left[number + self.number].keep(pid, key)
        return found
