"""Makes anxieties and needs for tests."""

import factory
from factory.django import DjangoModelFactory

from profiles import services
from profiles.models import (
    Need,
    NeedStatus,
    NeedStep,
    Pathway,
)
from profiles.tests.factories.people import ProfileFactory


class PathwayFactory(DjangoModelFactory):
    class Meta:
        model = Pathway
        django_get_or_create = ("code",)

    code = "accommodation"
    name = "Accommodation"


class NeedStatusFactory(DjangoModelFactory):
    class Meta:
        model = NeedStatus
        django_get_or_create = ("code",)

    code = "in-progress"
    name = "In progress"
    step = 2


class NeedFactory(DjangoModelFactory):
    class Meta:
        model = Need

    profile = factory.SubFactory(ProfileFactory)
    pathway = factory.SubFactory(PathwayFactory)
    text = "Where he will live"

    @classmethod
    def _create(cls, model_class, *args, profile, by=None, **kwargs):
        by, is_resolved = by or profile.created_by, kwargs.pop("is_resolved", False)
        is_picked_up = kwargs.pop("is_picked_up", False)
        need = services.raise_need(profile=profile, by=by, **kwargs)
        if is_picked_up:
            need = services.pick_up(need=need, by=by)
        if is_resolved:
            done = NeedStatus.objects.ending().first()
            need = services.resolve_need(need=need, by=by, status=done, how="He has a room.")
        return need


class NeedStepFactory(DjangoModelFactory):
    class Meta:
        model = NeedStep

    need = factory.SubFactory(NeedFactory)
    text = "Rang the landlord."

    @classmethod
    def _create(cls, model_class, *args, need, text, by=None, **kwargs):
        return services.record_step(need=need, by=by or need.written_by, text=text, **kwargs)
