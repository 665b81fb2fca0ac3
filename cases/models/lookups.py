"""Lists of cases that a partnership may change."""

from django.db import models

from records.models import Lookup


class CaseKind(Lookup):
    """What the joint work is about: anti-social behaviour, a vulnerable person, a family."""


class CaseStage(Lookup):
    """How far the work on a case has come: assessment, enquiries, plan, monitoring."""


class RagRating(Lookup):
    """How worried the partnership is about a case, as a colour: red, amber, green."""

    class Colour(models.TextChoices):
        RED = "red", "Red"
        ORANGE = "orange", "Amber"
        GREEN = "green", "Green"
        GREY = "grey", "Grey"

    colour = models.CharField(max_length=10, choices=Colour, default=Colour.GREY)

    class Sensitivity:
        public = "colour"


class CaseOutcome(Lookup):
    """How a case ended: resolved, no further action, passed to another agency."""


class ParticipantRole(Lookup):
    """As what a person takes part in a case: perpetrator, complainant, victim, witness."""

    # Whom the log that is printed for the complainant may name.
    is_complainant = models.BooleanField("the complainant's side", default=False)

    class Sensitivity:
        public = "is_complainant"


class ActionKind(Lookup):
    """What is done in a case: a visit, a call, a letter, a warning, a patrol."""


class ActionResult(Lookup):
    """What came of an action: done, could not be reached, complainant did not cooperate."""

    is_done = models.BooleanField("it was done", default=True)
    # An inspector must see at once how often help was offered and not taken.
    stands_out = models.BooleanField("stands out in the log", default=False)

    class Sensitivity:
        public = "is_done stands_out"
