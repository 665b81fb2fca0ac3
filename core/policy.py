"""The only permission question: may this user do this, to this? The answer is no by default.

A rule names an action, the queryset its object must come from (`stands_on`) and a
condition. Outside that queryset an object does not exist for the user; inside it, an act that the
condition refuses is refused with a reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Model, Q, QuerySet
from django.http import Http404

from core import prepared
from core.identity import is_someone
from core.querysets import among

Source = Callable[..., QuerySet]


def visible(user: Any, model: Any, **limits: Any) -> QuerySet:
    """What the user may read."""
    return model._default_manager.visible_to(user, **limits)


def known(user: Any, model: Any, **limits: Any) -> QuerySet:
    """What the user may know exists: the stub."""
    return model._default_manager.known_to(user)


def administrable(user: Any, model: Any, **limits: Any) -> QuerySet:
    """What the user may share without reading it."""
    return model._default_manager.administrable_by(user)


def sharable(user: Any, model: Any, **limits: Any) -> QuerySet:
    """What the user may read, and what the user may share without reading it."""
    return visible(user, model, **limits) | administrable(user, model)


def _nothing(user: Any, model: Any, **limits: Any) -> QuerySet:
    return model._default_manager.none()


def always(user: Any, obj: Any) -> bool:
    """The condition of rules that need no more than their queryset."""
    return True


class RefusedWithWayOnError(PermissionDenied):
    """A refusal that says where to go on: the words of a link, and its address."""

    def __init__(self, reason: str, *, way: str, url: str) -> None:
        super().__init__(reason)
        self.way, self.url = way, url


@dataclass(frozen=True)
class Rule:
    """One row of the role × action table: an action, its queryset, and when it is allowed."""

    action: str
    stands_on: Source
    condition: Callable[[Any, Any], bool]
    limits: dict[str, Any]
    because: str
    model: str | None
    many: Callable[[Any, Any], Q] | None = None
    by_account: Callable[[Any], bool] | None = None

    def queryset_for(self, user: Any, model: Any) -> QuerySet:
        if not is_someone(user):
            return model._default_manager.none()
        return self.stands_on(user, model, **self.limits)


_rules: dict[str, Rule] = {}


def rule(
    action: str,
    *,
    stands_on: Source = visible,
    because: str = "You may not do this.",
    model: str | None = None,
    many: Callable[[Any, Any], Q] | None = None,
    by_account: Callable[[Any], bool] | None = None,
    **limits: Any,
) -> Callable[[Callable[[Any, Any], bool]], Callable[[Any, Any], bool]]:
    """Declare when an action is allowed. `limits` (section, level) narrows its queryset.

    `many` is the same condition as a Q, for acts on many objects at once and for the question
    whether there is any object, which names its `model`. `by_account` answers that question from
    the memberships that every page has fetched, where no object needs to be looked at.
    """

    def register(condition: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
        if action in _rules:
            raise ImproperlyConfigured(f"There are two rules for {action}.")
        if model and many is None and condition is not always:
            raise ImproperlyConfigured(
                f"{action} is asked of all of {model}: give its condition as a Q too, as `many`."
            )
        found = Rule(action, stands_on, condition, limits, because, model, many, by_account)
        _rules[action] = found
        return condition

    return register


def allow(action: str, **kwargs: Any) -> None:
    """Declare an action that everyone may do who reaches its object, such as reading it."""
    rule(action, **kwargs)(always)


def rules() -> dict[str, Rule]:
    """Every rule by its action: what the tests hold against the table."""
    return dict(_rules)


def accessible(user: Any, action: str, model: Any) -> QuerySet:
    """The objects that the action may be asked about; empty when no rule names the action."""
    found = _rules.get(action)
    return found.queryset_for(user, model) if found else model._default_manager.none()


def _is_accessible(user: Any, found: Rule, obj: Any) -> bool:
    return is_visible(user, obj, found.stands_on, **found.limits)


def is_visible(user: Any, obj: Any, stands_on: Source | None = None, **limits: Any) -> bool:
    """Is the object in this queryset? A kind of record may know a quicker way to `visible`."""
    manager, source = type(obj)._default_manager, stands_on or visible
    if source in (visible, sharable) and hasattr(manager, "shows"):
        if manager.shows(user, obj, **limits):
            return True
        source = administrable if source is sharable else _nothing
    if source is not _nothing and _is_compiled_once(type(obj)):
        return bool(_its_id(source, type(obj), _shape(limits), user=user, pk=obj.pk))
    return source(user, type(obj), **limits).filter(pk=obj.pk).exists()


def can(user: Any, action: str, obj: Any = None) -> bool:
    """May the user do this to the object; or, without one, to any object of the rule's model?"""
    found = _rules.get(action)
    if found is None or not is_someone(user):
        return False
    if obj is None:
        if found.model is None:
            return False
        if found.by_account is not None:
            return found.by_account(user)
        model = apps.get_model(found.model)
        candidates = found.queryset_for(user, model)
        if found.many is not None:
            candidates = candidates.filter(found.many(user, model))
        return candidates.exists()
    return _is_accessible(user, found, obj) and bool(found.condition(user, obj))


