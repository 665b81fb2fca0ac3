"""Trigger factors: rules as data, the facts that they watch, and what they came to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.urls import reverse

from agencies.models import Area, Team
from alerts.factor_querysets import FactorQuerySet, FactQuerySet, FiringQuerySet
from alerts.levels import Level
from cases.models import Case
from galleries.models import Gallery
from profiles.models import CohortKind, Profile, Role
from tasks.models import Task

USER = settings.AUTH_USER_MODEL


class Fact(models.Model):
    """That something happened to a person on a day, or is due on one: all that a rule looks at.

    Derived from the record, written once; it says no more than its kind and the day. A day to
    come that moves is another fact: the rule asks the record whether it still holds.
    """

    kind = models.CharField(max_length=20)
    # A detail that a rule may ask for: the kind of contact, the role in the case, the new level.
    what = models.CharField(max_length=40, blank=True)
    profile = models.ForeignKey(
        Profile, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    happens_on = models.DateField()
    # Only for those who may read this case too, or who work in this team.
    case = models.ForeignKey(
        Case, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    team = models.ForeignKey(
        Team, null=True, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    # The row of the record that it was derived from.
    source_id = models.BigIntegerField()
    noted_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["happens_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "kind", "source_id", "what", "happens_on"], name="fact_once"
            )
        ]
        indexes = [
            models.Index(fields=["kind", "happens_on", "profile"], name="fact_by_day"),
            models.Index(fields=["profile", "kind", "happens_on"], name="fact_of_profile"),
        ]

    class Sensitivity:
        public = "noted_at source_id team"
        special = "kind what profile happens_on case"

    def __str__(self):
        return f"{self.kind}, {self.happens_on}"


class Factor(models.Model):
    """A rule of a team: what to watch for, whom to tell. It works while it is switched on."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="factors")
    name = models.CharField(max_length=80)
    # The one in force, or that will be.
    current = models.ForeignKey(
        "FactorVersion", null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    is_on = models.BooleanField(default=False)
    switched_at = models.DateTimeField(null=True, editable=False)
    switched_by = models.ForeignKey(
        USER, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    # Of rules that watch the calendar: the last day that was looked at.
    checked_until = models.DateField(null=True, editable=False)

    objects = FactorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["team", "name"],
                name="factor_name_once",
                violation_error_message="Your team has a trigger factor of this name. "
                "Enter another name",
            ),
            models.CheckConstraint(
                condition=Q(is_on=False)
                | Q(switched_at__isnull=False, switched_by__isnull=False, current__isnull=False),
                name="factor_switched_on_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["team"], condition=Q(is_on=True), name="factor_on")]

    class Sensitivity:
        public = "uuid team name current is_on switched_at checked_until"
        personal = "switched_by"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("factors:factor", args=[self.uuid])

    @property
    def event_label(self):
        return f"Trigger factor of {self.team}"

    def subject_ids(self):
        return []


class FactorVersion(models.Model):
    """What a rule said from one day on; written once."""

    class Tell(models.TextChoices):
        OWNER = "owner", "the team that manages the record"
        LEAD = "lead", "the lead of the record"
        OWN = "own", "everyone in this team"
        PEOPLE = "people", "people of this team, named below"
        TEAMS = "teams", "teams, named below"
        NEIGHBOURS = "neighbours", "this team and the teams of neighbouring areas"

    factor = models.ForeignKey(Factor, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField(db_default=Now(), editable=False)
    # Nobody wrote the rules that E-CINS comes with.
    written_by = models.ForeignKey(USER, null=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    what = models.CharField(max_length=40, blank=True)
    # A copy: the name of that entry of its list, as it was.
    what_name = models.CharField(max_length=100, blank=True, editable=False)
    count = models.PositiveSmallIntegerField(default=1)
    days = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=15, choices=Role.Kind, blank=True)
    cohort = models.ForeignKey(
        CohortKind, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    is_high_risk = models.BooleanField(default=False)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_under = models.PositiveSmallIntegerField(null=True, blank=True)
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    gallery = models.ForeignKey(
        Gallery, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    tell = models.CharField(max_length=10, choices=Tell, default=Tell.OWNER)
    people = models.ManyToManyField(USER, blank=True, related_name="+")
    teams = models.ManyToManyField(Team, blank=True, related_name="+")
    level = models.PositiveSmallIntegerField(choices=Level, default=Level.INFORMATION)
    makes_task = models.BooleanField(default=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["factor", "number"], name="factor_version_once"),
            models.CheckConstraint(
                condition=Q(count__gte=1, days__gte=1), name="factor_counts_something"
            ),
        ]

    class Sensitivity:
        public = (
            "factor number written_at kind what what_name count days role cohort "
            "is_high_risk age_from age_under area gallery tell teams level makes_task"
        )
        personal = "written_by people"

    def __str__(self):
        return f"Version {self.number}"


class Firing(models.Model):
    """That a rule fired for a person: by which version, on which facts. Never changed."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    factor = models.ForeignKey(Factor, on_delete=models.PROTECT, related_name="firings")
    version = models.ForeignKey(FactorVersion, on_delete=models.PROTECT, related_name="+")
    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="+")
    # What its reader must hold of the record, by the rule.
    sections = models.CharField(max_length=40, blank=True)
    fired_at = models.DateTimeField(db_default=Now(), editable=False)
    task = models.ForeignKey(
        Task, null=True, on_delete=models.PROTECT, related_name="+", editable=False
    )

    objects = FiringQuerySet.as_manager()

    class Meta:
        ordering = ["-fired_at", "-pk"]
        base_manager_name = "objects"
        indexes = [models.Index(fields=["factor", "-fired_at"], name="firing_of_factor")]

    class Sensitivity:
        public = "uuid factor version sections fired_at task"
        special = "profile"

    def __str__(self):
        return f"{self.factor}, {self.fired_at:%Y-%m-%d}"

    @property
    def event_label(self):
        return f"Alert of {self.factor.event_label[0].lower()}{self.factor.event_label[1:]}"

    def subject_ids(self):
        return [self.profile_id]


class FiringFact(models.Model):
    """One of the facts of a firing. A rule counts each fact once, whatever its version."""

    factor = models.ForeignKey(Factor, on_delete=models.PROTECT, related_name="+", db_index=False)
    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="parts")
    firing = models.ForeignKey(Firing, on_delete=models.CASCADE, related_name="parts")

    class Meta:
        ordering = ["fact__happens_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["factor", "fact"], name="factor_counts_a_fact_once")
        ]

    class Sensitivity:
        public = "factor fact firing"

    def __str__(self):
        return f"{self.fact} in {self.firing}"


class Judgement(models.Model):
    """What one person said of an alert: was it useful."""

    firing = models.ForeignKey(Firing, on_delete=models.CASCADE, related_name="judgements")
    user = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    is_useful = models.BooleanField()
    said_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["firing", "user"], name="judged_once_by_each")
        ]

    class Sensitivity:
        public = "firing is_useful said_at"
        personal = "user"

    def __str__(self):
        return "Useful" if self.is_useful else "Not useful"
