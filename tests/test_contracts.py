"""Each import contract is seen to break when somebody imports what it forbids."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ecins.launch.site import ROOT

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("contracts")]

PLANTS = [
    ("An app imports only from floors below its own", "core/paging.py", "profiles.models"),
    ("An app imports only from floors below its own", "access/levels.py", "alerts.services"),
    ("An app imports only from floors below its own", "home/views.py", "api.serializers"),
    ("Inside an app", "access/services/giving.py", "access.views.sharing"),
    ("Inside an app", "profiles/querysets/people.py", "profiles.services"),
    ("know the log's tables", "profiles/forms/log.py", "audit.models"),
    ("know the log's tables", "home/views.py", "audit.models"),
    ("No app imports itself in a circle", "core/policy.py", "core.views"),
]


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """A copy of the code, and of nothing else."""
    copy = tmp_path_factory.mktemp("tree")
    for folder in ROOT.iterdir():
        if (folder / "__init__.py").exists():
            shutil.copytree(folder, copy / folder.name, ignore=only_code)
    shutil.copy(ROOT / ".importlinter", copy)
    return copy


def only_code(folder, names):
    return [n for n in names if not n.endswith(".py") and not (Path(folder) / n).is_dir()]


def verdicts(tree):
    """What import-linter says of each contract."""
    ended = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in ended.stdout.splitlines() if line.endswith((" KEPT", " BROKEN"))]
    assert len(lines) == 4, ended.stdout + ended.stderr
    return lines, ended.returncode


def test_the_code_as_it_is_keeps_them_all(tree):
    lines, status = verdicts(tree)

    assert status == 0, lines


@pytest.mark.parametrize(("contract", "module", "forbidden"), PLANTS)
def test_a_planted_import_breaks_its_contract(tree, contract, module, forbidden):
    path = tree / module
    before = path.read_text()
    path.write_text(f"{before}\nimport {forbidden}\n")

    lines, status = verdicts(tree)
    path.write_text(before)

    assert [line for line in lines if contract in line and line.endswith(" BROKEN")], lines
    assert status == 1
