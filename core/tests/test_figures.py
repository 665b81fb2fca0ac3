"""The picture of a table, and shares."""

import pytest

from core.figures import NONE, Table, in_words, share


def table(rows, bars=(1,), columns=("Role", "People", "Sent")):
    return Table("T", "D", columns, rows, bars=bars)


def test_the_longest_bar_is_the_measure_of_the_others():
    drawn = table([("Victim", 1200, 0), ("Witness", 300, 0)]).picture

    assert [(bar.words, bar.width) for bar in drawn] == [
        ("Victim: 1,200", "70.0%"),
        ("Witness: 300", "17.5%"),
    ]
    assert not any(bar.is_outline for bar in drawn)


def test_two_columns_are_told_apart_by_words_and_by_shape():
    drawn = table([("Overdue", 2, 1)], bars=(1, 2)).picture

    assert [(bar.words, bar.is_outline) for bar in drawn] == [
        ("Overdue, people: 2", False),
        ("Overdue, sent: 1", True),
    ]


def test_nothing_has_no_bar():
    found = table([("Victim", 0, 0), ("Witness", 2, 0)])

    assert [bar.words for bar in found.picture] == ["Witness: 2"]
    assert found.picture_height == found.picture[0].bar_at + 24


@pytest.mark.parametrize("rows", [[], [("Victim", 0, 5)]])
def test_without_numbers_there_is_nothing_to_picture(rows):
    found = table(rows)

    assert (found.is_empty, found.picture, found.picture_height) == (True, [], 0)


def test_of_nothing_there_is_no_share_and_nearly_all_are_not_all():
    assert (share(1, 4), share(0, 3), share(0, 0)) == ("25%", "0%", NONE)
    assert (share(199, 200), share(1, 300)) == ("99%", "1%")
    assert (in_words("25%", "in time"), in_words(NONE, "in time")) == ("25% in time", NONE)
