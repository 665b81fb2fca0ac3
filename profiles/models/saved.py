"""Filters of a list that somebody wants to use again."""

import uuid

from django.db import models
from django.db.models.functions import Lower, Now
from django.urls import reverse

from profiles.querysets import SavedViewQuerySet


class SavedView(models.Model):
    """A list as somebody has narrowed and ordered it, under a name of their own.

    Saves the filters, not the people: it shows those its owner may see when it is opened.
    """

    MOST = 30

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", editable=False, db_index=False
    )
    # The list, by the name of its page: a FilterSet of this kind reads the query.
    kind = models.CharField(max_length=50, default="profiles:list", editable=False)
    name = models.CharField(max_length=60)
    # As the address of the list has it, without the question mark.
    query = models.CharField(max_length=2000, editable=False)
    saved_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint("user", "kind", Lower("name"), name="saved_view_named_once"),
        ]

    class Sensitivity:
        public = "uuid kind saved_at"
        personal = "user name query"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return f"{reverse(self.kind)}?{self.query}"

    @property
    def event_label(self):
        return "Saved view"

    def subject_ids(self):
        return []
