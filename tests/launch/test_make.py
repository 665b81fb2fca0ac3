"""What `make` does where uv cannot reach the package index, or nothing can."""

import os
import subprocess

import pytest

from ecins.launch.site import ROOT

pytestmark = pytest.mark.slow

UV_REFUSES = "#!/bin/sh\necho 'invalid peer certificate: UnknownIssuer' >&2; exit 2\n"
WORKS = '#!/bin/sh\necho "$@" >> "$(dirname "$0")/asked"\n'
REFUSES = "#!/bin/sh\nexit 1\n"


def program(path, text):
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def clone(tmp_path):
    """A clone whose path has a space, with an environment that is made, but empty."""
    clone = tmp_path / "e cins"
    programs = clone / ".venv" / "bin"
    programs.mkdir(parents=True)
    for name in ("Makefile", "requirements.txt"):
        (clone / name).write_text((ROOT / name).read_text())
    for done in (".made", ".uv"):
        (clone / ".venv" / done).touch()
    program(programs / "uv", UV_REFUSES)
    return clone


def make(clone, python):
    """As at a prompt: a make that runs these tests would have its own words added."""
    return subprocess.run(
        ["make", ".venv/.run", f"PYTHON={python}"],  # noqa: S607 - whichever make is there
        cwd=clone,
        env={name: value for name, value in os.environ.items() if not name.startswith("MAKE")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_where_uv_knows_no_such_authority_pip_does_it(clone, tmp_path):
    done = make(clone, program(tmp_path / "python", WORKS))

    assert done.returncode == 0, done.stderr
    asked = (tmp_path / "asked").read_text()
    assert "-m pip --python .venv/bin/python install -qq --require-hashes" in asked
    assert "pip does it, more slowly" in done.stdout
    assert "UnknownIssuer" in (clone / ".venv" / "uv.log").read_text()
    assert (clone / ".venv" / ".run").exists()


def test_where_pip_cannot_either_one_line_says_what_to_set(clone, tmp_path):
    done = make(clone, program(tmp_path / "python", REFUSES))

    assert done.returncode
    assert "SSL_CERT_FILE and PIP_CERT" in done.stdout.splitlines()[-1]
    assert not (clone / ".venv" / ".run").exists()


def test_where_uv_works_pip_is_not_asked(clone, tmp_path):
    program(clone / ".venv" / "bin" / "uv", WORKS)

    done = make(clone, program(tmp_path / "python", REFUSES))

    assert done.returncode == 0, done.stderr
    assert "--require-hashes -r requirements.txt" in (clone / ".venv/bin/asked").read_text()
