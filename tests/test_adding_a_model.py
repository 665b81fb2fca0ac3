"""The walk of docs/adding-a-model.md is followed in a copy of the project, which then holds."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from ecins.launch.site import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("walk")]

STEP = re.compile(
    r"^(?:New: `(?P<new>[^`]+)`|In `(?P<file>[^`]+)`, below `(?P<below>[^`]+)`:)\n\n"
    r"```\w*\n(?P<text>.*?)```$",
    re.MULTILINE | re.DOTALL,
)
MOST_FILES, MOST_LINES = 9, 140
PROVED_BY = [
    "profiles/tests/test_vehicles.py",
    "tests/test_architecture.py",
    "tests/test_audit_words.py",
    "tests/test_guards.py",
    "tests/test_matrix.py",
    "tests/test_models.py",
    "tests/test_services.py",
    "tests/test_sweeps.py",
]
# Of the tests that run for each action or kind of record, only those of the new part.
CONCERNED = "vehicle or not (parcel or test_nobody_signed_in_may_nothing)"


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The project as it would be committed now, without what is made while it runs."""
    folder = tmp_path_factory.mktemp("walk") / "project"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git, as found
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def follow(folder):
    """Do what the walk says. Returns the files it touches and the lines it adds."""
    files, lines = set(), 0
    for step in STEP.finditer((ROOT / "docs" / "adding-a-model.md").read_text()):
        path = folder / (step["new"] or step["file"])
        if step["new"]:
            assert not path.exists(), path
            path.write_text(step["text"])
        else:
            before = path.read_text()
            assert before.count(f"{step['below']}\n") == 1, step["below"]
            path.write_text(
                before.replace(f"{step['below']}\n", f"{step['below']}\n{step['text']}")
            )
        files.add(path)
        lines += step["text"].count("\n")
    return files, lines


def run(folder, *command, **environment):
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("ECINS_", "PYTEST_"))}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**clean, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


# It runs the sweeps over every page there is.
@pytest.mark.timeout(900)
def test_the_walk_of_a_child_record_is_short_and_holds(copy):
    files, lines = follow(copy)
    run(copy, "manage.py", "makemigrations", "profiles", "--name", "vehicles", "-v0")
    (migration,) = copy.glob("profiles/migrations/*_vehicles.py")
    run(copy, "-m", "ruff", "check", "--fix", "--quiet", ".")
    lines += migration.read_text().count("\n")

    told = run(
        copy, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", "-k", CONCERNED, *PROVED_BY
    )

    assert "passed" in told
    assert len(files) + 1 <= MOST_FILES, sorted(files)
    assert lines <= MOST_LINES
