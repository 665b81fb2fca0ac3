"""Makes areas, agencies, teams, users and memberships for tests."""

import datetime

import factory
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone
from factory.django import DjangoModelFactory

from agencies.models import (
    Agency,
    Agreement,
    Area,
    JoiningProposal,
    Membership,
    Team,
    User,
)
from core.breaker import Breaker

PASSWORD = "seven green herons wade"


class AreaFactory(DjangoModelFactory):
    class Meta:
        model = Area
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"T23{n:06}")
    name = factory.Sequence(lambda n: f"Force {n}")
    level = Area.Level.FORCE


class PartnershipFactory(AreaFactory):
    code = factory.Sequence(lambda n: f"T22{n:06}")
    name = factory.Sequence(lambda n: f"Partnership {n}")
    level = Area.Level.PARTNERSHIP
    parent = factory.SubFactory(AreaFactory)


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda n: f"Agency {n}")
    kind = Agency.Kind.POLICE


class TeamFactory(DjangoModelFactory):
    """TeamFactory(areas=[norfolk]); without areas, one of its own."""

    class Meta:
        model = Team
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n}")
    agency = factory.SubFactory(AgencyFactory)
    phone = "01632 960 100"

    @factory.post_generation
    def areas(self, create, extracted, **kwargs):
        if create:
            self.areas.set([AreaFactory()] if extracted is None else extracted)


class UserFactory(DjangoModelFactory):
    """A person whose password is `PASSWORD`."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.Sequence(lambda n: f"Person {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    team = factory.SubFactory(TeamFactory)
    role = Membership.Role.PRACTITIONER


def cache_away(monkeypatch):
    """The cache's server is gone."""

    def gone(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr("core.cache.breaker", Breaker(seconds=15))
    for name in ("add", "get", "set", "delete", "get_many", "set_many", "incr"):
        monkeypatch.setattr(f"django.core.cache.backends.redis.RedisCache.{name}", gone)


def member(team, role=Membership.Role.PRACTITIONER, **user):
    """A person in this team, in this role."""
    return MembershipFactory(team=team, role=role, user=UserFactory(**user)).user


class AgreementFactory(DjangoModelFactory):
    """AgreementFactory(partners=[a, b]); without partners, two of its own."""

    class Meta:
        model = Agreement
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Agreement {n}")
    purpose = "To manage offenders together"
    in_force_from = factory.LazyFunction(lambda: days_on(-30))
    in_force_until = factory.LazyFunction(lambda: days_on(365))
    review_due_on = factory.LazyAttribute(lambda agreement: agreement.in_force_until)
    owner_team = factory.SubFactory(TeamFactory)

    @factory.post_generation
    def partners(self, create, extracted, **kwargs):
        if create:
            own = [self.owner_team.agency, AgencyFactory()]
            self.partners.set(own if extracted is None else extracted)


class JoiningProposalFactory(DjangoModelFactory):
    class Meta:
        model = JoiningProposal

    team = factory.SubFactory(TeamFactory)
    user = factory.SubFactory(UserFactory)
    asked_by = factory.SelfAttribute("user")
    role = Membership.Role.PRACTITIONER
    reason = "Cover for a colleague on leave"


def days_on(number):
    """The day so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=number)


def agree(one, other, **fields):
    """An agreement in force between two agencies, or the agencies of two teams."""
    partners = [getattr(party, "agency", party) for party in (one, other)]
    if "owner_team" not in fields:
        team = one if isinstance(one, Team) else one.teams.first()
        fields["owner_team"] = team or TeamFactory(agency=one)
    with transaction.atomic():  # both partners before the database counts them
        return AgreementFactory(partners=partners, **fields)
