"""Reads figures for tests: the rows of a table, and those of its file."""

import csv
import datetime

from core.figures import Period
from figures import selectors

EVER = Period(datetime.date(2020, 1, 1), datetime.date(2035, 1, 1))


def rows_of(user, key, period=EVER):
    """The rows of this figure, without the lines in which everything is 0."""
    rows = selectors.table(user, key, period).rows
    return [list(row) for row in rows if any(row[1:])]


def numbers_of(user, key, period=EVER):
    """The first number of each row, by what it counts; without those that are 0."""
    return {row[0]: row[1] for row in rows_of(user, key, period) if row[1]}


def lines_of(answer):
    """The lines of a file."""
    return list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
