"""Plans: what the police must know at once if somebody goes missing, kept by their carers."""

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from missing.querysets import PlanAdditionQuerySet, PlanQuerySet
from records.models import Entry


class Plan(Entry):
    """What is known of a person before they go missing: the Philomena or the Herbert protocol.

    The Philomena protocol is for children, the Herbert protocol for adults at risk. One for a
    person, in the section *missing plan* of their record; who adds to that section keeps it.
    """

    record_path = "profile"
    add_action = "missing_plan.write"

    class Protocol(models.TextChoices):
        PHILOMENA = "philomena", "Philomena protocol, for a child"
        HERBERT = "herbert", "Herbert protocol, for an adult at risk"

    profile = models.OneToOneField(
        "profiles.Profile", on_delete=models.CASCADE, related_name="missing_plan"
    )
    protocol = models.CharField(max_length=10, choices=Protocol)
    description = models.TextField("what they look like", max_length=2000)
    clothing = models.TextField("what they usually wear", max_length=1000, blank=True)
    lives_at = models.CharField("where they live", max_length=200)
    places = models.TextField("places where they may go", max_length=2000, blank=True)
    friends = models.TextField("friends and family", max_length=2000, blank=True)
    devices = models.TextField("phones and accounts", max_length=1000, blank=True)
    medication = models.TextField("medicines and health", max_length=2000, blank=True)
    previous = models.TextField("earlier times", max_length=2000, blank=True)
    who_to_ring = models.TextField("who to ring", max_length=1000)
    review_on = models.DateField("review")

    objects = PlanQuerySet.as_manager()
    history = HistoricalRecords()

    # What the report takes over.
    TAKEN_OVER = (
        *("description", "clothing", "lives_at", "places", "friends", "devices"),
        "medication",
    )

    class Meta(Entry.Meta):
        verbose_name = "missing plan"

    class Sensitivity:
        public = "profile protocol review_on"
        personal = "description clothing lives_at who_to_ring"
        special = "places friends devices medication previous"

    def __str__(self):
        return self.get_protocol_display().split(",")[0]

    @property
    def is_late(self):
        """Has the day of its review come?"""
        return self.review_on <= timezone.localdate()


class PlanAddition(Entry):
    """What was learned when somebody came back, for those who keep the plan."""

    record_path = "plan__profile"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="additions")
    text = models.TextField("what was learned", max_length=2000)

    objects = PlanAdditionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Entry.Meta):
        ordering = ["-pk"]

    class Sensitivity:
        public = "plan"
        special = "text"

    def __str__(self):
        return f"Added to {self.plan}"
