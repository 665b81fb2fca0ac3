"""Those who take part in an intervention."""

import uuid
from typing import Any

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from core.tidy import is_name
from profiles.models.details import Reach, safe_in_words, unsafe_in_words
from referrals.models.lookups import ConsentMethod, PartyRole, Satisfaction
from referrals.models.register import Intervention, of_letters
from referrals.querysets import PartyQuerySet


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
