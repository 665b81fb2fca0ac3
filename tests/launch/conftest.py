"""Folders for servers: short, and as open or as closed as a clone may be."""

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest


@contextlib.contextmanager
def short_folder(mode=0o711):
    made = Path(tempfile.mkdtemp(prefix="ecins-launch-"))
    made.chmod(mode)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def folder():
    """A short folder that any account may pass through."""
    with short_folder() as made:
        yield made
