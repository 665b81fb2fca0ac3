"""Agreements between the agencies, and the terms of access."""

import pytest
from django.utils import timezone

from access.tests.factories import LawfulBasisFactory
from agencies.tests.factories import TeamFactory, agree, member


@pytest.fixture(autouse=True)
def agreements(police, elsewhere, council):
    """The agencies of these pages have agreed to share."""
    return [agree(police, elsewhere), agree(police, council)]


@pytest.fixture
def terms(elsewhere):
    TeamFactory(name="Closed Team", closed_at=timezone.now())
    TeamFactory(name="A refuge", is_discreet=True)
    left = member(elsewhere, name="Gone Away").memberships.get()
    left.valid_until = timezone.now()
    left.save()
    return {
        "teams": "norfolk iom team",
        "sections": ["log"],
        "level": "2",
        "purpose": "Has moved to Norwich",
        "basis": LawfulBasisFactory().pk,
        "how_long": "7days",
    }
