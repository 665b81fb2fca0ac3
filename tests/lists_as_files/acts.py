"""Somebody is missing, for tests of lists."""

from missing.models import Arrangement
from missing.tests.factories import EpisodeFactory, arranged


def missing_person(cast):
    """An episode that the owner team looks into."""
    if not Arrangement.objects.exists():
        arranged(cast.police)
    return EpisodeFactory(by=cast.officer)
