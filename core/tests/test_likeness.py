"""Which names are like what was typed: spelt nearly so, or heard so with its consonants."""

import pytest
from django.db import connection

from core.alike import heard_like, like

ALIKE = [
    *("smyth smith", "pelworht pellworth", "sean shaun", "sian sean", "kovatch kovac"),
    *("steven stephen", "filip phillip", "mohammed muhammad", "caitie katie", "marc mark"),
    *("zach zak", "kahn khan", "clarke clark", "kathryn catherine", "lee leigh", "byrne burn"),
    *("aoife eefa", "tracey traci", "schmitt smith", "braifield brayfield", "kohen cohen"),
]
UNLIKE = [
    *("naive move", "naive norwich", "zzzzqqq cook", "zzzzqqq sykes", "zzzzqqq jack"),
    *("smyth sandy", "pellworth stafford", "will paul", "bcd pct"),
]


def is_alike(typed, name):
    """As the lists ask it of the names of a record, and as what was found is marked."""
    given = {"word": typed, "name": name}
    heard = heard_like("names", "word", typed)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT names %%> %(word)s{heard} FROM (SELECT with_sounds(%(name)s) AS names) n",
            given,
        )
        (answer,) = cursor.fetchone()
    assert bool(answer) == bool(like({name}, typed))
    return bool(answer)


@pytest.mark.parametrize("pair", ALIKE)
def test_names_that_are_spelt_or_heard_nearly_so_are_alike(db, pair):
    assert is_alike(*pair.split())


@pytest.mark.parametrize("pair", UNLIKE)
def test_what_shares_two_sounds_alone_is_not(db, pair):
    assert not is_alike(*pair.split())


@pytest.mark.parametrize(
    "typed", ["a(b[c", "x*y+z", "o\\y", "^.$|", "李李李", "%%%", "___", "şəx"]
)
def test_signs_that_patterns_have_stand_for_nothing(db, typed):
    assert not is_alike(typed, "jordan")
