"""Where History gets its events."""

from collections.abc import Iterable

from django.db import models

from audit.models import Event
from audit.querysets import EventQuerySet


def acts_on(target: models.Model, sections: Iterable[str]) -> EventQuerySet:
    """What was done with a record, alone or with many, in the sections the reader holds."""
    return Event.objects.about_record(target).in_sections(sections).acts()


def reads_of(target: models.Model, sections: Iterable[str]) -> EventQuerySet:
    """Who has viewed a record, alone or in a list, in the sections the reader holds."""
    return Event.objects.about_record(target).in_sections(sections).reads()
