"""Makes bases, grants, requests, emergencies and transfers for tests, through the services."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from access import services
from access.levels import Level
from access.models import (
    AccessRequest,
    BreakGlass,
    Discovery,
    Grant,
    ListingException,
    SampledAccess,
    Transfer,
)
from access.sampling import WEEK, bounds, monday_of
from agencies.models import FOREVER, Agreement, Membership
from agencies.tests.factories import agree
from audit.models import Event
from records.models import LawfulBasis

ALL = [
    *("log", "risk", "reports", "documents", "relationships", "contact_details"),
    "missing_plan",
]


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


def give(obj, by, to, *, level=Level.VIEW, sections=ALL, days=None, named=False, **more):
    """Access of a team, or of a person by name, as a manager would give it."""
    # Somebody who is in a team in two roles is named in the first of them.
    places = Membership.objects.live().order_by("team__name", "pk")
    membership = places.filter(user=to).first() if named else None
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
        **more,
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


class DiscoveryFactory(DjangoModelFactory):
    """DiscoveryFactory(obj=…, by=…): someone at work beside the owner found the record."""

    class Meta:
        model = Discovery

    @classmethod
    def _create(cls, model_class, *args, obj, by, **kwargs):
        return services.find_record(obj=obj, by=by)


class BreakGlassFactory(DjangoModelFactory):
    """BreakGlassFactory(obj=…, by=…): someone who knows of the record reads it for an hour."""

    class Meta:
        model = BreakGlass

    @classmethod
    def _create(cls, model_class, *args, obj, by, membership=None, reason="A child at risk"):
        membership = membership or Membership.objects.with_record_access(by).first()
        return services.break_glass(obj=obj, by=by, membership=membership, reason=reason)


class TransferFactory(DjangoModelFactory):
    """TransferFactory(obj=…, by=…, to=…): a proposal that the team manages the record."""

    class Meta:
        model = Transfer

    @classmethod
    def _create(cls, model_class, *args, obj, by, to, days=None, **kwargs):
        until = timezone.now() + datetime.timedelta(days=days) if days else FOREVER
        terms = {"note": "He has moved", "keep": Transfer.Keep.NOTHING, **kwargs}
        return services.propose_transfer(
            obj=obj, by=by, to_team=to, basis=LawfulBasisFactory(), keep_until=until, **terms
        )


def restrict(obj, by):
    """A record restricted by a manager of its owner team, as it is now."""
    return services.restrict_record(obj=obj, by=by, reason="A threat", basis=LawfulBasisFactory())


class ListingExceptionFactory(DjangoModelFactory):
    """ListingExceptionFactory(user=officer): asked of the managers of the officer's team."""

    class Meta:
        model = ListingException

    team = factory.LazyAttribute(lambda asked: asked.user.acting_team)
    reason = "The weekly meeting goes through the whole cohort"


class SampledAccessFactory(DjangoModelFactory):
    """SampledAccessFactory(obj=person, by=officer): a look in the night of last week's Tuesday."""

    class Meta:
        model = SampledAccess

    @classmethod
    def _create(cls, model_class, *args, obj, by, at=None, section="", **kwargs):
        week = kwargs.setdefault("week", monday_of(timezone.localdate()) - WEEK)
        at = at or bounds(week)[0] + datetime.timedelta(days=1, hours=3)
        event = look(by, obj, at, section=section)
        team = by.acting_team
        return super()._create(
            model_class,
            *args,
            object_type=obj._meta.label_lower,
            object_id=obj.pk,
            **{
                "owner_team": obj.owner_team,
                "event_id": event.pk,
                "user": by,
                "user_name": by.name,
                "user_team": team.name if team else "",
                "looked_at": at,
                "why": [SampledAccess.Why.OUTSIDE_HOURS],
                **kwargs,
            },
        )


def look(by, obj, at, *, verb="profile.view:view", operation="consultation", section=""):
    """The event of a look at this moment."""
    return Event.objects.create(
        at=at,
        verb=verb,
        operation=operation,
        actor_id=by.pk,
        **by.as_actor(),
        target_type=obj._meta.label_lower,
        target_id=obj.pk,
        target_label=obj.event_label,
        subjects=obj.subject_ids(),
        section=section,
        detail={"shown": "view"},
    )
