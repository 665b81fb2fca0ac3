"""Saved views: filters of the list of people under a name, for their owner alone."""

import html
import re
import uuid
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.services import end_access
from access.tests.factories import give
from agencies.models import User
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core import policy
from profiles import services
from profiles.models import SavedView
from profiles.tests.factories import RiskAssessmentFactory, RoleFactory, make_person
from tests.editing import sent
from tests.together import together

pytestmark = pytest.mark.slow

ADD, ALL = reverse("profiles:saved-view-add"), reverse("profiles:saved-views")
WITNESSES = "role=witness"


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


def keep(by, name="Witnesses", query=WITNESSES, kind="profiles:list"):
    return services.save_view(by=by, kind=kind, name=name, query=query)


def events(verb):
    return list(Event.objects.filter(verb=verb).order_by("pk"))


# ---- Saved, opened, renamed, deleted ------------------------------------------------------------
def test_a_list_is_saved_with_its_filters_and_order(signed_in, manager):
    page = signed_in.get("/profiles/", {"role": "witness", "sort": "-activity"})
    assert "Save this view" in words(page)

    form = signed_in.get(f"{ADD}?role=witness&sort=-activity")
    assert "Saves Witness" in words(form)
    done = signed_in.post(f"{ADD}?role=witness&sort=-activity", {"name": "  Seen last "})

    view = SavedView.objects.get()
    assert (view.user, view.name, view.query) == (
        manager,
        "Seen last",
        "role=witness&sort=-activity",
    )
    assert done["Location"] == "/profiles/?role=witness&sort=-activity"
    landed = signed_in.get(done["Location"])
    assert "View “Seen last” saved." in words(landed)
    assert "Save this view" not in words(landed)
    assert 'aria-current="true">Seen last' in landed.content.decode()
    event = events("saved_view.added")[-1]
    assert (event.operation, event.actor_id, event.target_id) == (
        "collection",
        manager.pk,
        view.pk,
    )
    assert event.subjects == []


def test_the_same_filters_in_another_order_are_the_same_view(signed_in, manager):
    keep(manager, query="role=witness&sort=-name")

    assert "Save this view" not in words(signed_in.get("/profiles/?sort=-name&role=witness&q="))


def test_only_known_filters_are_kept(signed_in):
    strange = {
        "role": "witness",
        "risk": "no-such",
        "sort": "shoe size",
        "after": "x",
        "nonsense": "1",
        "custody": "hmp-nowhere",
        "team": "99999999",
        "by": "name",
    }

    signed_in.post(f"{ADD}?{urlencode(strange)}", {"name": "Witnesses"})

    assert SavedView.objects.get().query == WITNESSES


@pytest.mark.parametrize(
    "query", ["", "role=", "role=none-such", "nonsense=1", "sort=name", "by=name"]
)
def test_nothing_is_saved_without_a_filter(signed_in, query):
    form = signed_in.get(f"{ADD}?{query}")
    sent = signed_in.post(f"{ADD}?{query}", {"name": "Everyone"})

    for page in (form, sent):
        assert page.status_code == 200
        assert "No filter is in use" in words(page)
    assert not SavedView.objects.exists()
    assert events("saved_view.added") == []
    with_nothing = words(signed_in.get(f"/profiles/?{query}"))
    assert "Save this view" not in with_nothing


def test_a_view_is_renamed(signed_in, manager):
    view = keep(manager)
    address = reverse("profiles:saved-view-rename", args=[view.uuid])
    assert 'value="Witnesses"' in signed_in.get(address).content.decode()

    done = signed_in.post(address, sent(signed_in, address) | {"name": "All witnesses"})

    assert done["Location"] == ALL
    assert "All witnesses" in words(signed_in.get(ALL))
    view.refresh_from_db()
    assert (view.name, view.query) == ("All witnesses", WITNESSES)
    event = events("saved_view.renamed")[-1]
    assert (event.operation, event.actor_id, event.target_id) == (
        "alteration",
        manager.pk,
        view.pk,
    )


def test_a_view_may_be_given_its_own_name_in_other_capitals(manager):
    view = keep(manager)

    assert services.rename_view(view=view, by=manager, name="WITNESSES").name == "WITNESSES"


