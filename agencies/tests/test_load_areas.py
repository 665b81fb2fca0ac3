"""The command that loads areas."""

import pytest
from django.core.management import CommandError, call_command

from agencies.management.commands.load_areas import COLUMNS
from agencies.models import Area

pytestmark = pytest.mark.slow

HEADER = ",".join(COLUMNS)
GOOD = """E1,North,force,,E2
E2,South,force,,
E3,Near,partnership,E1,E4
E4,Beyond,partnership,E2,E3
"""


@pytest.fixture
def load(db, tmp_path):
    def call(rows, header=HEADER):
        path = tmp_path / "areas.csv"
        path.write_text(f"{header}\n{rows}", encoding="utf-8")
        call_command("load_areas", path)

    return call


@pytest.mark.slow
def test_the_areas_of_england_and_wales_are_loaded(db, capsys):
    call_command("load_areas")

    assert "357 areas are loaded." in capsys.readouterr().out
    assert Area.objects.filter(level="force").count() == 43
    assert Area.objects.filter(level="partnership").count() == 314
    norfolk = Area.objects.get(name="Norfolk", level="force")
    around = {area.name for area in norfolk.neighbours.all()}
    assert {"Suffolk", "Cambridgeshire", "Lincolnshire"} <= around


def test_loading_again_changes_nothing_but_names_and_neighbours(load):
    load(GOOD)
    before = {area.code: area.pk for area in Area.objects.all()}

    load(
        GOOD.replace("North", "The North").replace(
            "Near,partnership,E1,E4", "Near,partnership,E1,"
        )
    )

    assert {area.code: area.pk for area in Area.objects.all()} == before
    assert Area.objects.get(code="E1").name == "The North"
    assert Area.objects.get(code="E4").neighbours.count() == 1


def test_neighbours_are_neighbours_both_ways(load):
    load(GOOD)

    assert Area.objects.get(code="E2").neighbours.get().code == "E1"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("E1,,force,,\n", "Line 2: enter a code and a name."),
        ("E1,North,force,,\nE1,South,force,,\n", "Line 3: E1 stands above already."),
        ("E1,North,county,,\n", "Line 2: level must be force or partnership."),
        ("E1,North,force,,E9\n", "Line 2: not in this file: E9."),
        ("E1,Near,partnership,,\n", "Line 2: a partnership needs a force as its parent."),
        ("E1,North,force,E2,\nE2,South,force,,\n", "Line 2: a force has no parent."),
    ],
)
def test_each_wrong_line_is_named_and_nothing_is_loaded(load, rows, words):
    with pytest.raises(CommandError, match="Nothing was loaded") as problem:
        load(rows)

    assert words in str(problem.value)
    assert not Area.objects.exists()


def test_another_kind_of_file_is_refused(load):
    with pytest.raises(CommandError, match="The first line must be"):
        load("a,b\n", header="x,y")


def test_a_file_that_is_not_there_is_named(db, tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_areas", tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    "row", ["E1\n", "E1,North\n", "E1,North,force,,,,extra\n", "\x00,a,b,c,d\n"]
)
def test_a_broken_line_is_told_and_not_a_crash(load, row):
    with pytest.raises(CommandError):
        load(row)
