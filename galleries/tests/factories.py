"""Makes galleries, entries and offers for tests: people are put there through the services."""

import factory
from factory.django import DjangoModelFactory

from agencies.tests.factories import AreaFactory
from galleries import services
from galleries.models import Entry, Gallery, GalleryKind, LeaveReason, Offer
from profiles.models import RiskLevel


class GalleryKindFactory(DjangoModelFactory):
    class Meta:
        model = GalleryKind
        django_get_or_create = ("code",)

    code = "vulnerable"
    name = "Vulnerable people"


class LeaveReasonFactory(DjangoModelFactory):
    class Meta:
        model = LeaveReason
        django_get_or_create = ("code",)

    code = "found"
    name = "Found, safe and well"


class GalleryFactory(DjangoModelFactory):
    """GalleryFactory(curators=[team], areas=[area], teams=[team])."""

    class Meta:
        model = Gallery
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"gallery-{n}")
    title = factory.Sequence(lambda n: f"Vulnerable people {n}")
    kind = factory.SubFactory(GalleryKindFactory)
    area = factory.SubFactory(AreaFactory)
    criteria = "Adults who are exploited or cannot look after themselves."
    names = Gallery.Names.FULL

    @classmethod
    def _create(cls, model_class, *args, curators=(), areas=(), teams=(), **kwargs):
        gallery = super()._create(model_class, *args, **kwargs)
        gallery.curators.set(curators)
        gallery.areas.set(areas)
        gallery.teams.set(teams)
        return gallery


class EntryFactory(DjangoModelFactory):
    """EntryFactory(gallery=gallery, profile=person, by=curator, level="high")."""

    class Meta:
        model = Entry

    reason = "Repeat doorstep fraud"

    @classmethod
    def _create(cls, model_class, *args, by, level="high", **kwargs):
        return services.add_entry(by=by, risk=risk(level), **kwargs)


class OfferFactory(DjangoModelFactory):
    """OfferFactory(entry=entry, by=practitioner of another team)."""

    class Meta:
        model = Offer

    words = "We can visit on Tuesdays."
    phone = "01632 960 177"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return services.offer_help(**kwargs)


def risk(code="high"):
    """The level of risk with this code."""
    return RiskLevel.objects.get(code=code)


def leave(entry, by, code="found"):
    """Taken off its gallery."""
    return services.end_entry(entry=entry, by=by, reason=LeaveReason.objects.get(code=code))
