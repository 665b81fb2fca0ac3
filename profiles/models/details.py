"""What belongs to a person: other names, roles, warnings, addresses, phones, identifiers."""

import uuid
from typing import Any, ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from simple_history.models import HistoricalRecords

from core.tidy import is_name
from core.wording import lowered
from profiles.models.lookups import AddressKind, PhoneKind, WarningKind
from profiles.models.person import Profile
from profiles.numbers import WrongNumberError, canonical
from profiles.postcodes import LONGEST
from profiles.querysets import (
    AddressQuerySet,
    ContactDetailQuerySet,
    DetailQuerySet,
    PhoneQuerySet,
)
from profiles.towns import town_of


class Detail(models.Model):
    """One dated fact of a person. It is ended, not removed."""

    # What is asked before one is added.
    edit_action: ClassVar[str] = "profile.edit"

    # What each concrete detail brings.
    profile: Any
    history: Any
    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    added_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", editable=False
    )
    added_at = models.DateTimeField(db_default=Now(), editable=False)
    starts_on = models.DateField("from", null=True, blank=True)
    ends_on = models.DateField("until", null=True, blank=True)

    objects = DetailQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["pk"]
        base_manager_name = "objects"

    def subject_ids(self):
        return [self.profile_id]

    @property
    def facts(self):
        """What a line says below the detail itself, a sentence each."""
        return []

    @property
    def cautions(self):
        """What must not be overlooked before it is used, a word or two each."""
        return []

    @property
    def event_label(self):
        return f"{self._meta.verbose_name.capitalize()} of {self.profile.reference}"


def dated(name):
    """A detail does not end before it starts."""
    return models.CheckConstraint(
        condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
        name=f"{name}_ends_after_start",
    )


class OtherName(Detail):
    """An alias, a maiden or former name, a street name."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="other_names")
    surname = models.CharField(max_length=80, blank=True, validators=[is_name])
    forenames = models.CharField("first names", max_length=110, blank=True, validators=[is_name])

    history = HistoricalRecords()

    class Meta(Detail.Meta):
        verbose_name = "other name"
        constraints = [
            dated("othername"),
            models.CheckConstraint(
                condition=~Q(surname="", forenames=""), name="othername_says_something"
            ),
        ]

    class Sensitivity:
        public = "uuid profile added_by added_at"
        personal = "surname forenames starts_on ends_on"

    def __str__(self):
        return f"{self.forenames} {self.surname}".strip()


class Role(Detail):
    """What a person is to the partnership; several at once, each with dates and a source.

    The Data Protection Act 2018 s.38 asks that suspects, convicted people, victims and witnesses
    are told apart.
    """

    class Kind(models.TextChoices):
        SUSPECT = "suspect", "Suspect"
        OFFENDER = "offender", "Offender"
        PERPETRATOR = "perpetrator", "ASB perpetrator"
        VICTIM = "victim", "Victim"
        COMPLAINANT = "complainant", "Complainant"
        WITNESS = "witness", "Witness"
        VULNERABLE = "vulnerable", "Vulnerable"
        MISSING = "missing", "Missing person"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField("role", max_length=15, choices=Kind)
    source = models.CharField(max_length=200)

    history = HistoricalRecords()

    class Meta(Detail.Meta):
        constraints = [
            dated("role"),
            models.UniqueConstraint(
                fields=["profile", "kind"],
                condition=Q(ends_on=None),
                name="role_once",
                violation_error_message="This person has that role already. End it first.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["kind", "profile"], include=["starts_on", "ends_on"], name="role_kind"
            )
        ]

    class Sensitivity:
        public = "uuid profile added_by added_at"
        special = "kind source starts_on ends_on"

    def __str__(self):
        return self.get_kind_display()

    @property
    def facts(self):
        return [self.source]


class Warning(Detail):
    """What staff must know before they act. It hangs on the person, whatever the episode."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="warnings")
    kind = models.ForeignKey(WarningKind, on_delete=models.PROTECT, related_name="+")
    text = models.CharField("what to know", max_length=300)
    # The letters by which the prison or the police have it.
    code = models.CharField(max_length=12, blank=True)
    source = models.CharField(max_length=150, blank=True, db_default="")
    review_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()

    class Meta(Detail.Meta):
        constraints = [dated("warning")]
        indexes = [
            models.Index(
                fields=["kind", "profile"], include=["starts_on", "ends_on"], name="warning_kind"
            )
        ]

    class Sensitivity:
        public = "uuid profile added_by added_at review_on"
        special = "kind text code source starts_on ends_on"

    def __str__(self):
        return f"{self.kind}: {self.text}"

    def clean(self):
        """Codes are capitals."""
        self.code = self.code.upper()

    @property
    def facts(self):
        source = [f"From {self.source}"] if self.source else []
        return [*source, *([f"Code {self.code}"] if self.code else [])]

    @property
    def is_restricted(self):
        """Added and changed only by managers of the owner team."""
        return self.kind.is_restricted


