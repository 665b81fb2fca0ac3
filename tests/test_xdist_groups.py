"""Tests of one group run on one worker, one after another; all others are spread."""

import json
import os
import re
import subprocess
import sys

import pytest

from ecins.launch.site import ROOT

MODULE_WIDE = re.compile(r"scope=\"module\"")
SPREAD = """
import json, os, time
import pytest

def note(name, number):
    began = time.monotonic()
    time.sleep(0.2)
    worker = os.environ["PYTEST_XDIST_WORKER"]
    with open("notes", "a") as notes:
        notes.write(json.dumps([name, worker, began, time.monotonic()]) + "\\n")

@pytest.mark.xdist_group("alone")
@pytest.mark.parametrize("number", range(4))
def test_alone(number):
    note("alone", number)

@pytest.mark.xdist_group("alone")
def test_of_the_same_group():
    note("alone", 4)

@pytest.mark.parametrize("number", range(8))
def test_anywhere(number):
    note("anywhere", number)
"""


def run_on_two_workers(folder):
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_spread.py").write_text(SPREAD)
    ours = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    command = "-m pytest -q -n 2 --dist loadgroup -p ecins.xdist_groups -p no:django"
    ended = subprocess.run(
        [sys.executable, *command.split()],
        cwd=folder,
        env={**ours, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return [json.loads(line) for line in (folder / "notes").read_text().splitlines()]


@pytest.mark.slow
def test_a_group_is_on_one_worker_one_after_another(tmp_path):
    notes = run_on_two_workers(tmp_path)

    grouped = sorted(
        (began, ended, worker) for name, worker, began, ended in notes if "alone" in name
    )
    assert len(grouped) == 5
    assert len({worker for _, _, worker in grouped}) == 1
    assert all(first[1] <= second[0] for first, second in zip(grouped, grouped[1:], strict=False))
    assert len({worker for name, worker, _, _ in notes if name == "anywhere"}) == 2


def test_this_run_knows_its_groups(request):
    assert request.config.pluginmanager.has_plugin("ecins.xdist_groups")


def test_what_a_file_makes_once_is_made_by_one_worker():
    """A fixture made once for a file is made twice unless the file is one group."""
    ungrouped = [
        str(path.relative_to(ROOT))
        for path in ROOT.glob("*/**/test_*.py")
        if ".venv" not in path.parts
        and MODULE_WIDE.search(text := path.read_text())
        and "xdist_group(" not in text
    ]

    assert ungrouped == []
