"""Where a person is held: establishments, stays in them, and what was decided after a move."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now
from django.utils import timezone
from simple_history.models import HistoricalRecords

from core.dates import format_day
from core.wording import counted
from profiles.models.details import Detail, dated
from profiles.models.person import Profile
from profiles.querysets import StayQuerySet
from records.models import Lookup


class Establishment(Lookup):
    """A prison or other place of custody, with the team that works in it, if one is known here.

    The team belongs to an agency of the kind prison. Its members have the filter "My prison". When
    a person arrives or leaves, those who share the record are asked about the team's access.
    """

    team = models.ForeignKey(
        "agencies.Team",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="establishments",
    )

    class Meta(Lookup.Meta):
        ordering = ["name"]

    class Sensitivity:
        public = "team"


class CustodyStay(Detail):
    """A person's time in one establishment. Without an end, the person is still inside.

    A stay ends on the day the person leaves, and another may begin on that day: a move. A release
    that is only planned is the expected release; nobody is released ahead of time.
    """

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="stays")
    establishment = models.ForeignKey(
        Establishment, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    starts_on = models.DateField("from")
    release_expected_on = models.DateField("release expected", null=True, blank=True)

    objects = StayQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Detail.Meta):
        verbose_name = "stay in custody"
        verbose_name_plural = "stays in custody"
        ordering = ["-starts_on", "-pk"]
        constraints = [
            dated("stay"),
            models.CheckConstraint(
                condition=Q(release_expected_on=None) | Q(release_expected_on__gte=F("starts_on")),
                name="stay_release_after_start",
            ),
            # Nobody is in two places: also the index by which a person's place is found.
            models.UniqueConstraint(
                fields=["profile"],
                condition=Q(ends_on=None),
                include=["establishment"],
                name="stay_in_one_place",
                violation_error_message="This person is in custody already. End that stay first.",
            ),
            ExclusionConstraint(
                name="stay_apart_from_others",
                expressions=[
                    ("profile", RangeOperators.EQUAL),
                    (
                        Func(
                            "starts_on",
                            "ends_on",
                            function="daterange",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="This stay overlaps another one. Check the dates.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["establishment", "profile"],
                condition=Q(ends_on=None),
                name="stay_in_establishment",
            ),
            # The latest changes, for Home.
            models.Index(fields=["-starts_on"], condition=Q(ends_on=None), name="stay_begun"),
            models.Index(
                fields=["-ends_on"], condition=Q(ends_on__isnull=False), name="stay_left"
            ),
        ]

    class Sensitivity:
        public = "uuid profile added_by added_at"
        special = "establishment starts_on ends_on release_expected_on"

    def __str__(self):
        return str(self.establishment)

    @property
    def days_early(self):
        """Days between the release and the one expected: fewer than nought, it was late."""
        if self.ends_on is None or self.release_expected_on is None:
            return 0
        return (self.release_expected_on - self.ends_on).days

    @property
    def how_early(self):
        """22 days early, or 1 day late; nothing on the day, or when none was expected."""
        days = self.days_early
        if not days:
            return ""
        return f"{counted(abs(days), 'day')} {'early' if days > 0 else 'late'}"

    @property
    def is_current(self):
        """Has the person not left?"""
        return self.ends_on is None

    @property
    def is_release_late(self):
        """Was the release expected on a day that has passed?"""
        expected = self.release_expected_on
        return expected is not None and expected < timezone.localdate()

    @property
    def facts(self):
        if self.release_expected_on is None or self.ends_on is not None:
            return []
        return [f"Release expected {format_day(self.release_expected_on)}"]

    def clean(self):
        """A stay begins and ends by today, after birth, and apart from the others."""
        problems = self._wrong_days()
        if not problems and self.starts_on and self.profile_id:
            problems = self._overlap() or self._released_before_sentence()
        if problems:
            raise ValidationError(problems)

    def _wrong_days(self):
        today, problems = timezone.localdate(), {}
        if self.starts_on and self.starts_on > today:
            problems["starts_on"] = "Enter a day that is today or earlier"
        elif self.starts_on and self.profile_id:
            born_on = self.profile.born_on
            if born_on and self.starts_on < born_on:
                problems["starts_on"] = "Enter a day after the person’s date of birth"
        if self.ends_on and self.ends_on > today:
            problems["ends_on"] = (
                "Enter a day that is today or earlier. A release that is planned goes into "
                "“Release expected”."
            )
        elif self.ends_on and self.starts_on and self.ends_on < self.starts_on:
            problems["ends_on"] = f"Enter a day that is not before {format_day(self.starts_on)}"
        return problems

    def _released_before_sentence(self):
        """Of the stay that goes on; what was expected of an earlier one is past."""
        if self.release_expected_on is None or not self.is_current:
            return {}
        dates = self.profile.key_dates.before_release().with_words()
        last = dates.filter(on__gt=self.release_expected_on).last()
        if last is None:
            return {}
        return {
            "release_expected_on": f"Enter a day on or after {format_day(last.on)}, "
            f"the key date “{last.kind}”"
        }

    def _overlap(self):
        """In words, by the field to correct: which other stay this one runs into."""
        others = self.profile.stays.beside(self).with_words()
        other = others.order_by("starts_on", "pk").first()
        if other is None:
            return {}
        began, left = format_day(other.starts_on), other.ends_on and format_day(other.ends_on)
        words = f"have been in {other} since {began}"
        if left:
            words = f"were in {other} from {began} to {left}"
        if other.starts_on > self.starts_on and self.ends_on is None:
            return {"ends_on": f"Enter the day they left: they {words}"}
        if other.starts_on >= self.starts_on and self.ends_on is not None:
            return {"ends_on": f"They {words}. Stays may not overlap"}
        todo = "Stays may not overlap" if left else "End that stay first"
        return {"starts_on": f"They {words}. {todo}"}


class CustodyDecision(models.Model):
    """A decision to leave access as it is after a move: the proposal to change it is dismissed.

    Written once. While the stay and the access are as they were, nobody is asked again.
    """

    class About(models.TextChoices):
        GIVING = "giving", "Giving access"
        ENDING = "ending", "Ending access"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    stay = models.ForeignKey(CustodyStay, on_delete=models.CASCADE, related_name="decisions")
    team = models.ForeignKey("agencies.Team", on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=10, choices=About)
    reason = models.CharField(max_length=500)
    decided_at = models.DateTimeField(db_default=Now(), editable=False)
    decided_by = models.ForeignKey(
        "agencies.User", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["stay", "team", "about"], name="custody_decided_once")
        ]

    class Sensitivity:
        public = "uuid stay team about decided_at"
        personal = "reason decided_by"

    def __str__(self):
        return f"{self.get_about_display()}: {self.team}"