def test_a_view_is_deleted_by_a_post_and_nothing_else(signed_in, manager):
    view = keep(manager)
    kept = keep(manager, "Kept")
    address = reverse("profiles:saved-view-delete", args=[view.uuid])

    assert signed_in.get(address).status_code == 405
    assert signed_in.post(address)["Location"] == ALL

    assert list(SavedView.objects.all()) == [kept]
    assert "View “Witnesses” deleted." in words(signed_in.get(ALL))
    event = events("saved_view.deleted")[-1]
    assert (event.operation, event.actor_id, event.target_id) == ("erasure", manager.pk, view.pk)
    assert signed_in.post(address).status_code == 404
    assert len(events("saved_view.deleted")) == 1


def test_the_page_of_views_leaves_an_event(signed_in, manager):
    keep(manager)

    assert "You have 1 of at most 30" in words(signed_in.get(ALL))

    event = events("saved_view.list:list")[-1]
    assert (event.actor_id, event.subjects) == (manager.pk, [])


def test_anyone_who_has_none_is_told_how(signed_in):
    assert "No saved views yet" in words(signed_in.get(ALL))


def test_20_views_cost_what_1_costs(signed_in, manager):
    def cost(address):
        with CaptureQueriesContext(connection) as asked:
            assert signed_in.get(address).status_code == 200
        return len(asked)

    keep(manager, "First")
    for address in (ALL, "/profiles/"):
        cost(address)
    one = {address: cost(address) for address in (ALL, "/profiles/")}
    for number in range(19):
        keep(manager, f"View {number}")

    assert {address: cost(address) for address in one} == one


# ---- Names --------------------------------------------------------------------------------------
SAME = "You have a saved view of this name"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Witnesses", "Witnesses"),
        ("Witnesses", "wITNESSES"),
        ("Weiß", "WEIẞ"),  # capitals by which the two differ still
        ("Åkers", "ÅKERS"),
        ("Ǆ", "ǆ"),
        ("100%", "100%"),
    ],
)
def test_a_name_is_used_once_whatever_the_case(signed_in, manager, first, second):
    keep(manager, first)
    other = keep(manager, "Other", "role=victim")
    rename = reverse("profiles:saved-view-rename", args=[other.uuid])

    for address in (f"{ADD}?role=victim&sort=-name", rename):
        page = signed_in.post(address, sent(signed_in, address) | {"name": second})

        assert page.status_code == 200
        assert SAME in words(page)
        assert f'value="{second}"' in html.unescape(page.content.decode())
    assert sorted(SavedView.objects.values_list("name", flat=True)) == sorted([first, "Other"])


def test_the_service_compares_names_as_the_database_does(manager):
    keep(manager, "K")

    with pytest.raises(ValidationError, match=SAME):
        keep(manager, "\u212a")  # the sign of Kelvin


def test_each_list_has_its_own_views_and_names(signed_in, manager):
    keep(manager)
    other = keep(manager, query="about=access", kind="audit:search")
    keep(manager, "Refusals", "refusals=on", kind="audit:search")

    assert other.get_absolute_url() == reverse("audit:search") + "?about=access"
    with pytest.raises(ValidationError, match=SAME):
        keep(manager, "Refusals", kind="audit:search")
    people = words(signed_in.get("/profiles/"))
    assert "Witnesses" in people
    assert "Refusals" not in people


def test_two_readers_may_use_one_name(manager, officer):
    keep(manager)

    assert keep(officer).name == "Witnesses"


@pytest.mark.parametrize("name", ["100%", "A_B", "\\", "'; --", "🦔", "x" * 60])
def test_odd_names_are_names(signed_in, name):
    assert signed_in.post(f"{ADD}?{WITNESSES}", {"name": name}).status_code == 302
    assert name in words(signed_in.get(ALL))
    assert signed_in.post(f"{ADD}?role=victim", {"name": "1000"}).status_code == 302


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "Enter a name"), ("   ", "Enter a name"), ("y" * 61, "60 characters or fewer")],
)
def test_a_wrong_name_is_said_beside_it_and_kept(signed_in, manager, name, message):
    view = keep(manager)
    rename = reverse("profiles:saved-view-rename", args=[view.uuid])

    for address in (f"{ADD}?role=victim", rename):
        page = signed_in.post(address, {"name": name})
        text = page.content.decode()
        assert page.status_code == 200
        assert message in words(page)
        assert "id_name_error" in text
        assert name.strip() in text
    assert list(SavedView.objects.values_list("name", "query")) == [("Witnesses", WITNESSES)]


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
