"""Cursors: what comes back from an address is a key of ours, or the first page."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.paging import capped, decode, encode


@given(st.text(), st.integers(-(2**61), 2**61))
def test_a_cursor_comes_back_as_it_went(text, number):
    expected = None if "\x00" in text else (text, number)

    assert decode(encode(text, number), (str, int)) == expected


@given(st.text())
def test_anything_else_is_the_first_page(text):
    found = decode(text, (str, int))

    assert found is None or (isinstance(found[0], str) and isinstance(found[1], int))


@pytest.mark.parametrize(
    "key", [(1,), ("a", "b"), (1, 1), ("a", 2**70), ("a", True), (None, 1), ("a\x00", 1)]
)
def test_a_key_of_the_wrong_shape_is_the_first_page(key):
    assert decode(encode(*key), (str, int)) is None


def test_a_cursor_of_lists_in_lists_is_the_first_page():
    assert decode(b64encode(b"[" * 5000).decode(), (str, int)) is None


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (7, "7"), (1000, "1,000"), (1001, "1,000+")]
)
def test_counts_are_capped_in_words(count, words):
    assert capped(count) == words