# What is said of a way to reach somebody, for each answer.
SAFE = {
    "safe_to_contact": "Safe to contact",
    "safe_to_leave_message": "Safe to leave a message",
}
UNSAFE = {
    "safe_to_contact": "Not safe to contact",
    "safe_to_leave_message": "Do not leave a message",
}


def safe_in_words(way):
    """What may be done with a way to reach somebody."""
    return [words for name, words in SAFE.items() if getattr(way, name) == Reach.Safe.YES]


def unsafe_in_words(way):
    """What must not be done with a way to reach somebody."""
    return [words for name, words in UNSAFE.items() if getattr(way, name) == Reach.Safe.NO]


class Reach(Detail):
    """A way to reach a person, and whether that is safe."""

    edit_action = "contact_details.edit"
    # What stands before it in a sentence: a message is left on a number, at an address.
    preposition = "at"

    class Safe(models.TextChoices):
        YES = "yes", "Yes"
        NO = "no", "No"

    kind: Any

    is_confidential = models.BooleanField("confidential", default=False)
    safe_to_contact = models.CharField(max_length=3, choices=Safe, blank=True)
    safe_to_leave_message = models.CharField(
        "safe to leave a message", max_length=3, choices=Safe, blank=True
    )

    objects = ContactDetailQuerySet.as_manager()

    class Meta(Detail.Meta):
        abstract = True

    @property
    def facts(self):
        return [*([str(self.kind)] if self.kind else []), *safe_in_words(self)]

    @property
    def cautions(self):
        return [*(["Confidential"] if self.is_confidential else []), *unsafe_in_words(self)]


class Address(Reach):
    """Where a person lives or lived. A confidential one must not reach the other side."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="addresses")
    kind = models.ForeignKey(
        AddressKind, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField("address", max_length=500)
    postcode = models.CharField(max_length=LONGEST, blank=True)
    # Folded as `core.tidy.folded` does, the postcode with and without its space.
    search_text = models.GeneratedField(
        expression=Func("text", "postcode", function="address_for_search"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    objects = AddressQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_text"])

    class Meta(Detail.Meta):
        verbose_name_plural = "addresses"
        constraints = [dated("address")]
        indexes = [
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="address_search"),
        ]

    class Sensitivity:
        public = "uuid profile added_by added_at"
        personal = (
            "kind text postcode search_text is_confidential safe_to_contact "
            "safe_to_leave_message starts_on ends_on"
        )

    def __str__(self):
        return ", ".join(filter(None, [self.text, self.postcode]))

    @property
    def in_short(self):
        """Lives in Stafford; staying in Lowestoft (approved premises).

        A confidential one is left to the Details tab: this line stands at the top of a screen.
        """
        if self.is_confidential:
            return "Address confidential"
        if self.kind is None or self.kind.code == AddressKind.HOME:
            return f"Lives in {town_of(self.text)}"
        return f"Staying in {town_of(self.text)} ({lowered(self.kind.name)})"


class Phone(Reach):
    """A number a person can be reached at, and whether it is safe to leave a message."""

    preposition = "on"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="phones")
    kind = models.ForeignKey(
        PhoneKind, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField("phone number", max_length=30)
    note = models.CharField(max_length=100, blank=True)
    # As it is dialled here, like `profiles.search.digits_of`.
    digits = models.GeneratedField(
        expression=Func("number", function="phone_for_search"),
        output_field=models.TextField(db_collation="C"),
        db_persist=True,
    )

    objects = PhoneQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["digits"])

    class Meta(Detail.Meta):
        constraints = [dated("phone")]
        indexes = [GinIndex(OpClass("digits", name="gin_trgm_ops"), name="phone_digits")]

    class Sensitivity:
        public = "uuid profile added_by added_at"
        personal = (
            "kind number note digits is_confidential safe_to_contact safe_to_leave_message "
            "starts_on ends_on"
        )

    def __str__(self):
        return self.number

    @property
    def facts(self):
        return [*super().facts, *([self.note] if self.note else [])]


class Identifier(Detail):
    """A number by which another system knows the person; several of a kind over time."""

    class Kind(models.TextChoices):
        PNC = "pnc", "PNC"
        CRO = "cro", "CRO"
        PRISON = "prison", "Prison number"
        CRN = "crn", "CRN"
        NHS = "nhs", "NHS number"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="identifiers")
    kind = models.CharField(max_length=10, choices=Kind)
    value = models.CharField("number", max_length=30)

    history = HistoricalRecords()

    class Meta(Detail.Meta):
        constraints = [
            dated("identifier"),
            models.UniqueConstraint(
                fields=["profile", "kind", "value"],
                name="identifier_once",
                violation_error_message="This number is already recorded.",
            ),
        ]
        indexes = [models.Index(fields=["value", "kind"], name="identifier_value")]

    class Sensitivity:
        public = "uuid profile added_by added_at kind"
        personal = "value starts_on ends_on"

    def __str__(self):
        return f"{self.get_kind_display()} {self.value}"

    def clean(self):
        """Every number is kept in one form, so that it is found however it is typed."""
        if self.kind and self.value:
            try:
                self.value = canonical(self.kind, self.value)
            except WrongNumberError as error:
                raise ValidationError({"value": str(error)}) from error
