"""The register: restorative interventions, who took part, and what they agreed."""

import uuid
from typing import Any

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Upper
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from core.dates import format_day
from core.tidy import is_name
from profiles.models.details import Reach, safe_in_words, unsafe_in_words
from referrals.models.lookups import (
    ConsentMethod,
    PartyRole,
    RjLevel,
    RjMethod,
    RjOffence,
    Satisfaction,
)
from referrals.querysets import InterventionQuerySet, PartyQuerySet, TermQuerySet

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


class Party(models.Model):
    """Somebody who takes part in an intervention, with a record on E-CINS or without.

    What it says of the person is a copy, confirmed by its writer: the register answers
    from it alone.
    """

    # Whom its history names, set by the services.
    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    intervention = models.ForeignKey(
        Intervention, on_delete=models.CASCADE, related_name="parties"
    )
    profile = models.ForeignKey(
        "profiles.Profile",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="record on E-CINS",
    )
    role = models.ForeignKey(PartyRole, on_delete=models.PROTECT, related_name="+")
    forenames = models.CharField("first names", max_length=110, blank=True, validators=[is_name])
    surname = models.CharField(max_length=80, validators=[is_name])
    also_known_as = models.CharField(max_length=200, blank=True)
    born_on = models.DateField("date of birth", null=True, blank=True)
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    # Of the phone, as a record says it: its readers ring somebody whose record they cannot see.
    safe_to_contact = models.CharField(
        max_length=3, choices=Reach.Safe, blank=True, default="", db_default=""
    )
    safe_to_leave_message = models.CharField(
        "safe to leave a message",
        max_length=3,
        choices=Reach.Safe,
        blank=True,
        default="",
        db_default="",
    )
    phone_note = models.CharField(
        "note about the phone", max_length=100, blank=True, default="", db_default=""
    )
    consented_on = models.DateField("agreed to take part on", null=True, blank=True)
    consent_method = models.ForeignKey(
        ConsentMethod, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrew_on = models.DateField("withdrew on", null=True, blank=True)
    withdrew_because = models.CharField("why", max_length=300, blank=True)
    satisfaction = models.ForeignKey(
        Satisfaction, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    satisfaction_words = models.CharField(max_length=500, blank=True)
    # For searches of the register: copies of its area and of the day on which it is looked up.
    area = models.ForeignKey(
        "agencies.Area", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    is_registered = models.BooleanField(default=False, editable=False)
    happened_on = models.DateField(editable=False)
    sort_name = models.CharField(max_length=200, editable=False)
    search_names = models.TextField(editable=False)
    search_address = models.TextField(editable=False, default="")
    digits = models.CharField(max_length=40, editable=False, default="")

    objects = PartyQuerySet.as_manager()
    history = HistoricalRecords(
        excluded_fields=[
            *("area", "is_registered", "happened_on", "sort_name", "search_names"),
            *("search_address", "digits"),
        ]
    )

    class Meta:
        ordering = ["role__position", "pk"]
        base_manager_name = "objects"
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "profile"],
                condition=Q(profile__isnull=False),
                name="party_once",
                violation_error_message="This person takes part in it already.",
            ),
            models.CheckConstraint(
                condition=Q(consented_on=None, consent_method=None)
                | Q(consented_on__isnull=False, consent_method__isnull=False),
                name="party_consented_somehow",
            ),
            models.CheckConstraint(
                condition=Q(withdrew_on=None)
                | Q(consented_on__isnull=False, withdrew_on__gte=models.F("consented_on")),
                name="party_withdrew_what_they_gave",
            ),
        ]
        indexes = [
            models.Index(
                fields=["area", "sort_name"],
                opclasses=["int8_ops", "text_pattern_ops"],
                name="party_sort_name",
                condition=Q(is_registered=True),
            ),
            models.Index(
                fields=["area", "born_on"], name="party_born_on", condition=Q(is_registered=True)
            ),
            of_letters("search_names", "party_names", Q(is_registered=True)),
            of_letters("search_address", "party_address", Q(is_registered=True)),
            of_letters("digits", "party_digits", Q(is_registered=True)),
        ]

    class Sensitivity:
        public = (
            "uuid intervention profile role consented_on consent_method withdrew_on satisfaction "
            "area is_registered happened_on"
        )
        personal = (
            "forenames surname also_known_as born_on address phone safe_to_contact "
            "safe_to_leave_message phone_note sort_name search_names search_address digits"
        )
        special = "withdrew_because satisfaction_words"

    def __str__(self):
        return f"{self.role} in {self.intervention.reference}"

    @property
    def name(self):
        return f"{self.forenames} {self.surname}".strip()

    @property
    def event_label(self):
        return self.intervention.event_label

    def subject_ids(self):
        return [self.profile_id] if self.profile_id else []

    @property
    def safe(self):
        """What may be done with the phone, in words."""
        return safe_in_words(self)

    @property
    def cautions(self):
        """What must not be done with the phone, in words."""
        return unsafe_in_words(self)

    @property
    def is_safety_unknown(self):
        """A phone of which nobody has said whether it is safe."""
        return bool(self.phone) and not self.safe and not self.cautions

    @property
    def consents(self):
        """Agreed to take part, and has not withdrawn."""
        return self.consented_on is not None and self.withdrew_on is None


class Term(models.Model):
    """One thing that somebody agreed to do: by when, and whether they did."""

    class State(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        NOT_DONE = "not_done", "Not done"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="terms")
    text = models.CharField("what was agreed", max_length=300)
    due_on = models.DateField("by when")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    settled_on = models.DateField(null=True, blank=True)
    evidence = models.CharField("how it is known", max_length=500, blank=True)
    victim_told_on = models.DateField("person harmed told on", null=True, blank=True)

    objects = TermQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "pk"]
        base_manager_name = "objects"
        verbose_name = "term of an agreement"
        verbose_name_plural = "terms of agreements"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None)
                | ~Q(state="open") & Q(settled_on__isnull=False),
                name="term_settled_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(state="open"), name="term_open_due"),
        ]

    class Sensitivity:
        public = "uuid intervention due_on state settled_on victim_told_on"
        special = "text evidence"

    def __str__(self):
        return f"Term of {self.intervention.reference}"

    @property
    def event_label(self):
        return self.intervention.event_label

    def subject_ids(self):
        return self.intervention.subject_ids()

    @property
    def is_open(self):
        return self.state == self.State.OPEN

    @property
    def is_overdue(self):
        return self.is_open and self.due_on < timezone.localdate()
