"""The register: restorative interventions, whatever their level."""

import uuid

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Upper
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from core.dates import format_day
from referrals.models.lookups import (
    RjLevel,
    RjMethod,
    RjOffence,
)
from referrals.querysets import InterventionQuerySet

USER, TEAM = "agencies.User", "agencies.Team"
REGISTERED = Q(registered_at__isnull=False)


def of_letters(column, name, condition):
    """An index of three letters, within the area."""
    letters = OpClass(column, name="gin_trgm_ops")
    return GinIndex(F("area"), letters, name=name, condition=condition)


class Intervention(models.Model):
    """One restorative intervention, whatever its level: an entry of the register of a force area.

    That of a referral is in the register from the day on which the referral is accepted.
    """

    class Admission(models.TextChoices):
        ADMITTED = "admitted", "Admitted"
        DENIED = "denied", "Not admitted"
        UNKNOWN = "unknown", "Not asked yet"

    class Agreement(models.TextChoices):
        NONE = "none", "No agreement"
        ACTIVE = "active", "Being kept"
        KEPT = "kept", "Kept"
        BROKEN = "broken", "Broken"
        WITHDRAWN = "withdrawn", "Withdrawn"

    LETTER = "J"
    OVER = (Agreement.KEPT, Agreement.BROKEN, Agreement.WITHDRAWN)
    # Something was agreed, whatever came of it.
    AGREED = (Agreement.ACTIVE, Agreement.KEPT, Agreement.BROKEN)
    # Events are about those who take part in it.
    is_subject = False

    # For a page, set by `referrals.parties.attach`: the parties as the reader may know them, and
    # whether the reader may read what was written.
    shown, reads_words = (), False

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    # The police force area in whose register it is.
    area = models.ForeignKey("agencies.Area", on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(TEAM, on_delete=models.PROTECT, related_name="+", editable=False)
    recorded_by = models.ForeignKey(
        USER, on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    recorded_by_name = models.CharField(max_length=150, editable=False)
    recorded_at = models.DateTimeField(db_default=Now(), editable=False)
    registered_at = models.DateTimeField(null=True, editable=False)

    level = models.ForeignKey(RjLevel, on_delete=models.PROTECT, related_name="+")
    offence = models.ForeignKey(
        RjOffence, on_delete=models.PROTECT, related_name="+", verbose_name="offence or incident"
    )
    number = models.CharField("crime or incident number", max_length=40, blank=True)
    happened_on = models.DateField("date of the offence or incident")
    place = models.CharField(max_length=200, blank=True)
    summary = models.TextField("what happened", max_length=2000, blank=True)
    method = models.ForeignKey(
        RjMethod, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    admission = models.CharField(
        "responsibility", max_length=10, choices=Admission, default=Admission.UNKNOWN
    )
    officer_name = models.CharField("officer", max_length=150)
    officer_phone = models.CharField("officer’s phone", max_length=40, blank=True)
    facilitator = models.CharField(max_length=150, blank=True)
    champion_name = models.CharField("RJ champion consulted", max_length=150, blank=True)
    champion_on = models.DateField("consulted on", null=True, blank=True)
    champion_advice = models.CharField("advice", max_length=500, blank=True)
    # Home Office outcome 8.
    is_community_resolution = models.BooleanField("community resolution", default=False)
    agreement = models.CharField(max_length=10, choices=Agreement, default=Agreement.NONE)
    agreed_on = models.DateField(null=True, blank=True)
    # When the agreement was found kept or broken, or the intervention withdrawn.
    ended_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=500, blank=True)
    case = models.ForeignKey(
        "cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    search_words = models.TextField(editable=False, default="")

    objects = InterventionQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_words"])

    class Meta:
        ordering = ["-happened_on", "-pk"]
        base_manager_name = "objects"
        verbose_name = "RJ intervention"
        constraints = [
            models.CheckConstraint(
                condition=~Q(agreement="active") | Q(agreed_on__isnull=False),
                name="intervention_agreed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(agreement__in=["kept", "broken", "withdrawn"])
                | Q(ended_on__isnull=False),
                name="intervention_ended_on_a_day",
            ),
        ]
        indexes = [
            of_letters("search_words", "intervention_words", REGISTERED),
            models.Index(Upper("number"), name="intervention_number", condition=REGISTERED),
            models.Index(
                fields=["area", "-happened_on", "-id"],
                name="intervention_latest",
                condition=REGISTERED,
            ),
        ]

    class Sensitivity:
        public = (
            "uuid reference area team recorded_by recorded_at registered_at level offence "
            "happened_on method admission champion_on is_community_resolution agreement agreed_on "
            "ended_on case"
        )
        personal = (
            "recorded_by_name number place officer_name officer_phone facilitator champion_name"
        )
        special = "summary champion_advice outcome search_words"

    def __str__(self):
        return f"{self.offence}, {format_day(self.happened_on)}"

    def get_absolute_url(self):
        return reverse("rj:entry", args=[self.uuid])

    @property
    def event_label(self):
        return f"RJ intervention {self.reference}"

    @classmethod
    def subjects_of(cls, entries):
        """The people whom a task about these names: none, as it gives kind, day and reference."""
        return []

    @property
    def is_registered(self):
        """Is it in the register, or only said by a referral that was not accepted yet?"""
        return self.registered_at is not None

    def subject_ids(self):
        """The people whose records it names; of a page of many, asked once by the page."""
        found = self.parties.filter(profile__isnull=False).order_by()
        return sorted(set(found.values_list("profile_id", flat=True)))

    def clean(self):
        """Nothing happened tomorrow, and nobody agreed or was consulted before it happened."""
        today, problems = timezone.localdate(), {}
        if self.happened_on > today:
            day = format_day(self.happened_on)
            problems["happened_on"] = f"Enter today or earlier. You entered {day}"
        for name in ("champion_on", "agreed_on", "ended_on"):
            day = getattr(self, name)
            if day and not self.happened_on <= day <= today:
                problems[name] = f"Enter a day from {format_day(self.happened_on)} to today"
        if self.agreement == self.Agreement.ACTIVE and self.agreed_on is None:
            problems["agreed_on"] = "Enter the day on which it was agreed"
        if self.agreement in self.OVER and self.ended_on is None:
            problems["ended_on"] = "Enter the day on which it was found so"
        if self.ended_on and self.agreed_on and self.ended_on < self.agreed_on:
            problems["ended_on"] = f"Enter {format_day(self.agreed_on)} or a later day"
        if problems:
            raise ValidationError(problems)
