"""For which state of the code each test was seen to miss its checks: `proved.txt`.

The tests of one file are asked together. Their key covers

- the checks, and which test misses each;
- the files of the product that those tests ran, what these import, and the templates they showed;
- the tests' own file, and the factories, worlds and conftest.py files behind it;
- SQL that makes triggers and rights, the settings, the lock files, and this tool.

Where one of them does something else, the key changes, and they are asked again: words in comments
and docstrings do nothing. A line that is out of date, or
that two branches both wrote, only costs time: git keeps the lines of both (`.gitattributes`).
"""

import ast
import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.mutants.checks import ROOT, Check

PROVED = Path(__file__).with_name("proved.txt")
SAID = """\
# Written by `make mutants`. By file of tests: the key under which its tests missed every check
# that they are known to miss, and what they ran of each app. See proved.py.
"""
# What every test hangs on. `equivalent.py` and the lists of results are no part of a question.
ALWAYS = [
    "conftest.py",
    "tests/settings.py",
    "ecins/settings.py",
    "ecins/testing.py",
    "pytest.ini",
]
ALWAYS += ["requirements.txt", "requirements-dev.txt"]
TOOL = ["asking", "checks", "proved", "running", "sql", "taking"]
OF_TESTS = re.compile(r"(^|/)(tests|conftest\.py|bench)(/|$)")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
MAKES_SQL = re.compile(r"RunSQL|CREATE (OR REPLACE )?(TRIGGER|FUNCTION|POLICY)|REVOKE|GRANT ")


def file_of(test: str) -> str:
    return test.partition("::")[0]


class Proved:
    """The lines of `proved.txt`."""

    def __init__(self, path: Path = PROVED) -> None:
        self.path = path
        self.keys: dict[str, set[str]] = defaultdict(set)
        self.runs: dict[str, set[str]] = defaultdict(set)
        for line in path.read_text().splitlines() if path.exists() else []:
            if line and not line.startswith("#"):
                tests, part, *said = line.split()
                if part == "key":
                    self.keys[tests] |= set(said)
                else:
                    self.runs[tests] |= {f"{part.rstrip('/')}/{name}" for name in said}

    def holds(self, tests: str, missed: dict[str, str]) -> bool:
        """Did these tests miss these checks (check → test) with everything as it is now?"""
        return tests in self.runs and self.key(tests, missed) in self.keys[tests]

    def keep(self, tests: str, missed: dict[str, str], ran: Iterable[str]) -> None:
        """They do: and this is what they ran."""
        self.runs[tests] = set(ran)
        self.keys[tests] = {self.key(tests, missed)}

    def write(self, known: Iterable[str]) -> None:
        """For the files of tests that are still known to miss something."""
        lines = []
        for tests in sorted(self.runs.keys() & set(known)):
            lines.append(" ".join([tests, "key", *sorted(self.keys[tests])]))
            apps = defaultdict(list)
            for file in sorted(self.runs[tests]):
                app, _, name = file.partition("/")
                apps[app].append(name)
            lines += [f"{tests} {app}/ {' '.join(names)}" for app, names in apps.items()]
        self.path.write_text(SAID + "\n".join(lines) + "\n")

    def key(self, tests: str, missed: dict[str, str]) -> str:
        found = hashlib.sha256()
        for check, test in sorted(missed.items()):
            found.update(f"{check}\n{test}\n".encode())
        ran = {file for file in self.runs[tests] if file.endswith(".py")}
        ran |= {check.partition(" ")[0] for check in missed}
        files = {*self.runs[tests], *ran, *ALWAYS, *sql(), *tools()}
        for file in ran:
            files |= imports(file)
        files |= behind(tests)
        for file in sorted(files):
            found.update(f"{file} {digest(file)}\n".encode())
        return found.hexdigest()[:12]


def groups(checks: Iterable[Check], missed_by: dict[str, str]) -> dict[str, dict[str, str]]:
    """By file of tests: the checks that its tests are known to miss, and which does."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for check in checks:
        if check.kept in missed_by:
            test = missed_by[check.kept]
            found[file_of(test)][check.kept] = test
    return found


@cache
def digest(file: str) -> str:
    """Of what the file does: comments, docstrings and layout of Python change nothing."""
    path = ROOT / file
    if not path.exists():
        return "none"
    text = path.read_text()
    return hashlib.sha256((meaning(text) if file.endswith(".py") else text).encode()).hexdigest()


def meaning(source: str) -> str:
    """The statements of a Python file."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, DOCUMENTED) and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
    return ast.dump(tree)


def tools() -> list[str]:
    return [f"tests/mutants/{name}.py" for name in TOOL]


@cache
def sql() -> frozenset[str]:
    """What makes triggers or rights in the database, which may stand behind a check."""
    found = [path for path in ROOT.glob("[!.]*/**/*.py") if MAKES_SQL.search(path.read_text())]
    names = {str(path.relative_to(ROOT)) for path in found}
    return frozenset(name for name in names if not re.search(rf"^var/|{OF_TESTS.pattern}", name))


@cache
def imports(file: str) -> frozenset[str]:
    """The files of this project that a file imports, with the packages they lie in."""
    path, found = ROOT / file, set()
    tree = ast.parse(path.read_text()) if path.exists() else ast.Module([])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            for end in range(1, len(parts) + 1):
                module = "/".join(parts[:end])
                found |= {f"{module}.py", f"{module}/__init__.py"}
    found = {name for name in found if name != file and (ROOT / name).exists()}
    # What a package passes on from its modules.
    passed_on = [imports(name) for name in found if name.endswith("__init__.py")]
    return frozenset(found.union(*passed_on))


@cache
def behind(tests: str) -> frozenset[str]:
    """A file of tests and all that stands behind it: helpers, factories, worlds, conftest.py."""
    found, waiting = set(), {tests}
    folders = (ROOT / tests).relative_to(ROOT).parents
    waiting |= {f"{folder}/conftest.py".removeprefix("./") for folder in folders}
    while waiting:
        found |= waiting
        near = {name for file in waiting for name in imports(file) if OF_TESTS.search(name)}
        waiting = near - found
    return frozenset(found)
