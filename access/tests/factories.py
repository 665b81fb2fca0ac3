"""Makes lawful bases, grants and requests for tests, through the services."""

import datetime

from django.utils import timezone
from factory.django import DjangoModelFactory

from access import services
from access.levels import Level
from access.models import AccessRequest, Grant
from agencies.models import FOREVER, Agreement, Membership
from agencies.tests.factories import agree
from records.models import LawfulBasis

ALL = ["log", "risk", "reports", "documents", "relationships", "contact_details"]


class LawfulBasisFactory(DjangoModelFactory):
    class Meta:
        model = LawfulBasis
        django_get_or_create = ("code",)

    code = "crime-and-disorder"
    name = "Prevent crime and disorder"


def allow_sharing(one, other):
    """An agreement between the agencies of two teams, where one is needed and none is in force."""
    if one.agency != other.agency and not Agreement.objects.covering(one.agency, other.agency):
        agree(one, other)


def give(obj, by, to, *, level=Level.VIEW, sections=ALL, days=None, named=False):
    """Access of a team, or of a person by name, as a manager would give it."""
    membership = Membership.objects.live().filter(user=to).first() if named else None
    team = membership.team if named else to
    until = timezone.now() + datetime.timedelta(days=days) if days else FOREVER
    allow_sharing(obj.owner_team, team)
    return services.give_access(
        obj=obj,
        by=by,
        team=team,
        membership=membership,
        level=level,
        sections=sections,
        purpose="Joint management",
        basis=LawfulBasisFactory(),
        until=until,
    )


def run_out(grant, hold):
    """Let the grant's time pass, by the clock that the rule reads: the database's."""
    past = timezone.now() - datetime.timedelta(seconds=1)
    type(grant).objects.filter(pk=grant.pk).update(
        valid_from=past - datetime.timedelta(days=1), valid_until=past
    )
    hold.objects.filter(grant=grant).update(valid_until=past)


class GrantFactory(DjangoModelFactory):
    class Meta:
        model = Grant

    @classmethod
    def _create(cls, model_class, *args, obj, by, to, **kwargs):
        return give(obj, by, to, **kwargs)


class AccessRequestFactory(DjangoModelFactory):
    class Meta:
        model = AccessRequest

    @classmethod
    def _create(cls, model_class, *args, obj, by, **kwargs):
        membership = Membership.objects.live().filter(user=by).first()
        asked = {"reason": "linked", "words": "A case of mine", **kwargs}
        return services.ask_for_access(obj=obj, by=by, membership=membership, **asked)
