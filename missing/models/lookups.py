"""Lists about missing people that a partnership may change."""

from django.db import models

from profiles.models import RiskLevel
from records.models import Lookup


class MissingRisk(Lookup):
    """How worried the police are about somebody who is missing: none apparent, low, medium, high.

    Levels of the College of Policing's Authorised Professional Practice on missing persons.
    """

    badge = models.CharField(max_length=10, choices=RiskLevel.Badge)
    # Where an area has said nothing else.
    review_hours = models.PositiveSmallIntegerField("hours until the risk is reviewed", default=24)

    class Meta(Lookup.Meta):
        verbose_name = "level of risk of a missing person"
        verbose_name_plural = "levels of risk of missing people"

    class Sensitivity:
        public = "badge review_hours"


class Outcome(Lookup):
    """How an episode ended: came back, found safe, found harmed, found dead, reported in error."""

    # Somebody came back or was found, so that the police talk with them.
    has_prevention_interview = models.BooleanField("a prevention interview follows", default=True)
    has_return_interview = models.BooleanField("a return home interview is offered", default=True)

    class Sensitivity:
        public = "has_prevention_interview has_return_interview"


class Reliability(Lookup):
    """How sure a sighting is: confirmed by an officer or a camera, likely, possible, doubtful."""

    class Meta(Lookup.Meta):
        verbose_name_plural = "reliabilities"
