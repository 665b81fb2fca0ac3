"""Lists of restorative justice that a partnership may change."""

from django.db import models

from records.models import Lookup


class RjLevel(Lookup):
    """How much is done: 1 on the street, 2 a conference or panel, 3 beside a formal sanction.

    Levels of the ACPO guidance on restorative justice (2011).
    """

    number = models.PositiveSmallIntegerField(default=1)

    class Sensitivity:
        public = "number"

    @property
    def said(self):
        """As it is said on the radio."""
        return f"level {self.number}"


class RjOffence(Lookup):
    """What the intervention is about: criminal damage, theft from a shop, a neighbour dispute."""

    # Hate crime, domestic abuse, a sexual offence: an RJ champion must advise first.
    needs_champion = models.BooleanField("needs the advice of an RJ champion", default=False)

    class Meta(Lookup.Meta):
        verbose_name = "kind of offence or incident"
        verbose_name_plural = "kinds of offences and incidents"

    class Sensitivity:
        public = "needs_champion"


class RjMethod(Lookup):
    """How the two sides met: face to face, through a go-between, by letter, by recording."""


class PartyRole(Lookup):
    """As what somebody takes part: the person responsible, the person harmed, a supporter."""

    class Side(models.TextChoices):
        RESPONSIBLE = "responsible", "Responsible"
        HARMED = "harmed", "Harmed"
        BESIDE = "beside", "Neither"

    side = models.CharField(max_length=12, choices=Side, default=Side.BESIDE)

    class Sensitivity:
        public = "side"


class ConsentMethod(Lookup):
    """How somebody said that they will take part: in person, by phone, in writing."""


class Satisfaction(Lookup):
    """How satisfied somebody was with the intervention, in their own words."""


class PanelOutcome(Lookup):
    """What came of a panel: an agreement, no agreement, or it did not take place."""

    took_place = models.BooleanField(default=True)
    is_agreement = models.BooleanField("an agreement was made", default=False)

    class Sensitivity:
        public = "took_place is_agreement"
