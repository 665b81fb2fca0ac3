"""Exports for tests: asked for, of a list that only the tests have."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from exports.models import Export, ExportPart


class ExportFactory(DjangoModelFactory):
    """ExportFactory(asked_by=officer): asked for, and not made yet."""

    class Meta:
        model = Export

    team = factory.LazyAttribute(lambda export: export.asked_by.acting_team)
    kind = "numbers"
    title = label = "Numbers"
    file_format = "csv"
    reason = "The cohort meeting"
    rows_total = 3

    class Params:
        over = factory.Trait(state="held", why_not="Over the limit of rows.")
        kept = factory.Trait(
            state="ready",
            file_name=factory.Sequence(lambda n: f"{n:064x}.csv"),
            sha256="0" * 64,
            row_count=3,
            made_at=factory.LazyFunction(timezone.now),
            keep_until=factory.LazyFunction(lambda: timezone.now() + datetime.timedelta(days=7)),
        )


class ExportPartFactory(DjangoModelFactory):
    """ExportPartFactory(export=export, rows=[1, 2], people=[])."""

    class Meta:
        model = ExportPart

    number = 0
    rows = factory.List([])
    people = factory.List([])
