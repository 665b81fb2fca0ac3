"""A backup of the demo world, made once for all of these tests, and copies to be spoilt."""

import shutil
from pathlib import Path

import pytest

from tests.backups.kept import EXPORT
from tests.world import manage


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("backups")


@pytest.fixture(scope="package")
def made(seeded, cluster, folder):
    """A backup of the demo world with a file, and what the command said."""
    root = folder / "media"
    (root / "exports").mkdir(parents=True)
    (root / EXPORT).write_text("when,who\n")
    (root / "empty.txt").touch()
    done = manage(cluster, seeded, "backup", str(folder / "kept"), MEDIA_ROOT=str(root))
    assert done.returncode == 0, done.stderr
    (backup,) = (folder / "kept").iterdir()
    return backup, done.stdout


@pytest.fixture
def copy(made, tmp_path):
    """A copy of the backup, to be spoilt."""
    return Path(shutil.copytree(made[0], tmp_path / "copy"))
