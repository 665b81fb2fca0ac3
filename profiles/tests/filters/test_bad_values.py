"""Values that no filter knows are left out and named."""

import pytest

from profiles.list_filters import LIST_FILTERS
from profiles.tests.filters.reading import LIST, PRINT, words

pytestmark = pytest.mark.slow


ODD = [
    "no-such",
    "9" * 100,
    "-1",
    "0",
    "1.5",
    "²",
    "٣",
    "🦔",
    "'; --",
    "%",
    "\\",
    "x" * 5_000,
    "\u202e",
]


@pytest.mark.parametrize("name", [kind.name for kind in LIST_FILTERS])
def test_odd_values_are_left_out_and_said(signed_in, person, name):
    label = next(kind.label for kind in LIST_FILTERS if kind.name == name)
    for odd in ODD:
        for address in (LIST, PRINT):
            page = signed_in.get(address, {name: odd})
            assert page.status_code == 200
            assert [one.surname for one in page.context["page"]] == ["Pellworth"]
        page = signed_in.get(LIST, {name: odd})
        assert f"Left out: {label}. That choice no longer exists" in words(page)
        assert page.context["filter"].tags == []
    assert signed_in.get(LIST, {name: "\x00"}).status_code == 400
    assert "Left out" not in words(signed_in.get(LIST, {name: "  "}))


def test_two_that_are_gone_are_both_named(signed_in):
    page = words(signed_in.get(LIST, {"risk": "x", "team": "x", "role": "witness"}))

    assert "Left out: Risk, Managed by." in page
