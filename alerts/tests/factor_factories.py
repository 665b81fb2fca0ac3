"""Makes trigger factors for tests, through the services, and what sets them off."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from agencies.models import Membership
from agencies.tests.factories import member
from alerts.factors import services
from alerts.models import Fact, Factor, FactorVersion, Firing, FiringFact, Judgement
from audit.jobs import drain_deliveries
from profiles.tests.factories import write_contact
from profiles.tests.factories.log import ContactOutcomeFactory

RULE = {"kind": "missed", "what": "", "count": 3, "days": 90, "tell": "owner", "level": 3}


def rule_of(team, by=None, name="Repeated missed contacts", on=True, **rule):
    """A rule of the team, switched on by its manager."""
    by = by or member(team, Membership.Role.MANAGER)
    made = services.add_factor(team=team, by=by, name=name, **RULE | rule)
    return services.switch_factor(factor=made, by=by, on=True) if on else made


def days_ago(days):
    return timezone.localdate() - datetime.timedelta(days=days)


def miss(person, by, *days):
    """Contacts on these days before today that the person did not keep."""
    outcome = ContactOutcomeFactory(
        code="did-not-attend", name="Did not attend", speaks_for_itself=True
    )
    for day in days:
        write_contact(person, by, happened_on=days_ago(day), outcome=outcome, text="")
    drain()


def drain():
    """All that follows, and what follows from that."""
    while drain_deliveries():
        pass


class FactorFactory(DjangoModelFactory):
    class Meta:
        model = Factor

    @classmethod
    def _create(cls, model_class, *args, team, **kwargs):
        return rule_of(team, **kwargs)


class FactorVersionFactory(DjangoModelFactory):
    class Meta:
        model = FactorVersion

    kind, days = "missed", 90


class FactFactory(DjangoModelFactory):
    class Meta:
        model = Fact

    kind = "missed"
    happens_on = factory.LazyFunction(timezone.localdate)
    source_id = factory.Sequence(lambda n: 10**9 + n)


class FiringFactory(DjangoModelFactory):
    class Meta:
        model = Firing


class FiringFactFactory(DjangoModelFactory):
    class Meta:
        model = FiringFact


class JudgementFactory(DjangoModelFactory):
    class Meta:
        model = Judgement
