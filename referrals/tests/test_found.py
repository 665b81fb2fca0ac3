"""Parties of the register are put together to people."""

import datetime

import pytest

from referrals.found import people_of, town_of
from referrals.models import Party

pytestmark = pytest.mark.django_db


def shaped(*parties):
    """Who of these is one person, as sets of their numbers."""
    made = [
        Party(pk=n, profile_id=p, sort_name=s, born_on=b, happened_on=datetime.date(2026, 1, 1))
        for n, (p, s, b) in enumerate(parties)
    ]
    return sorted(sorted(one.pk for one in person.parties) for person in people_of(made))


A, B = datetime.date(1990, 1, 1), datetime.date(1991, 1, 1)


@pytest.mark.parametrize(
    ("parties", "people"),
    [
        ([(None, "x", A), (None, "x", A), (None, "x", None)], [[0, 1, 2]]),
        ([(None, "x", A), (None, "x", B), (None, "x", None)], [[0], [1], [2]]),
        ([(7, "x", A), (7, "y", A), (None, "x", A), (None, "y", None)], [[0, 1, 2, 3]]),
        ([(7, "x", A), (8, "x", A), (None, "x", A)], [[0], [1], [2]]),
        ([(7, "x", None), (8, "x", None), (None, "x", None)], [[0], [1], [2]]),
        ([(7, "x", None), (None, "x", A)], [[0, 1]]),
        ([(7, "x", None), (None, "x", A), (None, "x", B)], [[0], [1], [2]]),
        ([(None, "x", None), (None, "x", None)], [[0, 1]]),
    ],
)
def test_who_is_one_person(db, parties, people):
    assert shaped(*parties) == people


def test_of_an_address_the_town_alone():
    assert town_of("12 Corporation Street, Stafford, ST16 3AA") == "Stafford"
    assert town_of("12 Corporation Street") == ""
    assert town_of("") == ""
