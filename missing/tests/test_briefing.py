"""The briefing sheet: a tagged PDF for somebody, each a recorded disclosure."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from audit.models import Event
from missing import services
from missing.briefing import sheet_of
from missing.tests.casts import a_cast, assess, find, let_in, see
from profiles.tests.factories import ProfilePhotoFactory
from tests.editing import sent
from tests.pdf_text import words as words_in


@pytest.fixture
def cast(db):
    return a_cast()


def sheet(cast):
    return sheet_of(cast.episode, by=cast.officer, recipient="Night shift", number="0a1b")


def words_of(cast):
    document = sheet(cast)
    said = [document.title, document.foot, *(f"{what}: {text}" for what, text in document.facts)]
    for section in document.sections:
        for part in section.parts:
            said += [section.title, *part.texts, *(cell for row in part.rows for cell in row)]
    return "\n".join(said)


def test_it_says_who_is_missing_what_to_look_for_and_whom_to_ring(cast):
    assess(cast)
    see(cast, cast.carer)
    cast.episode.refresh_from_db()

    words = words_of(cast)

    for said in (
        "Mia Calderbrook",
        "Risk: High",
        "Grey hoodie",
        "Castle Meadow",
        "Norfolk Missing Persons Unit",
        "Night shift",
    ):
        assert said in words


def test_it_does_not_say_where_they_were_found(cast):
    find(cast, located_place="Diss", company="Ola", keeps_whereabouts=True)
    cast.episode.refresh_from_db()

    words = words_of(cast)

    assert "Diss" not in words
    assert "Ola" not in words


def test_the_sheet_is_a_tagged_pdf_and_a_disclosure(client, cast):
    ProfilePhotoFactory(profile=cast.person)
    let_in(cast, cast.ward)
    address = reverse("missing:briefing", args=[cast.episode.uuid])
    client.force_login(cast.nurse)

    answer = client.post(address, sent(client, address) | {"recipient": "Night shift, ward 4"})

    assert answer["Content-Type"] == "application/pdf"
    assert b"/StructTreeRoot" in answer.content
    words = words_in(answer.content)
    assert "Mia Calderbrook" in words
    assert "OFFICIAL" in words
    event = Event.objects.get(verb="missing.printed")
    assert (event.operation, event.recipient) == (Event.DISCLOSURE, "Night shift, ward 4")
    assert event.target_id == cast.episode.case.pk


def test_the_sheet_of_somebody_who_was_found_says_so_first(cast):
    assert sheet(cast).title == "Missing: Mia Calderbrook"

    find(cast)
    cast.episode.refresh_from_db()

    found = sheet(cast)
    assert found.title == "No longer missing: Mia Calderbrook"
    assert found.facts[0][0] == "Found or came back"


def test_it_is_for_somebody(client, cast):
    address = reverse("missing:briefing", args=[cast.episode.uuid])
    client.force_login(cast.officer)

    answer = client.post(address, sent(client, address) | {"recipient": " "})

    assert "Enter who it is for" in answer.content.decode()
    with pytest.raises(ValidationError):
        services.print_briefing(episode=cast.episode, by=cast.officer, recipient=" ")
    assert not Event.objects.filter(verb="missing.printed").exists()