def find(user: Any, action: str, model: Any, *related: str, **by: Any) -> Any:
    """The object that the action may be asked about, or None; with its related rows.

    A kind of record that knows a quicker way to `visible` is read and then asked about.
    """
    found = _rules.get(action)
    if found is None or not is_someone(user):
        return None
    if found.stands_on in (visible, sharable) and hasattr(model._default_manager, "shows"):
        ((name, value),) = by.items()
        obj = next(iter(_the_one(model, related, name, value=value)), None)
        # Asked of what does not exist too: the time taken tells nobody which records are hidden.
        is_theirs = _is_accessible(user, found, model(pk=0) if obj is None else obj)
        return obj if is_theirs else None
    if _is_compiled_once(model):
        return _one_of_compiled(user, found, model, related, by)
    return found.queryset_for(user, model).select_related(*related).filter(**by).first()


def get(user: Any, action: str, model: Any, *related: str, **by: Any) -> Any:
    """The object with which the user may do this, with its related rows: asked once.

    Raises Http404 where no such object exists for the user, PermissionDenied with the rule's
    reason where it does but the act is not allowed.
    """
    obj = find(user, action, model, *related, **by)
    if obj is None:
        raise Http404
    _require_condition(user, _rules[action], obj)
    return obj


@prepared.query
def _the_one(model: Any, related: tuple[str, ...], name: str, *, value: Any) -> QuerySet:
    return model._base_manager.select_related(*related).filter(**{name: value})[:1]


# ---- One object of a kind whose querysets are compiled once -------------------------------------
def _is_compiled_once(model: Any) -> bool:
    return getattr(model._default_manager._queryset_class, "is_compiled_once", False)


def _shape(limits: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(sorted(limits.items()))


@prepared.query
def _its_id(source: Source, model: Any, limits: Any, *, user: Any, pk: Any) -> QuerySet:
    rows = source(user, model, **dict(limits)).filter(pk=pk)
    return rows.order_by().values_list("pk", flat=True)


def _one_of_compiled(
    user: Any, found: Rule, model: Any, related: tuple[str, ...], by: dict[str, Any]
) -> Any:
    """By one value, or by two: a child by its parent and its own."""
    how = found.stands_on, model, _shape(found.limits), related, *by
    values = [value.pk if isinstance(value, Model) else value for value in by.values()]
    if len(values) == 1:
        rows = _by_one(*how, user=user, value=values[0])
    else:
        rows = _by_two(*how, user=user, parent=values[0], value=values[1])
    return next(iter(rows), None)


@prepared.query
def _by_one(
    source: Source,
    model: Any,
    limits: Any,
    related: tuple[str, ...],
    name: str,
    *,
    user: Any,
    value: Any,
) -> QuerySet:
    rows = source(user, model, **dict(limits)).select_related(*related)
    return rows.filter(**{name: value}).order_by()


@prepared.query
def _by_two(
    source: Source,
    model: Any,
    limits: Any,
    related: tuple[str, ...],
    of: str,
    name: str,
    *,
    user: Any,
    parent: Any,
    value: Any,
) -> QuerySet:
    rows = source(user, model, **dict(limits)).select_related(*related)
    return rows.filter(**{of: parent, name: value}).order_by()


def require(user: Any, action: str, obj: Any) -> None:
    """Go on only if allowed.

    Raises Http404 where the object does not exist for the user, PermissionDenied with the rule's
    reason where it does but the act is not allowed.
    """
    found = _rules.get(action)
    if found is None or not is_someone(user) or not _is_accessible(user, found, obj):
        raise Http404
    _require_condition(user, found, obj)


def _require_condition(user: Any, found: Rule, obj: Any) -> None:
    if not found.condition(user, obj):
        raise PermissionDenied(found.because)


def lock(user: Any, action: str, obj: Any, *, no_key: bool = False) -> Any:
    """The object's row, fresh and locked until the transaction ends, if the user may do this.

    The rule is asked of the locked row, after any earlier transaction has finished. With `no_key`
    others may meanwhile write rows that point at it.
    """
    rows = type(obj)._base_manager.select_for_update(no_key=no_key)
    fresh = rows.filter(pk=obj.pk).first()
    if fresh is None:
        raise Http404
    require(user, action, fresh)
    return fresh


def allowed(user: Any, action: str, objects: QuerySet) -> QuerySet:
    """Those of the objects with which the user may do this: `can` asked of many at once."""
    found = _rules.get(action)
    if found is None or found.many is None or not is_someone(user):
        return objects.none()
    accessible_rows = found.queryset_for(user, objects.model)
    return accessible_rows.filter(found.many(user, objects.model), pk__in=objects.values("pk"))


def lock_all(user: Any, action: str, objects: QuerySet) -> set[Any]:
    """The ids of those of the objects with which the user may do this, locked as by `lock`.

    Locked in the order of their ids, so that two who lock many wait and never block each other.
    """
    wanted = allowed(user, action, objects).order_by().values_list("pk", flat=True)
    rows = objects.model._base_manager.filter(pk__in=among(list(wanted))).order_by("pk")
    locked = list(rows.select_for_update(of=("self",)).values_list("pk", flat=True))
    again = objects.model._base_manager.filter(pk__in=among(locked))
    return set(allowed(user, action, again).order_by().values_list("pk", flat=True))
