"""Makes prisons, stays in custody and what hangs on them, for tests."""

import datetime

import factory
from factory.django import DjangoModelFactory

from agencies.tests.factories import TeamFactory
from profiles import services
from profiles.models import (
    Cohort,
    CohortKind,
    CustodyDecision,
    CustodyStay,
    Establishment,
    KeyDate,
    KeyDateKind,
    Programme,
    ProgrammeKind,
    ProgrammeOutcome,
)
from profiles.tests.factories.people import DetailFactory


class EstablishmentFactory(DjangoModelFactory):
    class Meta:
        model = Establishment
        django_get_or_create = ("code",)

    code = "hmp-stafford"
    name = "HMP Stafford"

    @classmethod
    def _create(cls, model_class, *args, team=None, **kwargs):
        """One that a migration brought gets its team too."""
        place = super()._create(model_class, *args, **kwargs)
        if team is not None:
            place.team = team
            place.save()
        return place


class CustodyStayFactory(DetailFactory):
    class Meta:
        model = CustodyStay

    establishment = factory.SubFactory(EstablishmentFactory)
    starts_on = datetime.date(2026, 1, 5)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        """With what follows from it, as the service would."""
        stay = super()._create(model_class, *args, **kwargs)
        services.refresh_due_reports(people=[stay.profile_id])
        return stay


class CustodyDecisionFactory(DjangoModelFactory):
    class Meta:
        model = CustodyDecision

    stay = factory.SubFactory(CustodyStayFactory)
    team = factory.SubFactory(TeamFactory)
    about = CustodyDecision.About.GIVING
    reason = "Leaves next week"
    decided_by = factory.SelfAttribute("stay.added_by")


class KeyDateKindFactory(DjangoModelFactory):
    class Meta:
        model = KeyDateKind
        django_get_or_create = ("code",)

    code = "sentenced"
    name = "Sentenced"
    before_release = True


class KeyDateFactory(DetailFactory):
    class Meta:
        model = KeyDate

    kind = factory.SubFactory(KeyDateKindFactory)
    on = datetime.date(2026, 1, 5)
    note = "Stafford Crown Court"


class CohortKindFactory(DjangoModelFactory):
    class Meta:
        model = CohortKind
        django_get_or_create = ("code",)

    code = "fixed"
    name = "Fixed"


class CohortFactory(DetailFactory):
    class Meta:
        model = Cohort

    kind = factory.SubFactory(CohortKindFactory)
    starts_on = datetime.date(2026, 1, 5)
    reason = "Six burglaries in a year"


class ProgrammeKindFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeKind
        django_get_or_create = ("code",)

    code = "thinking"
    name = "Thinking and behaviour"


class ProgrammeOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = ProgrammeOutcome
        django_get_or_create = ("code",)

    code = "completed"
    name = "Completed"


class ProgrammeFactory(DetailFactory):
    class Meta:
        model = Programme

    kind = factory.SubFactory(ProgrammeKindFactory)
    name = "Thinking Skills Programme"
    identified_on = datetime.date(2026, 1, 5)
