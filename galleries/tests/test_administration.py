"""Administrators decide who sees a gallery, see nobody on it, and let in no team of their own."""

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from galleries import services
from galleries.models import Gallery
from galleries.tests.factories import GalleryFactory, GalleryKindFactory

LIST = "/administration/galleries/"


@pytest.fixture
def administrator(sussex):
    return member(TeamFactory(areas=[sussex.force]), Membership.Role.ADMINISTRATOR)


def works_in(user, team):
    Membership.objects.create(user=user, team=team, role=Membership.Role.PRACTITIONER)


def typed(sussex, **more):
    return {
        "title": "Wanted in Sussex",
        "kind": GalleryKindFactory().pk,
        "criteria": "Wanted on warrant.",
        "review_days": "14",
        "names": "full",
        "areas": [sussex.adur.pk],
        "teams": [],
        "curators": [sussex.teams.curators.pk],
        **more,
    }


def new(sussex):
    return f"{LIST}new/{sussex.force.code}/"


def words_of(response):
    return response.content.decode()


def test_an_administrator_makes_a_gallery(client, administrator, sussex):
    client.force_login(administrator)

    client.post(new(sussex), typed(sussex))

    gallery = Gallery.objects.get()
    assert (gallery.slug, gallery.area) == ("wanted-in-sussex", sussex.force)
    assert "Wanted in Sussex" in words_of(client.get(LIST))
    detail = Event.objects.get(verb="gallery.made").detail
    assert detail["areas"] == [sussex.adur.pk]


def test_a_gallery_is_made_for_a_force_and_not_for_a_part_of_one(client, administrator, sussex):
    client.force_login(administrator)

    assert client.get(f"{LIST}new/{sussex.adur.code}/").status_code == 404
    with pytest.raises(Http404):
        services.make_gallery(area=sussex.adur, by=administrator, title="Wanted in Adur")


def test_the_administrator_sees_nobody_on_it(client, administrator, entry):
    client.force_login(administrator)

    words = words_of(client.get(LIST))
    assert "Vulnerable people, Sussex" in words
    assert "Marchwood" not in words
    assert client.get(entry.gallery.get_absolute_url()).status_code == 404
    assert client.get(entry.get_absolute_url()).status_code == 404


def test_the_audience_is_changed_from_then_on(client, administrator, entry, sussex):
    client.force_login(administrator)
    address = f"{LIST}vulnerable/"
    opened = client.get(address).context["form"]["opened"].value()

    sent = typed(sussex, teams=[sussex.teams.apart.pk], opened=opened)
    client.post(address, sent)

    assert entry.gallery in Gallery.objects.visible_to(sussex.apart)
    assert entry.gallery not in Gallery.objects.visible_to(sussex.audience)


def test_an_administrator_lets_in_no_team_of_their_own(client, administrator, gallery, sussex):
    own = sussex.teams.apart
    works_in(administrator, own)

    with pytest.raises(ValidationError, match="Another administrator must add your team"):
        services.edit_gallery(gallery=gallery, by=administrator, teams=[own])
    client.force_login(administrator)
    answer = words_of(client.post(new(sussex), typed(sussex, curators=[own.pk])))
    assert "Another administrator must add your team" in answer
    assert "Wanted on warrant." in answer
    assert Gallery.objects.count() == 1


@pytest.mark.parametrize("way", ["teams", "curators"])
def test_nor_one_that_sees_it_by_its_area_already(administrator, gallery, sussex, way):
    own = sussex.teams.owner
    works_in(administrator, own)
    assert Gallery.objects.shows(administrator, gallery)
    before = list(getattr(gallery, way).all())

    with pytest.raises(ValidationError) as problem:
        services.edit_gallery(gallery=gallery, by=administrator, **{way: [*before, own]})

    says = f"You work in {own}. Another administrator must add your team."
    assert problem.value.message_dict == {way: [says]}


def test_nor_a_second_one_where_another_curates(administrator, gallery, sussex):
    works_in(administrator, sussex.teams.curators)
    works_in(administrator, sussex.teams.apart)
    sees = {"areas": [sussex.adur, *sussex.teams.apart.areas.all()]}

    with pytest.raises(ValidationError, match="Another administrator must add your team"):
        services.edit_gallery(gallery=gallery, by=administrator, curators=[sussex.teams.apart])
    with pytest.raises(ValidationError) as problem:
        services.edit_gallery(gallery=gallery, by=administrator, **sees)
    assert list(problem.value.message_dict) == ["areas"]


def test_a_team_of_their_own_that_was_chosen_before_stays(administrator, gallery, sussex):
    works_in(administrator, sussex.teams.curators)
    held = {name: list(getattr(gallery, name).all()) for name in ("areas", "teams", "curators")}

    services.edit_gallery(gallery=gallery, by=administrator, title="Exploited adults", **held)
    services.edit_gallery(gallery=gallery, by=administrator, areas=[sussex.force])

    assert Gallery.objects.get().title == "Exploited adults"


def test_a_gallery_that_nobody_would_see_is_refused(client, administrator, sussex):
    client.force_login(administrator)

    answer = words_of(client.post(new(sussex), typed(sussex, areas=[])))

    assert "Choose at least one area or team that sees the gallery." in answer
    assert not Gallery.objects.exists()


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"review_days": "0"}, "review"),
        ({"review_days": "many"}, "review"),
        ({"names": "shoe size"}, "list"),
        ({"curators": []}, "Teams that choose who is on it"),
        ({"title": ""}, "Enter the title"),
        ({"areas": ["999999"]}, "areas"),
    ],
)
def test_what_is_wrong_is_said_by_the_field(client, administrator, sussex, sent, says):
    client.force_login(administrator)

    response = client.post(new(sussex), typed(sussex, **sent))

    assert response.status_code == 200
    assert "There is a problem" in words_of(response)
    assert says.lower() in words_of(response).lower()
    assert not Gallery.objects.exists()


def test_two_galleries_of_one_title_have_two_addresses(administrator, sussex):
    for _ in range(2):
        services.make_gallery(
            area=sussex.force,
            by=administrator,
            title="Of",
            kind=GalleryKindFactory(),
            criteria="Wanted",
            names="full",
            areas=[sussex.adur],
            curators=[sussex.teams.curators],
        )

    assert set(Gallery.objects.values_list("slug", flat=True)) == {"of-2", "of-3"}


def test_others_administer_nothing(client, gallery, sussex):
    elsewhere = member(TeamFactory(), Membership.Role.ADMINISTRATOR)
    for user in (sussex.owner, elsewhere):
        client.force_login(user)
        assert client.get(f"{LIST}vulnerable/").status_code == 404
        assert client.post(new(sussex), typed(sussex)).status_code == 404
    with pytest.raises(Http404):
        services.edit_gallery(gallery=gallery, by=elsewhere, title="Mine")


def test_the_list_asks_as_often_for_many_galleries(client, administrator, sussex, gallery):
    client.force_login(administrator)
    client.get(LIST)
    for _ in range(5):
        GalleryFactory(area=sussex.force, curators=[sussex.teams.curators], areas=[sussex.adur])

    assert words_of(client.get(LIST)).count("Vulnerable people") >= 6
