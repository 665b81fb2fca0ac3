"""Makes areas, agencies, teams, users and memberships for tests."""

import factory
from django.contrib.auth.hashers import make_password
from factory.django import DjangoModelFactory

from agencies.models import Agency, Area, Membership, Team, User

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

    for name in ("add", "get", "set", "delete", "get_many", "set_many", "incr"):
        monkeypatch.setattr(f"django.core.cache.backends.redis.RedisCache.{name}", gone)


def member(team, role=Membership.Role.PRACTITIONER, **user):
    """A person in this team, in this role."""
    return MembershipFactory(team=team, role=role, user=UserFactory(**user)).user
