"""The guards follow the registry: what a new app may forget, planted and seen to be found."""

from types import ModuleType

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.test.utils import isolate_apps
from django.urls import path

import ecins.urls
from access.kinds import shared_models
from access.models import Activity, TeamHold, UserHold
from core.tests.worlds import hidden_worlds, shared_worlds
from core.views import NoRecord, ObjectPage
from profiles.models import Profile
from profiles.tests.world import PersonWorld
from tests.cast import made_once
from tests.sweeping import METHODS, OBJECT_ROUTES, ROUTES, object_routes, told_apart, view_of, walk

made, db, cast, world = made_once(PersonWorld)

# Who has access now, and the order of lists: written from grants, which are the record.
PROJECTED = (TeamHold, UserHold, Activity)
# What belongs to a record and keeps no history, and why.
WITHOUT_HISTORY = {
    "profiles.DueReport": "computed from what has a history",
    "galleries.Offer": "made once and answered once; its answer stays on it",
    "referrals.Consultation": "asked once and answered once; its steps say when",
    "referrals.ReferralStep": "written once: it is the history",
    "tasks.Handover": "given once and answered once; both stay on it, and the log has each",
    "alerts.Fact": "computed from what has a history, and written once",
    "alerts.Firing": "written once; the rule and its facts are kept",
    "alerts.FiringFact": "written once",
    "alerts.Judgement": "what one person said of an alert, not of the record; the log has each",
    "missing.Clock": "it starts and stops with acts that the log has",
    "imports.ImportRow": "a row of a file, erased after 30 days; the record has its own history",
    "profiles.CustodyDecision": "written once; History shows it with its reason",
}


# ---- Every kind of record that has an address has a world -------------------------------------
def without_a_world(routes, shared):
    """The kinds of record that the sweeps would pass by."""
    addressed = {
        view_of(view).model for name, _, view in routes if name in dict(object_routes(routes))
    }
    worlds = shared_worlds().keys() | (hidden_worlds().keys() - set(shared))
    return (addressed | set(shared)) - worlds


def test_every_kind_of_record_has_a_world():
    assert len(OBJECT_ROUTES) > 50
    assert without_a_world(ROUTES, shared_models()) == set()


@isolate_apps("profiles")
def test_a_shared_kind_without_a_world_is_found():
    class Case(Profile):
        class Meta:
            app_label = "profiles"

    assert without_a_world(ROUTES, [*shared_models(), Case]) == {Case}


def test_a_page_about_a_record_says_which():
    """A page with a record in its address cannot call itself a page without one."""
    astray = [
        name
        for name, route, view in ROUTES
        if "<uuid:" in route and name not in dict(OBJECT_ROUTES)
    ]

    assert astray == []
    assert [
        n for n, r, view in ROUTES if "<uuid:" in r and issubclass(view_of(view), NoRecord)
    ] == []


# ---- Wherever a page is, it tells nobody that a hidden record exists --------------------------
class Leaky(ObjectPage):
    """A page far from the others that refuses where it should find nothing."""

    model, action, template_name = Profile, "profile.view", "404.html"

    def load(self):
        try:
            super().load()
        except Http404:
            if Profile._base_manager.filter(uuid=self.kwargs["uuid"]).exists():
                raise PermissionDenied from None
            raise


@pytest.fixture
def with_a_leak(settings):
    """The site, with that page."""
    site = ModuleType("leaky_urls")
    site.urlpatterns = [
        path("cases/<uuid:uuid>/", Leaky.as_view(), name="leaky"),
        *ecins.urls.urlpatterns,
    ]
    for name in ("handler400", "handler403", "handler404", "handler500"):
        if hasattr(ecins.urls, name):
            setattr(site, name, getattr(ecins.urls, name))
    settings.ROOT_URLCONF = site
    found = object_routes(list(walk(site.urlpatterns)), Profile)
    # The sweep visits all of them; beside the leak, one that is tight is enough here.
    return [(name, route) for name, route in found if name in ("leaky", "profiles:overview")]


@pytest.mark.parametrize("method", METHODS)
def test_a_page_that_refuses_instead_of_finding_nothing_is_found(
    client, world, with_a_leak, method
):
    client.force_login(world.stranger)

    assert len(with_a_leak) == 2
    assert told_apart(client, world, method, with_a_leak) == [f"{method} leaky: 403"]


# ---- Every record and what belongs to it keeps its history ------------------------------------
def belongs_to_a_record(model, seen=()):
    """Is it a shared record, or does it refer to one, or to what belongs to one?"""
    parents = {
        field.related_model for field in model._meta.concrete_fields if field.is_relation
    } - {model, *seen}
    return model in shared_models() or any(
        belongs_to_a_record(parent, (*seen, model)) for parent in parents
    )


def without_history(models):
    return {
        model._meta.label
        for model in models
        if belongs_to_a_record(model)
        and not issubclass(model, PROJECTED)
        and not hasattr(model, "history")
    }


def our_models():
    return [
        model
        for model in apps.get_models()
        if (model._meta.app_label in django_settings.OUR_APPS or model in shared_models())
        and not model.__name__.startswith("Historical")
    ]


def test_every_record_keeps_its_history_and_so_does_what_belongs_to_it():
    found = [model for model in our_models() if belongs_to_a_record(model)]

    assert len(found) > 15
    assert without_history(our_models()) == WITHOUT_HISTORY.keys()


@isolate_apps("agencies")
def test_a_record_without_history_is_found_in_whatever_app_it_is():
    class Vehicle(models.Model):
        keeper = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "agencies"

    class Tyre(models.Model):
        vehicle = models.ForeignKey(Vehicle, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label = "agencies"

    assert without_history([Vehicle, Tyre]) == {"agencies.Vehicle", "agencies.Tyre"}
