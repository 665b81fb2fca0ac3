"""The pages of galleries: what a tile shows, what can be done from it, and what is recorded."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.models import Team
from audit.models import Event
from core.metrics import counted_statements
from galleries.models import Gallery
from galleries.selectors import page_of, seen_on
from galleries.tests.factories import leave
from profiles.tests.factories import ProfilePhotoFactory, make_person


def page(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def of(entry, name="entry"):
    return reverse(f"galleries:{name}", args=[entry.gallery.slug, entry.uuid])


def reading(client, user, address, status=200):
    client.force_login(user)
    return page(client, address, status)


# ---- Tiles --------------------------------------------------------------------------------------
def test_a_tile_says_who_why_and_whom_to_ring(client, entry, sussex):
    words = reading(client, sussex.audience, "/galleries/vulnerable/")

    assert "Ellie Marchwood" in words
    assert "High risk" in words
    assert "Repeat doorstep fraud" in words
    assert "Adur Vulnerability Team" in words
    assert "01632 960 100" in words
    assert "1 high risk, 1 added today." in words
    assert "Ask for access" in words
    assert "Offer help" in words


@pytest.mark.parametrize(
    ("names", "shown", "hidden"),
    [("initials", "E. M.", "Marchwood"), ("none", "A person", "E. M.")],
)
def test_a_tile_shows_only_what_its_gallery_allows(
    client, gallery, entry, sussex, names, shown, hidden
):
    Gallery.objects.filter(pk=gallery.pk).update(names=names)

    for address in ("/galleries/vulnerable/", "/galleries/vulnerable/?view=list", of(entry)):
        words = reading(client, sussex.audience, address)
        assert shown in words
        assert hidden not in words
        assert "Marchwood" not in words
        assert "ecins-face" not in words


def test_an_age_is_shown_and_no_date_of_birth(client, add, sussex):
    today = timezone.localdate()
    add(forenames="Ida", surname="Penhale", born_on=datetime.date(today.year - 82, 1, 1))

    words = reading(client, sussex.audience, "/galleries/vulnerable/")

    assert ", 82" in words
    assert str(today.year - 82) not in words


def test_who_may_read_the_record_is_led_to_it(client, entry, sussex, curator):
    words = reading(client, curator, "/galleries/vulnerable/")

    assert entry.profile.get_absolute_url() in words
    assert "Ask for access" not in words


def test_ask_for_access_is_one_click_away(client, entry, sussex):
    for user in (sussex.audience, sussex.beside):
        client.force_login(user)
        asked = reverse("profiles:request-access", args=[entry.profile.uuid])
        assert asked in page(client, of(entry))
        words = page(client, asked)
        assert entry.profile.reference in words
        assert "Marchwood" not in words


def test_a_discreet_owner_is_not_named(client, entry, gallery, sussex, curator):
    Team.objects.filter(pk=sussex.teams.owner.pk).update(is_discreet=True)

    assert "Marchwood" not in reading(client, sussex.audience, "/galleries/vulnerable/")
    assert "Adur Vulnerability Team" not in reading(
        client, sussex.audience, "/galleries/vulnerable/who/"
    )


def test_the_photo_shows_only_where_the_gallery_shows_photos(client, gallery, entry, sussex):
    ProfilePhotoFactory(profile=entry.profile)
    photo = of(entry, "photo")
    client.force_login(sussex.audience)

    assert photo not in page(client, "/galleries/vulnerable/")
    assert client.get(photo).status_code == 404

    Gallery.objects.filter(pk=gallery.pk).update(shows_photo=True)
    assert photo in page(client, "/galleries/vulnerable/")
    answer = client.get(photo)
    assert answer["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content)
    face = reverse("profiles:face", args=[entry.profile.uuid])
    assert client.get(face).status_code == 404
    seen = Event.objects.filter(verb="gallery.view_entry:thumbnail").get()
    assert seen.actor_id == sussex.audience.pk


# ---- The wall -----------------------------------------------------------------------------------
def test_the_highest_risk_comes_first(client, add, sussex):
    for level, name in (("low", "Lowe"), ("very-high", "Veryan"), ("medium", "Meadows")):
        add(level, forenames="Ann", surname=name)

    words = reading(client, sussex.audience, "/galleries/vulnerable/")

    assert words.index("Veryan") < words.index("Meadows") < words.index("Lowe")


def test_filters_and_orders_are_in_the_address(client, add, sussex):
    add("low", forenames="Ann", surname="Lowe")
    add("high", forenames="Ann", surname="Hyde")
    client.force_login(sussex.audience)

    low = page(client, "/galleries/vulnerable/?risk=low")
    assert "Lowe" in low
    assert "Hyde" not in low
    adur = page(client, f"/galleries/vulnerable/?area={sussex.adur.code}&order=newest")
    assert adur.index("Hyde") < adur.index("Lowe")
    assert "No matching people." in page(client, "/galleries/vulnerable/?risk=medium")
    for wrong in ("risk=none", "area=none", "order=up", "after=abc", "view=wall"):
        assert "Hyde" in page(client, f"/galleries/vulnerable/?{wrong}")


@pytest.mark.parametrize("order", ["", "newest", "review"])
def test_every_page_continues_where_the_last_one_ended(add, gallery, sussex, curator, order):
    from_pages = []
    entries = [add(level) for level in ("low", "high", "medium", "high", "low")]
    leave(entries[0], curator)
    seen, after = seen_on(gallery, sussex.audience), ""
    while True:
        part = page_of(gallery, seen, order or "risk", after, size=2)
        from_pages += part.rows
        if part.next_cursor is None:
            break
        after = part.next_cursor

    assert [entry.pk for entry in from_pages][-1] == entries[0].pk
    assert sorted(entry.pk for entry in from_pages) == [entry.pk for entry in entries]


def test_the_wall_asks_as_often_for_many_as_for_one(client, add, sussex):
    add()
    client.force_login(sussex.audience)
    page(client, "/galleries/vulnerable/")
    with counted_statements() as of_one:
        page(client, "/galleries/vulnerable/")
    for _ in range(23):
        add()
    with counted_statements() as of_many:
        words = page(client, "/galleries/vulnerable/")

    assert len(of_many) == len(of_one)
    assert len(words) < 100_000


def test_the_list_of_galleries_counts_whom_the_reader_sees(client, entry, sussex):
    assert "1 person" in reading(client, sussex.audience, "/galleries/")
    assert "Galleries" in page(client, "/")
    words = reading(client, sussex.distant, "/galleries/")
    assert "Your team cannot see any galleries." in words
    assert 'href="/galleries/"' not in page(client, "/")


def test_who_and_why_leaves_out_discreet_teams(client, entry, sussex, curator):
    words = reading(client, sussex.audience, "/galleries/vulnerable/who/")
    assert "Based in Adur" in words
    assert "Adur Safeguarding" in words
    assert "Named as teams" in words
    assert "Hastings Housing" in words

    Team.objects.filter(pk=sussex.teams.curators.pk).update(is_discreet=True)
    assert "Adur Safeguarding" not in page(client, "/galleries/vulnerable/who/")


def test_the_sheet_is_recorded_as_printing(client, entry, sussex):
    words = reading(client, sussex.audience, "/galleries/vulnerable/sheet/")

    assert "Ellie Marchwood" in words
    assert "keep it locked away" in words
    event = Event.objects.filter(verb__startswith="gallery.print").get()
    assert event.subjects == [entry.profile_id]
    assert event.detail["people"] == 1


def test_the_sheet_says_who_left_and_why(client, entry, add, sussex, curator):
    add(forenames="Ida", surname="Penhale")
    leave(entry, curator)

    words = reading(client, sussex.audience, "/galleries/vulnerable/sheet/")

    assert "1 person, and 1 who left," in words
    assert "found, safe and well" in words.partition("Left the gallery")[2].partition("</td>")[0]


def test_the_photos_of_the_sheet_are_there_before_it_is_printed(client, gallery, entry, sussex):
    ProfilePhotoFactory(profile=entry.profile)
    Gallery.objects.filter(pk=gallery.pk).update(shows_photo=True)
    client.force_login(sussex.audience)

    assert 'loading="lazy"' in page(client, "/galleries/vulnerable/")
    assert 'loading="lazy"' not in page(client, "/galleries/vulnerable/sheet/")
    assert of(entry, "photo") in page(client, "/galleries/vulnerable/sheet/")


def test_each_look_is_an_event_about_the_people_shown(client, entry, sussex):
    reading(client, sussex.audience, "/galleries/vulnerable/")
    reading(client, sussex.audience, of(entry))

    looks = Event.objects.filter(verb__startswith="gallery.view", actor_id=sussex.audience.pk)
    assert {tuple(event.subjects) for event in looks} == {(entry.profile_id,)}


@pytest.mark.parametrize("name", ["entry", "photo", "edit", "review", "leave", "offer"])
def test_a_distant_team_finds_nothing(client, entry, sussex, name):
    reading(client, sussex.distant, of(entry, name), 404)


@pytest.mark.parametrize("name", ["", "who/", "sheet/", "add/"])
def test_a_gallery_is_there_for_its_audience_alone(client, entry, sussex, name):
    for user in (sussex.beside, sussex.distant):
        reading(client, user, f"/galleries/vulnerable/{name}", 404)
    reading(client, sussex.distant, f"/galleries/nowhere/{name}", 404)


# ---- A person -----------------------------------------------------------------------------------
def test_the_tab_of_a_person_leads_to_the_entry_and_adds(client, add, gallery, sussex, curator):
    entry = add()
    person = make_person(by=sussex.owner, team=sussex.teams.owner)

    words = reading(client, curator, f"/galleries/of/person/{entry.profile.uuid}/")
    assert of(entry) in words
    assert "Add to a gallery" not in words
    words = page(client, f"/galleries/of/person/{person.uuid}/")
    assert "You cannot see this person on any gallery." in words
    assert f"/galleries/vulnerable/add/?person={person.uuid}" in words


# ---- Home ---------------------------------------------------------------------------------------
def test_reviews_that_are_due_are_on_the_home_of_curators(client, entry, sussex, curator):
    entry.review_on = timezone.localdate()
    entry.save()

    words = reading(client, curator, "/")
    assert "Review Vulnerable people, Sussex" in words
    assert "1 entry is due for review." in words
    assert "due for review" not in reading(client, sussex.audience, "/")
