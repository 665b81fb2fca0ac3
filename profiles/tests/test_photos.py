"""Photos: redrawn, with consent and date; the latest is shown wherever the person is."""

import pytest
from django.http import Http404
from django.template import Context, Template

from access.services import end_access
from access.tests.factories import give
from audit.models import Event
from core import policy
from documents.tests import hostile
from documents.tests.factories import sent
from profiles.models import ProfilePhoto
from profiles.tests.factories import ProfilePhotoFactory
from profiles.tests.walking import url

pytestmark = pytest.mark.slow


@pytest.fixture
def photo(person, manager):
    return ProfilePhotoFactory(profile=person, by=manager)


def add(client, person, **also):
    data = {"photo": sent("face.jpg", hostile.jpeg_exif()), "consent": "given", **also}
    return client.post(url("photo-add", person), data)


def body(answer):
    return b"".join(answer.streaming_content)


def test_a_photo_is_shown_wherever_the_person_is(signed_in, person):
    add(signed_in, person, consent_note="In person", taken_on="3 June 2026")

    photo = person.photos.get()
    assert b"ZQ7" not in body(signed_in.get(url("photo-file", person, photo.uuid)))
    face = url("face", person)
    for address in (url("overview", person), "/profiles/", "/profiles/?q=Pellworth", "/"):
        assert face in signed_in.get(address).content.decode(), address
    answer = signed_in.get(face)
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert body(answer).startswith(b"\xff\xd8")


def test_a_thumbnail_is_an_event_about_the_photo(signed_in, person, photo):
    signed_in.get(url("face", person))

    event = Event.objects.filter(verb__endswith=":thumbnail").get()
    assert event.target_type == "profiles.profilephoto"
    assert event.subjects == [person.pk]


def test_consent_says_how(signed_in, person):
    page = add(signed_in, person).content.decode()

    assert "Enter how, or under which legal power" in page
    assert not person.photos.exists()


def test_a_photo_is_an_image(signed_in, person):
    page = add(signed_in, person, photo=sent(), consent_note="In person").content.decode()

    assert "it is not a photo. Choose a JPEG, PNG or WebP file" in page


def test_a_withdrawn_photo_gives_way_to_the_one_before(signed_in, person, manager, photo):
    newer = ProfilePhotoFactory(profile=person, by=manager)
    signed_in.post(url("photo-withdraw", person, newer.uuid), {"because": "Wrong person"})

    person.refresh_from_db()
    assert person.photo == photo
    assert signed_in.get(url("photo-file", person, newer.uuid)).status_code == 403
    again = signed_in.post(url("photo-withdraw", person, newer.uuid), {"because": "Again"})
    assert again.status_code == 403
    signed_in.post(url("photo-withdraw", person, photo.uuid), {"because": "Wrong person"})
    assert signed_in.get(url("face", person)).status_code == 404
    page = signed_in.get(url("overview", person)).content.decode()
    assert "No photo of Jordan Pellworth" in page


def test_the_photo_comes_with_any_access_and_goes_with_it(
    client, person, manager, outsider, photo
):
    grant = give(person, manager, outsider.acting_team, sections=["log"])
    client.force_login(outsider)
    pages = [url("face", person), url("photo-file", person, photo.uuid)]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert add(client, person).status_code == 403
    assert client.get(url("photo-withdraw", person, photo.uuid)).status_code == 403

    end_access(obj=person, grant=grant, by=manager, because="Done")
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert add(client, person).status_code == 404


@pytest.mark.parametrize("act", ["view", "withdraw"])
def test_without_the_record_no_photo_is_reached(outsider, photo, act):
    action = f"photo.{act}"

    assert not policy.accessible(outsider, action, ProfilePhoto).exists()
    with pytest.raises(Http404):
        policy.require(outsider, action, photo)


def test_whatever_shows_a_face_shows_the_photo(person, photo):
    person.refresh_from_db()
    shown = Template('{% face person "s" %}').render(Context({"person": person}))

    assert url("face", person) in shown
    assert 'alt=""' in shown  # the name stands beside it
