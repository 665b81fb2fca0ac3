"""Forms that were sent: once, or too late."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

USER = settings.AUTH_USER_MODEL


class SpentToken(models.Model):
    """A form that was saved, by its token, and the address that it led to."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    came_to = models.CharField(max_length=1000, blank=True)
    # A digest of what the form said, with its address.
    words = models.CharField(max_length=64, blank=True)
    spent_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["spent_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="token_spent_once"),
        ]
        indexes = [
            models.Index(fields=["spent_at"], name="token_age"),
            models.Index(fields=["user", "words"], condition=~Q(words=""), name="token_words"),
        ]

    class Sensitivity:
        public = "spent_at came_to"
        personal = "user digest words"

    def __str__(self):
        return f"Form saved at {self.spent_at}"


class LateForm(models.Model):
    """What a form held that was sent after its sender's session had ended: theirs alone."""

    user = models.ForeignKey(USER, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=500)
    payload = models.JSONField(default=dict)
    sent_at = models.DateTimeField(db_default=Now(), editable=False)
    shown_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "address"], name="late_form_once"),
        ]
        indexes = [models.Index(fields=["sent_at"], name="late_form_age")]

    class Sensitivity:
        public = "sent_at shown_at"
        personal = "user address"
        special = "payload"

    def __str__(self):
        return f"Form sent late at {self.sent_at}"

    @property
    def event_label(self):
        return "Form sent after the session had ended"

    def subject_ids(self):
        return []
