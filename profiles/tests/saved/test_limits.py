"""How many views, how long, whose, and what they show."""

import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from access.services import end_access
from access.tests.factories import give
from agencies.models import User
from agencies.tests.factories import TeamFactory, member
from core import policy
from profiles import services
from profiles.models import SavedView
from profiles.tests.factories import RiskAssessmentFactory, RoleFactory, make_person
from profiles.tests.saved.keeping import ADD, ALL, events, keep, words
from tests.together import together

pytestmark = pytest.mark.slow


# ---- How many, how long -------------------------------------------------------------------------
def test_there_are_at_most_30(signed_in, manager, officer):
    for number in range(29):
        keep(manager, f"View {number}")
    keep(officer, "Another reader’s")
    assert signed_in.post(f"{ADD}?role=victim", {"name": "The thirtieth"}).status_code == 302

    page = signed_in.post(f"{ADD}?role=suspect", {"name": "One more"})

    assert page.status_code == 200
    assert "You have 30 saved views. Delete one first." in words(page)
    assert 'value="One more"' in page.content.decode()
    assert SavedView.objects.visible_to(manager).count() == 30
    assert len(events("saved_view.added")) == 31


def test_filters_that_are_too_long_are_not_cut(manager):
    with pytest.raises(ValidationError, match="too long"):
        keep(manager, query="q=" + "x" * 1999)

    assert keep(manager, query="q=" + "x" * 1998).query.endswith("x")


@pytest.mark.parametrize("act", ["save", "rename", "save and rename"])
def test_one_name_is_given_once_at_the_same_moment(live_database, act):
    """The second of two requests is told why, not shown an error page."""
    manager = member(TeamFactory())
    views = [keep(manager, name, f"q={name}") for name in ("One", "Two")]

    def save():
        return keep(User.objects.get(pk=manager.pk), "Same", "q=same")

    def rename(view):
        by = User.objects.get(pk=manager.pk)
        return lambda: services.rename_view(view=view, by=by, name="SAME")

    acts = {
        "save": [save, save],
        "rename": [rename(view) for view in views],
        "save and rename": [save, rename(views[0])],
    }[act]

    results = together(*acts)

    refused = [result for result in results if isinstance(result, Exception)]
    assert [type(one) for one in refused] == [ValidationError], results
    assert SavedView.objects.filter(name__iexact="same").count() == 1


# ---- Whose --------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["saved-view-rename", "saved-view-delete"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_anothers_view_answers_as_one_that_never_was(client, manager, officer, name, method):
    view = keep(manager)
    client.force_login(officer)

    theirs, none = (
        getattr(client, method)(reverse(f"profiles:{name}", args=[one]), {"name": "Mine"})
        for one in (view.uuid, uuid.uuid4())
    )

    assert theirs.status_code == none.status_code == 404
    assert re.sub(r'nonce="[^"]+"', "", theirs.content.decode()) == re.sub(
        r'nonce="[^"]+"', "", none.content.decode()
    )
    view.refresh_from_db()
    assert view.name == "Witnesses"
    assert "Witnesses" not in words(client.get(ALL)) + words(client.get("/profiles/"))


@pytest.mark.parametrize("act", [services.rename_view, services.delete_view])
def test_the_services_ask_whose_it_is(manager, officer, act):
    view = keep(manager)
    terms = {"name": "Mine"} if act is services.rename_view else {}

    with pytest.raises(Http404):
        act(view=view, by=officer, **terms)

    assert SavedView.objects.get().name == "Witnesses"
    assert events("saved_view.renamed") + events("saved_view.deleted") == []


def test_nobody_keeps_a_view_for_another(manager, officer):
    assert policy.can(officer, "saved_view.add", officer)
    assert not policy.can(officer, "saved_view.add", manager)


def test_a_closed_account_keeps_no_views(manager):
    User.objects.filter(pk=manager.pk).update(is_active=False, disabled_at=timezone.now())

    with pytest.raises(Http404):
        keep(manager)

    assert not SavedView.objects.exists()


@pytest.mark.parametrize("address", [ADD, ALL])
def test_anyone_who_is_not_signed_in_signs_in_first(client, db, address):
    assert client.get(address).status_code == 302


# ---- What it shows ------------------------------------------------------------------------------
def shown(client, view):
    page = client.get(view.get_absolute_url())
    assert page.status_code == 200
    return {person.surname for person in page.context["page"]}


def test_a_view_shows_whom_its_reader_may_see_when_it_is_opened(
    client, manager, person, outsider, elsewhere
):
    RoleFactory(profile=person, kind="witness")
    view = keep(outsider)
    client.force_login(outsider)
    assert shown(client, view) == set()

    grant = give(person, manager, elsewhere)
    assert shown(client, view) == {"Pellworth"}

    end_access(obj=person, grant=grant, by=manager, because="Over")
    assert shown(client, view) == set()


def test_a_view_by_risk_shows_nobody_whose_risk_is_not_held(
    client, manager, person, outsider, elsewhere
):
    RiskAssessmentFactory(profile=person)
    grant = give(person, manager, elsewhere, sections=["risk"])
    view = keep(outsider, "High", "risk=high")
    client.force_login(outsider)
    assert shown(client, view) == {"Pellworth"}

    end_access(obj=person, grant=grant, by=manager, because="Over")
    give(person, manager, elsewhere, sections=["log"])

    assert shown(client, view) == set()


def test_a_view_of_which_a_filter_is_gone_opens_and_says_so(signed_in, manager, person):
    team = TeamFactory(name="Soon over")
    RoleFactory(profile=person, kind="witness")
    make_person(by=manager, surname="Ashdown")
    view = keep(manager, "Theirs", f"role=witness&team={team.pk}")
    team.closed_at = timezone.now()
    team.save()

    page = signed_in.get(view.get_absolute_url())

    assert shown(signed_in, view) == {"Pellworth"}
    assert "Left out: Managed by." in words(page)
    assert "Soon over" not in words(page)
