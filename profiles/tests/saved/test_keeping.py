"""Saved views are kept, renamed, deleted, and named."""

import html
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from profiles import services
from profiles.models import SavedView
from profiles.tests.saved.keeping import ADD, ALL, SAME, WITNESSES, events, keep, words
from tests.editing import sent

pytestmark = pytest.mark.slow


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
