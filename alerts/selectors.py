"""Where the notices of a person come from, and where each leads."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse

from access.verbs import Verb
from alerts.models import Notice
from core import prepared


def new_notices(user: Any) -> QuerySet:
    """What the user has not put away yet."""
    return Notice.objects.visible_to(user).unseen()


def newest_notices(user: Any) -> list[Notice]:
    """The latest of them, for Home."""
    return list(_newest(user=user))


def how_many_new(user: Any) -> int:
    """How many there are, counted to 100."""
    return len(_first_hundred(user=user))


@prepared.query
def _newest(*, user: Any) -> QuerySet:
    return new_notices(user)[:10]


@prepared.query
def _first_hundred(*, user: Any) -> QuerySet:
    return new_notices(user).order_by().values_list("pk", flat=True)[:100]


def all_notices(user: Any) -> QuerySet:
    """Everything the user was told."""
    return Notice.objects.visible_to(user)


def address_of(notice: Notice) -> str:
    """The record's page; it answers those who may not read it as it answers anyone.

    Of many records at once, the list of people.
    """
    if notice.event.verb == Verb.SAMPLED:
        return reverse("access:sample")
    if not notice.object_type:
        return reverse("profiles:list" if "count" in notice.event.detail else "home:home")
    obj = apps.get_model(notice.object_type)._base_manager.filter(pk=notice.object_id).first()
    return obj.get_absolute_url() if obj else reverse("home:home")
