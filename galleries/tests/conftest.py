"""A gallery, an entry at high risk, and those who meet it."""

from types import SimpleNamespace

import pytest

from agencies.models import Membership
from agencies.tests.factories import AreaFactory, PartnershipFactory, TeamFactory, member
from galleries.tests.factories import EntryFactory, GalleryFactory
from profiles.tests.factories import make_person


@pytest.fixture
def sussex(db):
    """Adur and Brighton side by side, Hastings apart in the same force; Norfolk far away."""
    force, norfolk = AreaFactory(name="Sussex"), AreaFactory(name="Norfolk")
    adur, brighton, hastings, rother = (
        PartnershipFactory(name=name, parent=force)
        for name in ("Adur", "Brighton", "Hastings", "Rother")
    )
    adur.neighbours.add(brighton)
    hastings.neighbours.add(rother)
    teams = {
        "owner": TeamFactory(name="Adur Vulnerability Team", areas=[adur]),
        "curators": TeamFactory(name="Adur Safeguarding", areas=[adur]),
        "audience": TeamFactory(name="Hastings Housing", areas=[hastings]),
        "beside": TeamFactory(name="Brighton ASB", areas=[brighton]),
        "apart": TeamFactory(name="Rother Council", areas=[rother]),
        "distant": TeamFactory(name="Norfolk IOM", areas=[norfolk]),
    }
    people = {name: member(team) for name, team in teams.items()}
    places = {"adur": adur, "brighton": brighton, "hastings": hastings, "force": force}
    return SimpleNamespace(**people, teams=SimpleNamespace(**teams), **places)


@pytest.fixture
def curator(sussex):
    """Practises in both the curating and the managing team."""
    curator = sussex.curators
    Membership.objects.create(
        user=curator, team=sussex.teams.owner, role=Membership.Role.PRACTITIONER
    )
    return type(curator).objects.get(pk=curator.pk)


@pytest.fixture
def gallery(sussex):
    return GalleryFactory(
        title="Vulnerable people, Sussex",
        slug="vulnerable",
        area=sussex.force,
        curators=[sussex.teams.curators],
        areas=[sussex.adur],
        teams=[sussex.teams.audience],
    )


@pytest.fixture
def add(gallery, curator, sussex):
    """Puts another person of the owner team on the gallery."""

    def added(level="high", **fields):
        person = make_person(by=sussex.owner, team=sussex.teams.owner, **fields)
        return EntryFactory(gallery=gallery, profile=person, by=curator, level=level)

    return added


@pytest.fixture
def entry(add):
    return add(forenames="Ellie", surname="Marchwood")
