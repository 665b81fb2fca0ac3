"""A new kind of shared record takes a declaration, an operation and a call: see throwaway/."""

import ast
import re

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from access.kinds import shared_models
from access.operations import AccessTriggers, access_triggers
from tests.kinds import generated
from tests.world import manage, shape

KIND = settings.BASE_DIR / "tests" / "throwaway"
MOST_LINES = 60
# What makes one for tests, and its world for the sweeps: no part of a kind.
FOR_TESTS = {"factories.py", "world.py"}


def lines_of_code(path):
    """How many lines are neither blank, comment nor docstring."""
    text = path.read_text()
    lines = {n for n, line in enumerate(text.splitlines(), 1) if line.strip()}
    if path.suffix != ".py":
        return len(lines)
    tree = ast.parse(text)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = [
        node.body[0]
        for node in ast.walk(tree)
        if isinstance(node, documented) and ast.get_docstring(node)
    ]
    comments = {n for n, line in enumerate(text.splitlines(), 1) if line.strip()[:1] == "#"}
    said = {n for node in docstrings for n in range(node.lineno, node.end_lineno + 1)}
    return len(lines - comments - said)


def test_a_kind_takes_less_than_sixty_lines():
    files = [path for path in KIND.rglob("*") if path.suffix in (".py", ".html")]
    files = [path for path in files if path.name not in FOR_TESTS]

    lines = {str(path.relative_to(KIND)): lines_of_code(path) for path in files}

    assert lines["models.py"] > 10
    assert sum(lines.values()) < MOST_LINES, lines


# ---- The tables and triggers are those of people ------------------------------------------------
BESIDE = ("teamhold", "userhold", "activity", "exclusion")
FUNCTIONS = """SELECT proname, prosrc FROM pg_proc
  WHERE pronamespace = 'public'::regnamespace AND proname LIKE %s ORDER BY 1"""


def as_of_people(text):
    """What is said of parcels, as it would be said of people; without names made by Django."""
    for parcel, person in (
        ("throwaway_parcel", "profiles_profile"),
        ("throwaway.parcel", "profiles.profile"),
        (r"\bparcel_", "profile_"),
        (r"\bz([tu]h_)", r"p\1"),
    ):
        text = re.sub(parcel, person, text)
    text = re.sub(r"INDEX \w+_[0-9a-f]{8}(_\w+)? ON", "INDEX ON", text)
    text = re.sub(r"INDEX (\w+_(pkey|key)) ON", "INDEX ON", text)
    return re.sub(r" \w+_[0-9a-f]{8}_(fk|like|uniq)\w* ", " ", text)


def about(table):
    """Indexes, constraints and triggers that name what stands beside this table."""
    named = re.compile(rf"{table}({'|'.join(BESIDE)})\b|{table}_(copies|pushes|named_manager)")
    return sorted(as_of_people(f"{kind} {text}") for kind, text in shape() if named.search(text))


def functions(table):
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS, [f"{table}\\_%"])
        return cursor.fetchall()


def test_a_kind_has_the_tables_indexes_and_triggers_of_people(db):
    ours = about("throwaway_parcel")

    assert len(ours) > 40
    assert ours == about("profiles_profile")


def test_a_kind_has_the_functions_of_people(db):
    ours = [
        (as_of_people(name), as_of_people(text)) for name, text in functions("throwaway_parcel")
    ]

    assert len(ours) == 7
    assert ours == functions("profiles_profile")


@pytest.mark.parametrize("model", shared_models(), ids=lambda model: model.__name__)
def test_the_triggers_of_every_kind_are_as_the_code_has_them(db, model):
    """A change to access/triggers.py installs them again, in a migration of every kind."""
    wanted = re.findall(
        r"CREATE (?:OR REPLACE )?FUNCTION (\w+)\(.*?\$\$(.*?)\$\$",
        "".join(make for make, _ in access_triggers(model)),
        re.S,
    )

    assert sorted(functions(model._meta.db_table)) == sorted(wanted)


# ---- The operation ------------------------------------------------------------------------------
def test_the_operation_needs_the_tables():
    with pytest.raises(
        ValueError, match=r"needs case, caseteamhold, .* Make them with access_mod"
    ):
        AccessTriggers("case").state_forwards("cases", ProjectState())


def test_a_migration_can_be_written():
    written = Migration("0001_initial", "throwaway")
    written.operations = [generated("throwaway"), AccessTriggers("parcel")]

    text = MigrationWriter(written).as_string()

    compile(text, "0001_initial.py", "exec")
    assert 'access.operations.AccessTriggers(\n            model_name="parcel",' in text.replace(
        "'", '"'
    )
    assert 'name="ParcelTeamHold"' in text.replace("'", '"')


@pytest.mark.slow
def test_a_kind_goes_and_comes_back(cluster, live_database):
    before, triggers = shape(), functions("throwaway_parcel")

    gone = manage(cluster, live_database, "migrate", "throwaway", "zero")
    assert gone.returncode == 0, gone.stderr
    assert functions("throwaway_parcel") == []
    assert not [text for _, text in shape() if "throwaway" in text]
    back = manage(cluster, live_database, "migrate", "throwaway")

    assert back.returncode == 0, back.stderr
    assert (shape(), functions("throwaway_parcel")) == (before, triggers)
