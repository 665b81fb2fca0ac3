"""Imports of people from a file, and the rows of each until they are erased."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from imports.columns import BY_KEY
from imports.querysets import ImportQuerySet, ImportRowQuerySet
from profiles.models import Role

USER = settings.AUTH_USER_MODEL
KEPT_DAYS = 30


class Import(models.Model):
    """A partnership's cohort from one file: read, checked, agreed to, and made into records.

    The file itself is not kept. Its rows are, until 30 days after the end; the numbers stay.
    """

    class State(models.TextChoices):
        CHECKING = "checking", "Being checked"
        CHECKED = "checked", "Checked"
        IMPORTING = "importing", "Importing"
        STOPPED = "stopped", "Stopped"
        DONE = "done", "Done"
        CANCELLED = "cancelled", "Cancelled"

    OVER = (State.DONE, State.CANCELLED)

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(
        "agencies.Team", verbose_name="managed by", on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    source = models.CharField("who says so", max_length=200)
    basis = models.ForeignKey(
        "records.LawfulBasis",
        verbose_name="lawful basis",
        on_delete=models.PROTECT,
        related_name="+",
    )
    role = models.CharField(max_length=15, choices=Role.Kind, blank=True)
    file_name = models.CharField(max_length=120, editable=False)
    size = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    read_as = models.CharField(max_length=200, editable=False)
    headings = models.JSONField(default=list, editable=False)
    left_out = models.JSONField(default=list, editable=False)
    notes = models.JSONField(default=list, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.CHECKING, editable=False)
    # How many rows are in each state.
    counts = models.JSONField(default=dict, editable=False)
    # The manager of the team in whose name the rows were compared with records. From then on
    # others who prepared the import are told no more of what becomes of its rows.
    compared_by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    # Rows up to this number are done.
    position = models.PositiveIntegerField(default=0, editable=False)
    agreed_by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True, editable=False)
    stopped_because = models.CharField(max_length=500, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None, agreed_at=None)
                | Q(agreed_by__isnull=False, agreed_at__isnull=False),
                name="import_agreed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["importing", "stopped", "done"])
                | Q(agreed_by__isnull=False),
                name="import_begins_when_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["done", "cancelled"], ended_at__isnull=False)
                | (~Q(state__in=["done", "cancelled"]) & Q(ended_at=None)),
                name="import_over_has_an_end",
            ),
        ]
        indexes = [models.Index(fields=["team", "-asked_at"], name="import_of_team")]

    class Sensitivity:
        public = (
            "uuid team asked_at basis size sha256 read_as headings left_out state counts position "
            "agreed_at ended_at erased_at"
        )
        personal = "asked_by source file_name notes compared_by agreed_by stopped_because"
        special = "role"

    def __str__(self):
        return f"Import {self.pk}"

    def get_absolute_url(self):
        return reverse("imports:detail", args=[self.uuid])

    @property
    def event_label(self):
        return f"Import {self.pk} for {self.team}"

    def subject_ids(self):
        return []

    @property
    def is_over(self):
        return self.state in self.OVER

    @property
    def total(self):
        return sum(self.counts.values())

    def number(self, state):
        """How many rows are in this state."""
        return self.counts.get(state, 0)

    @property
    def to_create(self):
        return self.number("ready")


class ImportRow(models.Model):
    """One person in the file: the cells as they were read, and what came of them."""

    class State(models.TextChoices):
        WAITING = "waiting", "Not checked yet"
        READY = "ready", "Ready"
        PROBLEM = "problem", "Has problems"
        DUPLICATE = "duplicate", "May be on record"
        SKIPPED = "skipped", "Left out"
        IMPORTED = "imported", "Imported"

    of = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    # As the spreadsheet numbers it.
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # By the key of the column; what is of no column, by "".
    problems = models.JSONField(default=dict)
    # Records that may be of this person, each with the reason.
    proposed = models.JSONField(default=list)
    # An earlier row about the same person.
    same_as = models.PositiveIntegerField(null=True)
    # Somebody looked, and it is somebody else than all that was proposed.
    is_another = models.BooleanField(default=False)
    profile = models.ForeignKey(
        "profiles.Profile", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = ImportRowQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="import_row_once"),
            models.CheckConstraint(
                condition=Q(profile=None) | Q(state="imported"), name="import_row_made_a_record"
            ),
        ]
        indexes = [models.Index(fields=["of", "state", "number"], name="import_row_state")]

    class Sensitivity:
        public = "of number state same_as is_another profile"
        special = "cells problems proposed"

    def __str__(self):
        return f"Row {self.number}"

    @property
    def name(self):
        """As it was read."""
        return f"{self.cells.get('forenames', '')} {self.cells.get('surname', '')}".strip()

    @property
    def problems_in_words(self):
        """Pairs: the heading of the column, and what is wrong in it."""
        return [
            (BY_KEY[key].heading if key in BY_KEY else "Row", words)
            for key, words in self.problems.items()
        ]

    def subject_ids(self):
        return [self.profile_id] if self.profile_id else []
