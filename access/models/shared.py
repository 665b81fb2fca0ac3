"""What every shared record is, its activity and its exclusions: abstract bases."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.urls import reverse
from simple_history.models import HistoricalRecords

from access.querysets import SharedQuerySet
from agencies.models import Team

USER = settings.AUTH_USER_MODEL


class SharedModel(models.Model):
    """A record that a team owns and others may be given access to.

    Concrete models name their `SECTIONS` in a fixed order: a section's place is its bit on the
    holds, so new ones go to the end. `LETTER` begins their references.
    """

    SECTIONS: dict[str, str] = {}
    # Those that hold nothing yet: their bits are kept, and nobody is offered them.
    EMPTY_SECTIONS: frozenset[str] = frozenset()
    # What comes with any access, in words that begin a sentence.
    ALWAYS_READ = "Its name and who manages it"
    # SQL for the folded surname of who the record is about; None for a kind without one.
    SURNAME: str | None = None
    LETTER = ""
    # May the work on it end, and access with it? Then it says itself whether it `is_open`.
    CAN_CLOSE = False
    # The list of those who can see it, as a file (exports.kinds); none where nobody makes one.
    ACCESS_EXPORTED_AS = ""

    # What each concrete model brings: its holds, exclusions, history.
    team_holds: Any
    user_holds: Any
    exclusions: Any
    history: Any
    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True, editable=False)
    owner_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    lead = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_restricted = models.BooleanField(default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    sort_name = models.CharField(max_length=200, db_collation="C", editable=False)
    search_names = models.TextField(db_collation="C", editable=False, default="")
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = SharedQuerySet.as_manager()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["sort_name", "id"], name="%(class)s_name"),
            models.Index(fields=["owner_team"], name="%(class)s_owner"),
        ]

    class Sensitivity:
        public = "uuid reference owner_team lead is_restricted version created_at"
        personal = "sort_name search_names"

    def get_absolute_url(self):
        return reverse(f"{self._meta.app_label}:overview", args=[self.uuid])

    @classmethod
    def offered_sections(cls) -> dict[str, str]:
        """The sections that hold something, which are given and withheld."""
        return {
            name: words for name, words in cls.SECTIONS.items() if name not in cls.EMPTY_SECTIONS
        }

    @property
    def is_subject(self):
        """Is it about one person, so that events name it as whom they are about?"""
        return self.SURNAME is not None

    @property
    def is_open(self):
        """Does the work on it go on?"""
        return True

    @property
    def event_label(self):
        return f"{self._meta.verbose_name.capitalize()} {self.reference}"

    @classmethod
    def subjects_of(cls, records):
        """The ids of the people whom an event about these records is about."""
        raise NotImplementedError

    def subject_ids(self):
        return self.subjects_of([self])


class Activity(models.Model):
    """When something was last entered in a section of an object.

    Moves only the holds that have the section: the order of a list tells nobody what they do not
    hold.
    """

    section = models.PositiveSmallIntegerField()
    last_at = models.DateTimeField()

    class Meta:
        abstract = True

    class Sensitivity:
        public = "content_object section last_at"


class Exclusion(models.Model):
    """A person who must not see an object, whatever else gives access: a relative, a suspect."""

    content_object: Any
    _history_user: Any

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    excluded_at = models.DateTimeField(db_default=Now(), editable=False)
    excluded_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords(inherit=True)

    class Meta:
        abstract = True

    class Sensitivity:
        public = "uuid content_object excluded_at ended_at"
        personal = "user reason excluded_by ended_by"

    @property
    def event_label(self):
        return "Exclusion"

    def subject_ids(self):
        return self.content_object.subject_ids()


class AboutObject(models.Model):
    """Names an object of any shared model; rows like these outlive access to it."""

    object_type = models.CharField(max_length=60, editable=False)
    object_id = models.BigIntegerField(editable=False)

    class Meta:
        abstract = True
