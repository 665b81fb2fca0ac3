"""Programs of other systems: who they are, their keys and their tokens."""

import datetime
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from agencies.models import Team
from api.querysets import ClientQuerySet, KeyQuerySet, TokenQuerySet
from api.scopes import CHOICES, IN_WORDS

LONGEST = datetime.timedelta(days=366)


class ApiClient(models.Model):
    """A program of a partner that uses the API for one team, within fixed scopes, until a day.

    It acts as an account of its own with one membership. It begins when a second person agrees.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100)
    purpose = models.CharField("what it is for", max_length=500)
    contact = models.CharField("technical contact", max_length=200)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="api_clients")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="api_client"
    )
    scopes = ArrayField(models.CharField(max_length=30, choices=CHOICES))
    expires_on = models.DateField("last day")
    names_user = models.BooleanField("must say for whom it writes", default=False)
    a_minute = models.PositiveSmallIntegerField(
        "calls a minute", default=120, validators=[MinValueValidator(1), MaxValueValidator(6000)]
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, editable=False)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    why_revoked = models.CharField(max_length=500, blank=True)

    objects = ClientQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name = "API client"
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by=None)
                | (Q(agreed_at__isnull=False) & ~Q(agreed_by=F("created_by"))),
                name="api_client_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="api_client_revoked_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(a_minute__gte=1), name="api_client_some_calls_a_minute"
            ),
        ]

    class Sensitivity:
        public = (
            "uuid name purpose team account scopes expires_on names_user a_minute created_at "
            "agreed_at revoked_at why_revoked"
        )
        personal = "contact created_by agreed_by revoked_by"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("api-clients:client", args=[self.uuid])

    @property
    def is_over(self):
        return self.expires_on < timezone.localdate()

    @property
    def state(self):
        """What the list says of it."""
        if self.revoked_at:
            return "Revoked"
        if self.agreed_at is None:
            return "Waiting for agreement"
        return "Expired" if self.is_over else "In use"

    @property
    def is_waiting(self):
        return self.agreed_at is None and self.revoked_at is None

    @property
    def scopes_in_words(self):
        """In the order of the form."""
        held = sorted(self.scopes, key=[*IN_WORDS, *self.scopes].index)
        return [(code, IN_WORDS.get(code, code)) for code in held]

    @property
    def event_label(self):
        return f"API client {self.name}"[:100]

    def subject_ids(self):
        return []


class ClientKey(models.Model):
    """A key of a client: 256 random bits, shown once and kept as a hash.

    Several may live at once, so that the partner changes to a new one without a gap.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="keys")
    # By which people tell keys apart; it opens nothing.
    prefix = models.CharField(max_length=16)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = KeyQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = "key of an API client"
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="client_key_revoked_by_someone",
            ),
        ]

    class Sensitivity:
        public = "uuid client prefix created_at expires_at last_used_at revoked_at"
        personal = "digest created_by revoked_by"

    def __str__(self):
        return self.prefix

    @property
    def is_over(self):
        return self.expires_at <= timezone.now()

    @property
    def last_day(self):
        """The last day on which it works: it ends when that day is over."""
        return timezone.localdate(self.expires_at - datetime.timedelta(microseconds=1))

    @property
    def event_label(self):
        return f"Key {self.prefix} of {self.client}"[:100]

    def subject_ids(self):
        return []


class AccessToken(models.Model):
    """What a client got for a key by OAuth 2: it opens the API for half an hour.

    It ends with its key.
    """

    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="tokens")
    key = models.ForeignKey(ClientKey, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    scopes = ArrayField(models.CharField(max_length=30, choices=CHOICES))
    issued_at = models.DateTimeField(db_default=Now())
    expires_at = models.DateTimeField()

    objects = TokenQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        verbose_name = "access token"
        indexes = [models.Index(fields=["expires_at"], name="access_token_expires")]

    class Sensitivity:
        public = "client key scopes issued_at expires_at"
        personal = "digest"

    def __str__(self):
        return f"Token of {self.client}"
