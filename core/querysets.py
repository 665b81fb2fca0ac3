"""Querysets of protected models: what would change rows behind history's back is refused."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models.expressions import RawSQL
from django.db.models.fields.related import ForeignObject

_unguarded: ContextVar[bool] = ContextVar("unguarded", default=False)


class UntrackedChange(RuntimeError):
    """Rows of a protected model would change without history or event."""


@contextmanager
def unguarded(reason: str) -> Iterator[None]:
    """Allow bulk changes, for the reason given: projections and generated data only."""
    if not reason:
        raise ValueError("Say why these rows may change without history.")
    token = _unguarded.set(True)
    try:
        yield
    finally:
        _unguarded.reset(token)


def _refuse(name: str) -> Any:
    def method(self: models.QuerySet, *args: Any, **kwargs: Any) -> Any:
        if not _unguarded.get():
            raise UntrackedChange(
                f"{self.model.__name__}.{name}() leaves no history: use the app's services."
            )
        return getattr(models.QuerySet, name)(self, *args, **kwargs)

    method.__name__ = name
    method.alters_data = True  # type: ignore[attr-defined]
    return method


class ProtectedQuerySet(models.QuerySet):
    """A queryset whose rows change one by one, through services."""

    # Does what a user may read hang on nothing of them but their id? Then the question about one
    # row is compiled once for all of them (core.policy, core.prepared).
    is_compiled_once = False

    update = _refuse("update")
    bulk_create = _refuse("bulk_create")
    bulk_update = _refuse("bulk_update")
    delete = _refuse("delete")


class ExistsForRow(models.Exists):
    """As `Exists`, asked of each row in its turn.

    PostgreSQL may answer `Exists` for all rows there are, to look each row up in that. With OFFSET
    it does not.
    """

    template = "EXISTS(%(subquery)s OFFSET 0)"


@models.Field.register_lookup
@ForeignObject.register_lookup
class AnyOf(models.Lookup):
    """`team__any`: one of the ids in an array, which an index can answer wherever it stands."""

    lookup_name = "any"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right}::bigint[])", (*left_params, *right_params)


def among(ids: Iterable[int] | models.Expression) -> RawSQL:
    """For `pk__in`: many ids as one parameter; in a query compiled once, what stands for them."""
    array = ids if isinstance(ids, models.Expression) else as_array(ids)
    return RawSQL("SELECT unnest(%s::bigint[])", [array])


def as_array(ids: Iterable[int]) -> str:
    """Ids as PostgreSQL writes an array: one text is quicker to send than a list of numbers."""
    return "{" + ",".join(str(int(pk)) for pk in ids) + "}"
