"""How urgent a notice is."""

from django.db import models


class Level(models.IntegerChoices):
    """How urgent a notice is: critical ones can neither be snoozed nor muted."""

    INFORMATION = 1, "For information"
    HIGH = 2, "High"
    CRITICAL = 3, "Critical"
