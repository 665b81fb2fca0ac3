"""Calls with an Idempotency-Key: what each came to."""

from django.db import models
from django.db.models.functions import Now

from api.models.clients import ApiClient
from api.querysets import CallQuerySet


class IdempotentCall(models.Model):
    """A call that did something, kept for a week: the same call again does nothing.

    It keeps where the outcome is, never what the answer said: that is read again by the caller's
    access of the day.
    """

    client = models.ForeignKey(ApiClient, on_delete=models.CASCADE, related_name="calls")
    key = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    location = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(db_default=Now())

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["client", "key"], name="call_once"),
        ]
        indexes = [models.Index(fields=["at"], name="call_at")]

    class Sensitivity:
        public = "client key digest status location at"

    def __str__(self):
        return f"Call {self.key}"
