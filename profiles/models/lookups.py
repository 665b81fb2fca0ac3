"""Lists that a partnership may change."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from agencies.models import Agency
from profiles.querysets import ContactKindQuerySet
from records.models import Lookup


class ContactKind(Lookup):
    """How a practitioner dealt with a person: visit, phone, supervision appointment, key work.

    Offered to teams of the kinds of agency that are named here; to every team where none is.
    """

    agency_kinds = ArrayField(
        models.CharField(max_length=12, choices=Agency.Kind), default=list, blank=True
    )

    objects = ContactKindQuerySet.as_manager()

    class Sensitivity:
        public = "agency_kinds"


class ContactOutcome(Lookup):
    """How a dealing went: met, was not at home, declined. Some say by themselves what happened."""

    speaks_for_itself = models.BooleanField(
        "needs no text", default=False, help_text="Nothing took place, so nothing need be written"
    )

    class Sensitivity:
        public = "speaks_for_itself"


class WarningKind(Lookup):
    """What staff must know before they act: risk to staff, self-harm, do not disclose.

    A warning of a restricted kind is added and changed only by managers of the owner team.
    """

    is_restricted = models.BooleanField("restricted", default=False)
    # Self-harm, say: who records a release says whether it is still open.
    asked_at_release = models.BooleanField("asked about at a release", default=False)

    class Sensitivity:
        public = "is_restricted asked_at_release"


class Ethnicity(Lookup):
    """How people define their ethnicity: the 18+1 groups of the census and the police."""

    class Meta(Lookup.Meta):
        verbose_name_plural = "ethnicities"


class AddressKind(Lookup):
    """What an address is to a person: home, approved premises, a placement."""

    HOME = "home"
    # Where somebody may be found, and does not live.
    ELSEWHERE = ("work", "other")


class PhoneKind(Lookup):
    """Whose telephone it is: the person's mobile, home, a relative's."""


class StatutoryKind(Lookup):
    """Under what supervision the law puts a person: licence, order, none."""


class InvolvementRole(Lookup):
    """As what somebody works with a person: lead, key worker, victim's point of contact."""
