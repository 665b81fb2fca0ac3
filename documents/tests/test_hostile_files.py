"""Hostile files, all in one loop: refused by a rule that is named, or kept without what harms."""

import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from documents import images
from documents.checks import check, check_photo
from documents.problems import RefusedFile
from documents.tests import hostile

pytestmark = pytest.mark.slow

# What a name that was cleaned never holds.
UNSAFE = set('/\\<>:"|?*\r\n\0\u202e')


def outcome(name, data, how=check):
    uploaded = SimpleUploadedFile("x", data)
    uploaded._name = name  # as it came, before Django takes the folders away
    try:
        return how(uploaded), ""
    except RefusedFile as refused:
        return None, refused.messages[0]


@pytest.mark.slow
def test_hostile_files_are_refused_or_drawn_anew():
    files, wrong, begun = hostile.files(), [], sum(os.times()[:4])

    for name, data, wanted in files:
        kept, refused = outcome(name, data)
        if wanted == hostile.KEPT:
            if kept is None:
                wrong.append(f"{name}: {refused}")
            elif UNSAFE & set(kept.name) or kept.name.startswith(".") or len(kept.name) > 120:
                wrong.append(f"{name}: called {kept.name}")
            elif b"ZQ7" in kept.content.read() or kept.content.seek(0):
                wrong.append(f"{name}: keeps what was hidden in it")
        elif kept is not None and wanted:
            wrong.append(f"{name}: kept")
        elif kept is None and wanted not in refused:
            wrong.append(f"{name}: {refused}")

    assert wrong == []
    assert len(files) >= 60
    # Of the processor, here and in the children: the clock says how busy the machine is.
    assert sum(os.times()[:4]) - begun < 15


@pytest.mark.slow
def test_the_child_never_takes_more_than_its_memory(monkeypatch):
    peaks, redraw = [], images.redraw

    def measured(*args, **kwargs):
        drawn = redraw(*args, **kwargs)
        peaks.append(drawn.peak_kb)
        return drawn

    monkeypatch.setattr(images, "redraw", measured)
    large = hostile.image("JPEG", (8000, 5000))
    assert outcome("large.jpg", large)[0]
    assert 0 < max(peaks) < 300 * 1024


@pytest.mark.parametrize(
    ("name", "data", "content_type"),
    [
        ("Letter of 3 May.pdf", hostile.PDF, "application/pdf"),
        (
            "letter.docx",
            hostile.DOCX,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "rota.xlsx",
            hostile.XLSX,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("notes.odt", hostile.ODT, "application/vnd.oasis.opendocument.text"),
        ("notes.txt", "Seen at home – £20".encode("cp1252"), "text/plain"),
        ("rota.csv", b"name,days\nA,-3\n", "text/csv"),
        ("face.png", hostile.PNG, "image/png"),
        ("face.jpeg", hostile.JPEG, "image/jpeg"),
    ],
)
def test_ordinary_files_are_kept(name, data, content_type):
    kept, refused = outcome(name, data)

    assert refused == ""
    assert (kept.name, kept.content_type) == (name, content_type)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("blank lines.txt", b"\n" * 2_000_000),
        ("bars.csv", b"=|" * 1_000_000),
        ("streams.pdf", hostile.pdf_with(b"stream\n" * 300_000)),
        ("tags.docx", hostile.many_links(150_000)),
    ],
)
def test_a_long_monotonous_file_is_answered(name, data):
    """A pattern that looks again from each place would take hours."""
    assert outcome(name, data)[1] == ""


def test_webp_becomes_jpeg():
    kept, _ = outcome("face.webp", hostile.WEBP)

    assert (kept.name, kept.content_type) == ("face.jpg", "image/jpeg")


def test_a_photo_is_an_image_with_a_thumbnail():
    kept, _ = outcome("face.png", hostile.PNG, check_photo)
    assert kept.thumbnail.startswith(b"\xff\xd8")

    assert "it is not a photo" in outcome("letter.pdf", hostile.PDF, check_photo)[1]
