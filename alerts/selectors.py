"""Where the notices of a person come from, and where each leads."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse

from access.verbs import Verb
from alerts.models import Notice


def new_notices(user: Any) -> QuerySet:
    """What the user has not put away yet."""
    return Notice.objects.visible_to(user).unseen()


def all_notices(user: Any) -> QuerySet:
    """Everything the user was told."""
    return Notice.objects.visible_to(user)


def address_of(notice: Notice) -> str:
    """The record's page; whoever may not read it meets there what anybody would.

    Of many records at once, the list of people.
    """
    if notice.event.verb == Verb.SAMPLED:
        return reverse("access:sample")
    if not notice.object_type:
        return reverse("profiles:list" if "count" in notice.event.detail else "home:home")
    obj = apps.get_model(notice.object_type)._base_manager.filter(pk=notice.object_id).first()
    return obj.get_absolute_url() if obj else reverse("home:home")
