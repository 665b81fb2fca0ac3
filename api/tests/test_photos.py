"""Photos that programs read, add and withdraw: identity, as on the pages of a person."""

import pytest

from access.levels import Level
from access.tests.factories import give
from api.tests.calls import fields_of, one
from api.tests.factories import program_of
from audit.models import Event
from documents.tests import hostile
from documents.tests.factories import sent
from profiles.models import ProfilePhoto
from profiles.tests.factories import ProfilePhotoFactory

AGREED = {"consent": "given", "consent_note": "In person", "taken_on": "2026-03-02"}


JPEG = hostile.jpeg_exif()


def of(person, path=""):
    return f"{one(person)}photos/{path}"


def picture():
    return sent("face.jpg", JPEG)


@pytest.fixture
def photo(person, manager):
    return ProfilePhotoFactory(profile=person, by=manager)


def test_a_photo_is_added_shown_and_read(program, person):
    answer = program.send(of(person), {**AGREED, "photo": picture()})

    photo, told = ProfilePhoto.objects.get(), answer.json()
    assert (answer.status_code, answer["Location"]) == (201, of(person, f"{photo.uuid}/"))
    assert (told["is_shown"], told["consent"], told["taken_on"]) == (True, "given", "2026-03-02")
    assert program.get(answer["Location"]).json() == told
    assert program.get(of(person)).json()["results"] == [told]
    assert program.get(told["file"]).status_code == 200
    person.refresh_from_db()
    assert person.photo_id == photo.pk
    event = Event.objects.get(verb="photo.added")
    assert (event.channel, event.detail["photo"]) == ("api", str(photo.uuid))


def test_the_picture_is_drawn_anew_as_on_the_page(program, person):
    program.send(of(person), {**AGREED, "photo": picture()})

    photo = ProfilePhoto.objects.get()
    kept = b"".join(program.get(of(person, f"{photo.uuid}/file/")).streaming_content)
    assert kept != JPEG


def test_a_picture_that_the_caller_has_is_not_sent_and_the_look_is_recorded(
    program, person, photo
):
    address = of(person, f"{photo.uuid}/file/")
    etag = program.get(address)["ETag"]
    before = Event.objects.count()

    answer = program.get(address, **{"if-none-match": etag})

    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert Event.objects.count() == before + 1
    assert program.get(address, **{"if-none-match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        ({**AGREED, "photo": ("a.jpg", b"MZ no picture")}, "photo"),
        ({**AGREED, "photo": ("a.pdf", hostile.PDF)}, "photo"),
        ({**AGREED}, "photo"),
        ({"photo": ("a.jpg", JPEG), "consent": "given"}, "consent_note"),
    ],
)
def test_what_the_page_refuses_is_refused(program, person, parts, field):
    files = {name: sent(*part) for name, part in parts.items() if isinstance(part, tuple)}

    answer = program.send(of(person), {**parts, **files})

    assert (answer.status_code, fields_of(answer)) == (422, [field])
    assert not ProfilePhoto.objects.exists()


def test_a_photo_sent_again_with_its_key_is_one_photo(program, person):
    key = {"idempotency-key": "p-1"}

    first, second = (
        program.send(of(person), {**AGREED, "photo": picture()}, **key) for _ in range(2)
    )

    assert (first.json(), second["Idempotency-Replayed"]) == (second.json(), "true")
    assert ProfilePhoto.objects.count() == 1


def test_a_photo_is_withdrawn_with_the_reason(program, person, photo):
    answer = program.post(of(person, f"{photo.uuid}/withdraw/"), {"because": "Wrong person"})

    assert (answer.status_code, list(answer.json())) == (200, ["url"])
    (row,) = program.get(of(person)).json()["results"]
    assert (row["withdrawn_because"], row["file"], row["is_shown"]) == (
        "Wrong person",
        None,
        False,
    )
    for path in ("", "file/", "withdraw/"):
        assert program.get(of(person, f"{photo.uuid}/{path}")).status_code == 403


def test_each_look_at_a_picture_is_an_event(program, person, photo):
    program.get(of(person, f"{photo.uuid}/file/"))

    event = Event.objects.latest("pk")
    assert (event.verb, event.subjects) == ("profile.view:file", [person.pk])


def test_who_only_reads_adds_no_photo(cast, person, manager, photo):
    give(person, manager, cast.elsewhere, level=Level.VIEW)
    reader = program_of(cast.elsewhere).program

    assert reader.get(of(person)).status_code == 200
    assert reader.send(of(person), {**AGREED, "photo": picture()}).status_code == 403
    assert reader.post(of(person, f"{photo.uuid}/withdraw/"), {"because": "x"}).status_code == 403


def test_a_hidden_person_has_no_photos(cast, person, photo):
    stranger = program_of(cast.elsewhere).program

    for path in ("", "new/", f"{photo.uuid}/", f"{photo.uuid}/file/", f"{photo.uuid}/withdraw/"):
        assert stranger.get(of(person, path)).status_code == 404
    assert stranger.send(of(person), {**AGREED, "photo": picture()}).status_code == 404


def test_photos_are_read_and_written_with_the_scopes_of_people(cast, person, photo):
    narrow = program_of(cast.police, scopes=["documents:read", "documents:write"]).program

    assert narrow.get(of(person, f"{photo.uuid}/file/")).status_code == 403
    assert narrow.send(of(person), {**AGREED, "photo": picture()}).status_code == 403
