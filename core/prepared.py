"""Statements that a connection plans once, and queries that are compiled once.

PostgreSQL takes longer to plan the few statements of every page than to answer them, and Django
longer still to put them together. psycopg keeps the plan for as long as the connection lives,
except behind PgBouncer (core.database). The process keeps the SQL.
"""
# ruff: noqa: S608 - names come from models and compiled queries; values are parameters

import datetime
import functools
import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)
from psycopg import sql
from psycopg.types.numeric import Int8

from core.identity import is_someone

Answer = Callable[[str, dict[str, Any]], list[tuple[Any, ...]]]


def rows(statement: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    """What the statement answers. Its plan must suit whatever the parameters are."""
    with _cursor() as cursor:
        cursor.execute(statement, {name: _typed(value) for name, value in params.items()})
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def _cursor() -> Any:
    """A cursor that prepares; or the usual one, where statements are logged with their values."""
    if connection.queries_logged:
        return connection.cursor()
    connection.ensure_connection()
    return connection.make_cursor(psycopg.Cursor(connection.connection))


def _typed(value: Any) -> Any:
    """One type for small and large numbers, so that one plan serves both."""
    return Int8(value) if type(value) is int else value


# ---- Querysets that are compiled once -----------------------------------------------------------
class Parameter(models.Expression):
    """Stands for a value in a queryset that is compiled before the value is known."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def __repr__(self) -> str:
        return f"<{self.name}>"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        return "%s", [self]


def unread(value: Any) -> Any:
    """The value, which PostgreSQL does not look at as it plans.

    It keeps a plan for whatever the values are only if that seems no dearer than plans made for
    some of them. Where it guesses badly without the values, it would plan anew each time, and come
    to the same plan.
    """
    return models.Func(value, template="(SELECT %(expressions)s)")


class AnyUser:
    """Stands for the user of a queryset that is compiled once: their id, and that they are in."""

    is_authenticated = is_active = True

    def __init__(self) -> None:
        self.pk = self.id = Parameter("user")


@dataclass(frozen=True)
class Question:
    """What a query would be asked with; `core.questions` asks several by one statement."""

    ask: "Query"
    shape: tuple[Any, ...]
    values: dict[str, Any]


def query(build: Callable[..., Any]) -> "Query":
    """Compile a queryset once for each shape, and ask it with other values each time.

    Its plan is kept too, and must suit whatever the values are; `compiled` has it planned anew.

        @prepared.query
        def _live(*, user):
            return Membership.objects.live().filter(user_id=user.pk)

        _live(user=request.user)  # a list

    What is given by keyword is a value: the function is never called with it, only with a
    stand-in, so nothing of one user can stay in what is kept for the next. A value named `user`
    is a person, and who is not signed in, or whose account is closed, gets nothing. What is given
    by position is the shape (a model, a section): it decides which queryset is compiled, and
    there must be few.

    A function that gives several querysets by name asks them in one statement. What is put off
    by `_live.later(user=…)` can be asked with others: `core.questions`.
    """
    return Query(build, rows)


def compiled(build: Callable[..., Any]) -> "Query":
    """As `query`, for statements whose best plan hangs on their values."""
    return Query(build, _planned_anew)


def together(querysets: dict[Any, Any]) -> dict[Any, list[Any]]:
    """The rows of several querysets by one statement, which is compiled for this once."""
    if not querysets:
        return {}
    several = Several(querysets, [], "together")
    return several.made_of(_planned_anew(several.statement, {}))


def _planned_anew(statement: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


class Query:
    """A function whose queryset is compiled once for each shape: see `query`."""

    def __init__(self, build: Callable[..., Any], answer: Answer) -> None:
        functools.update_wrapper(self, build)
        self.build, self.answer = build, answer
        self.names = [
            name
            for name, one in inspect.signature(build).parameters.items()
            if one.kind is inspect.Parameter.KEYWORD_ONLY
        ]
        self.made = functools.cache(self._compiled)

    def _compiled(self, *shape: Any) -> Any:
        stand_ins = {name: AnyUser() if name == "user" else Parameter(name) for name in self.names}
        built = self.build(*shape, **stand_ins)
        name = f"{self.build.__module__}.{self.build.__qualname__}"
        return (Several if isinstance(built, dict) else One)(built, self.names, name)

    def values_of(self, given: dict[str, Any]) -> dict[str, Any] | None:
        """As the statement gets them; None where nobody asks, who gets nothing."""
        if "user" not in self.names:
            return given
        user = given["user"]
        return {**given, "user": user.pk} if is_someone(user) else None

    def __call__(self, *shape: Any, **given: Any) -> Any:
        found, asked = self.made(*shape), self.values_of(given)
        if asked is None:
            return found.nothing()
        return found.made_of(self.answer(found.statement, asked))

    def later(self, *shape: Any, **given: Any) -> "Question":
        """The same, to be asked with others."""
        return Question(self, shape, given)


class One:
    """One compiled queryset: its statement, and how its rows become what it gives."""

    def __init__(self, queryset: Any, values: list[str], name: str) -> None:
        if queryset._prefetch_related_lookups:
            raise ImproperlyConfigured(f"{name} prefetches, which is not compiled.")
        self.name, self.kind = name, queryset._iterable_class
        self.compiler = queryset.query.get_compiler(using=connection.alias)
        text, params = self.compiler.as_sql()
        self.statement = text.replace("%%", "%%%%") % tuple(map(self._written, params))
        self.columns = [column for column, *_ in self.compiler.select]
        self.converters = self.compiler.get_converters(self.columns)
        if self.kind is ModelIterable:
            self._learn_models()
        elif self.kind not in (ValuesListIterable, FlatValuesListIterable):
            raise ImproperlyConfigured(f"{name} gives neither models nor lists of values.")
        _see_that_all_are_used(values, self.statement, name)

    def _written(self, value: Any) -> str:
        """A value by its name; all else as a literal, since it is part of the shape."""
        if isinstance(value, Parameter):
            return f"%({value.name})s"
        if isinstance(value, datetime.date):
            raise ImproperlyConfigured(f"{self.name} holds a day: give it by keyword.")
        return sql.Literal(value).as_string().replace("%", "%%")

    def _learn_models(self) -> None:
        info, select = self.compiler.klass_info, self.compiler.select
        first, last = info["select_fields"][0], info["select_fields"][-1]
        self.model, self.own = info["model"], slice(first, last + 1)
        self.names = [column.target.attname for column in self.columns[self.own]]
        self.related = get_related_populators(info, select, connection.alias)
        self.annotated = self.compiler.annotation_col_map or {}

    @property
    def flat(self) -> list["One"]:
        return [self]

    def nothing(self) -> Any:
        return []

    def made_of_parts(self, found: list[list[tuple[Any, ...]]]) -> list[Any]:
        (rows,) = found
        return self.made_of(rows)

    def made_of(self, found: list[tuple[Any, ...]]) -> list[Any]:
        """Rows as the queryset gives them."""
        if self.converters:
            found = list(self.compiler.apply_converters(found, self.converters))
        if self.kind is ModelIterable:
            return [self._instance(row) for row in found]
        return [row[0] for row in found] if self.kind is FlatValuesListIterable else found

    def _instance(self, row: Any) -> models.Model:
        one = self.model.from_db(connection.alias, self.names, row[self.own])
        for populator in self.related:
            populator.populate(row, one)
        for name, place in self.annotated.items():
            setattr(one, name, row[place])
        return one


class Several:
    """Several compiled querysets in one statement, by their names."""

    def __init__(self, querysets: dict[str, Any], values: list[str], name: str) -> None:
        self.parts = {key: One(queryset, [], name) for key, queryset in querysets.items()}
        self.union = Union(list(self.parts.values()))
        self.statement = self.union.statement
        _see_that_all_are_used(values, self.statement, name)

    @property
    def flat(self) -> list[One]:
        return list(self.parts.values())

    def nothing(self) -> Any:
        return {key: [] for key in self.parts}

    def made_of(self, found: list[tuple[Any, ...]]) -> dict[str, list[Any]]:
        return self.made_of_parts(self.union.split(found))

    def made_of_parts(self, found: list[list[tuple[Any, ...]]]) -> dict[str, list[Any]]:
        parts = zip(self.parts.items(), found, strict=True)
        return {key: part.made_of(rows) for (key, part), rows in parts}


class Union:
    """One statement of several: each row fills the columns of one of them.

    Columns of one type are shared by all. The branches of a UNION ALL are read one after the
    other, each in its own order.
    """

    def __init__(self, parts: list[One], statements: list[str] | None = None) -> None:
        self.places: list[list[int]] = []
        types: list[str] = []
        for part in parts:
            free = list(enumerate(types))
            places = []
            for kind in map(_type_of, part.columns):
                place = next((one for one in free if one[1] == kind), None)
                if place is None:
                    place = (len(types), kind)
                    types.append(kind)
                else:
                    free.remove(place)
                places.append(place[0])
            self.places.append(places)
        self.statement = " UNION ALL ".join(
            self._branch(number, statement, types)
            for number, statement in enumerate(statements or [one.statement for one in parts])
        )

    def _branch(self, number: int, statement: str, types: list[str]) -> str:
        columns = [f"NULL::{kind}" for kind in types]
        own = [f"c{place}" for place in range(len(self.places[number]))]
        for place, name in zip(self.places[number], own, strict=True):
            columns[place] = name
        return (
            f"(SELECT {number}, {', '.join(columns)} "
            f"FROM ({statement}) q{number} ({', '.join(own)}))"
        )

    def split(self, found: list[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
        """The rows of each."""
        rows: list[list[tuple[Any, ...]]] = [[] for _ in self.places]
        for number, *row in found:
            rows[number].append(tuple(row[place] for place in self.places[number]))
        return rows


def _type_of(column: Any) -> str:
    kind = column.output_field.cast_db_type(connection)
    if kind is None:
        raise ImproperlyConfigured(f"{column} has no type in the database.")
    return str(kind)


def _see_that_all_are_used(values: list[str], statement: str, name: str) -> None:
    for value in values:
        if f"%({value})s" not in statement:
            raise ImproperlyConfigured(f"{name} does not use {value}.")
