"""Key dates of a person: sentenced, recalled, parole hearing. Others stand where they belong."""

from django.core.exceptions import ValidationError
from django.db import models
from simple_history.models import HistoricalRecords

from core.dates import format_day
from profiles.models.details import Detail
from profiles.models.person import Profile
from profiles.querysets import KeyDateQuerySet
from records.models import Lookup


class KeyDateKind(Lookup):
    """What happens on a key date: sentenced, recalled, sentence ends, parole hearing."""

    # Sentenced, say: nobody is released from custody before that.
    before_release = models.BooleanField("comes before a release", default=False)

    class Sensitivity:
        public = "before_release"


class KeyDate(Detail):
    """One day that matters to everyone who works with the person.

    The expected release belongs to the stay in custody, the end of a licence to the statutory
    status, and a review to what is reviewed.
    """

    starts_on = ends_on = None

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="key_dates")
    kind = models.ForeignKey(KeyDateKind, on_delete=models.PROTECT, related_name="+")
    on = models.DateField("date")
    note = models.CharField(max_length=200, blank=True)
    is_cancelled = models.BooleanField("cancelled", default=False)

    objects = KeyDateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Detail.Meta):
        verbose_name = "key date"
        ordering = ["on", "pk"]

    class Sensitivity:
        public = "uuid profile added_by added_at"
        special = "kind on note is_cancelled"

    def __str__(self):
        return f"{self.kind}: {format_day(self.on)}"

    @property
    def cautions(self):
        return ["Cancelled"] if self.is_cancelled else []

    def clean(self):
        """A sentence does not begin after the release that is expected."""
        if self.is_cancelled or not self.on or not self.kind_id or not self.profile_id:
            return
        stay = self.profile.stays.current().first() if self.kind.before_release else None
        expected = stay.release_expected_on if stay else None
        if expected and expected < self.on:
            raise ValidationError(
                {
                    "on": f"Enter a day on or before {format_day(expected)}, when release is "
                    "expected. If the release has moved, change the stay in custody first."
                }
            )
