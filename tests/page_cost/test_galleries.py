"""Walls of tiles, one tile, and the list of galleries: the same for one row and 25."""
# ruff: noqa: F811 - fixtures are asked for by their names

import pytest

from agencies.tests.factories import TeamFactory, member
from galleries.tests.conftest import add, curator, entry, gallery, sussex  # noqa: F401 - fixtures
from galleries.tests.factories import GalleryFactory, OfferFactory
from tests.page_cost.filling import MOST

pytestmark = pytest.mark.slow

WALL = "/galleries/vulnerable/"
WALLS = [WALL, f"{WALL}?view=list", f"{WALL}?order=review", f"{WALL}?risk=high", f"{WALL}sheet/"]


@pytest.mark.parametrize("reader", ["curators", "audience"])
@pytest.mark.parametrize("path", WALLS)
def test_25_tiles_cost_as_much_as_one(reads, sussex, add, path, reader):
    add()
    one = reads(getattr(sussex, reader), path)
    for _ in range(24):
        add()

    assert reads(getattr(sussex, reader), path) == one <= MOST


def test_two_filters_and_a_later_page_cost_no_more(reads, sussex, add):
    add()
    adur = f"{WALL}?risk=high&area={sussex.adur.code}"
    one = reads(sussex.audience, adur)
    for _ in range(25):
        add()

    assert reads(sussex.audience, adur) == one <= MOST


@pytest.mark.parametrize("reader", ["curators", "audience", "owner", "beside"])
def test_a_tile_costs_as_much_with_five_offers_as_with_one(reads, sussex, entry, reader):
    def offer(times):
        for _ in range(times):
            team = TeamFactory(areas=[sussex.adur])
            OfferFactory(entry=entry, by=member(team))

    offer(1)
    one = reads(getattr(sussex, reader), entry.get_absolute_url())
    offer(4)

    assert reads(getattr(sussex, reader), entry.get_absolute_url()) == one <= MOST


@pytest.mark.parametrize("path", ["/galleries/", f"{WALL}who/"])
def test_25_galleries_and_teams_cost_as_much_as_one(reads, sussex, entry, path):
    one = reads(sussex.audience, path)
    for _ in range(24):
        GalleryFactory(area=sussex.force, teams=[sussex.teams.audience])
        TeamFactory(areas=[sussex.adur])

    assert reads(sussex.audience, path) == one <= MOST
