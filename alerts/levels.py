"""How urgent a notice is, and by which e-mail its reader hears of it."""

from django.db.models import IntegerChoices, TextChoices


class Level(IntegerChoices):
    """How urgent a notice is: critical ones can neither be snoozed nor muted."""

    INFORMATION = 1, "For information"
    HIGH = 2, "High"
    CRITICAL = 3, "Critical"


class Way(TextChoices):
    """How somebody hears of alerts by e-mail."""

    AT_ONCE = "at_once", "At once"
    DIGEST = "digest", "One e-mail a day, at 7am"
    NONE = "none", "No e-mail"
