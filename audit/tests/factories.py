"""Makes events and exports for tests."""

import factory
from factory.django import DjangoModelFactory

from audit.models import AuditExport, Event


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    verb = "profile.edited"
    operation = Event.ALTERATION
    actor_name = "Someone"


class AuditExportFactory(DjangoModelFactory):
    class Meta:
        model = AuditExport

    asked_by = None
    reason = "A complaint"
    ask = factory.Dict({})
