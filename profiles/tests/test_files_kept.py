"""No row without its file, and no file without a row for longer than a day."""

import datetime
import os
import subprocess
import sys
import time

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from documents import keeping
from documents.jobs import sweep_files
from documents.tests.factories import checked, drawn
from profiles import services
from profiles.tests.factories import ProfileDocumentFactory, ProfilePhotoFactory, make_person

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1, hours=1)


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    """A store of this test alone."""
    options = {"BACKEND": "documents.storage.PrivateFiles", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "documents": options}
    return tmp_path


def age(folder, names):
    for name in names:
        then = time.time() - DAY.total_seconds()
        os.utime(folder / name, (then, then))


def test_files_are_private_and_under_random_names(folder):
    document = ProfileDocumentFactory(file=checked("Jordan Pellworth.pdf"))
    path = folder / document.stored_name

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert "Pellworth" not in str(path.relative_to(folder))


def test_what_is_left_over_is_swept_and_what_has_a_row_stays(folder):
    document, photo = ProfileDocumentFactory(), ProfilePhotoFactory()
    kept = [document.stored_name, photo.stored_name, photo.thumbnail_name]
    left_over, _ = keeping.store(b"left over")
    age(folder, [*kept, left_over])
    young, _ = keeping.store(b"about to be committed")

    assert sweep_files() == 1
    assert sorted(keeping.stored()) == sorted([*kept, young])


def test_a_row_without_its_file_is_reported_and_refused(folder, monkeypatch):
    said = []
    monkeypatch.setattr(keeping.log, "error", lambda words, *of, **_: said.append(words % of))
    document = ProfileDocumentFactory()
    (folder / document.stored_name).unlink()

    assert keeping.sweep() == (0, 1)
    assert said == [f"the file of profiles.ProfileDocument {document.pk} is missing"]
    with pytest.raises(PermissionDenied, match="not as it was stored"):
        keeping.pieces(document.stored_name, document.sha256)


def test_an_act_that_fails_leaves_no_row_and_its_file_is_swept(folder):
    person = make_person()
    with transaction.atomic():
        services.add_photo(profile=person, by=person.created_by, file=drawn(), consent="given")
        transaction.set_rollback(True)
    names = list(keeping.stored())
    age(folder, names)

    assert len(names) == 2
    assert not person.photos.exists()
    assert sweep_files() == 2


KILLED = """
import os, signal, sys
from django.conf import settings
settings.configure(STORAGES={"documents": {
    "BACKEND": "documents.storage.PrivateFiles", "OPTIONS": {"location": sys.argv[1]}}})
from django.core.files.base import ContentFile
from django.core.files.storage import storages
storages["documents"].save("ab/abc", ContentFile(b"whole"))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_leaves_a_whole_file_that_is_swept(folder):
    done = subprocess.run(
        [sys.executable, "-c", KILLED, str(folder)], cwd=os.getcwd(), check=False
    )

    assert done.returncode < 0
    assert (folder / "ab/abc").read_bytes() == b"whole"
    age(folder, ["ab/abc"])
    assert sweep_files() == 1
