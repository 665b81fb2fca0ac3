"""What a force area has arranged about restorative justice."""

import uuid

from django.db import models

from referrals.querysets import ArrangementQuerySet

TEAM = "agencies.Team"


class Arrangement(models.Model):
    """Who advises, who receives referrals and who is rung, in one police force area.

    Whether an RJ champion must be asked before a referral is a local rule; for hate crime,
    domestic abuse and sexual offences one is always asked.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    area = models.OneToOneField("agencies.Area", on_delete=models.PROTECT, related_name="+")
    champions = models.ForeignKey(
        TEAM,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="team of RJ champions",
    )
    coordinators = models.ForeignKey(
        TEAM,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="team of the NRP coordinator",
    )
    champion_is_required = models.BooleanField(
        "an RJ champion must advise before a referral is submitted", default=False
    )
    # A referral that waits longer stands out.
    answer_within = models.PositiveSmallIntegerField("days to answer a referral", default=5)
    advice = models.CharField(
        "said at the end of every answer of the register", max_length=200, blank=True
    )

    objects = ArrangementQuerySet.as_manager()

    class Meta:
        ordering = ["area__name"]

    class Sensitivity:
        public = "uuid area champions coordinators champion_is_required answer_within advice"

    def __str__(self):
        return f"Restorative justice in {self.area}"

    @property
    def event_label(self):
        return str(self)

    def subject_ids(self):
        return []
