"""Somebody is missing, or came back; is a file still given? For tests of lists."""

from django.utils import timezone

from exports import kinds
from exports.models import Export
from missing import services
from missing.models import Arrangement, Outcome
from missing.tests.factories import EpisodeFactory, arranged


def missing_person(cast):
    """An episode that the owner team looks into."""
    if not Arrangement.objects.exists():
        arranged(cast.police)
    return EpisodeFactory(by=cast.officer)


def came_back(cast):
    """An episode that has ended, with the interviews still to do."""
    return services.locate_person(
        episode=missing_person(cast),
        by=cast.officer,
        located_at=timezone.now(),
        outcome=Outcome.objects.get(code="returned"),
    )


def is_given(by, kind, query="", of=None):
    """Would the file that was made last still be given to its reader?"""
    export = Export.objects.latest("pk")
    found = kinds.find(by, kind, query, of and of.uuid)
    return found is not None and all(
        found.sees_all(part.rows, part.people) and found.reads_all(part.of_section)
        for part in export.parts.all()
    )
