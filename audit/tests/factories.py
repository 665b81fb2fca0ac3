"""Makes events and exports for tests."""

import factory
from factory.django import DjangoModelFactory

from audit.models import AuditExport, Delivery, Event


class EventFactory(DjangoModelFactory):
    class Meta:
        model = Event

    verb = "profile.edited"
    operation = Event.ALTERATION
    actor_name = "Someone"


class DeliveryFactory(DjangoModelFactory):
    class Meta:
        model = Delivery

    event = factory.SubFactory(EventFactory)
    consumer = factory.Sequence(lambda n: f"consumer {n}")


class AuditExportFactory(DjangoModelFactory):
    class Meta:
        model = AuditExport

    asked_by = None
    reason = "A complaint"
    ask = factory.Dict({})
