"""Who works with a person, and under what supervision the law puts them."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from profiles.models.details import Detail, dated
from profiles.models.lookups import InvolvementRole, StatutoryKind
from profiles.models.person import Profile


class Somebody(Detail):
    """A worker: someone with an account here, or anyone by name. Copied, as at the time."""

    user = models.ForeignKey(
        "agencies.User",
        verbose_name="colleague",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    name = models.CharField(max_length=150, blank=True)
    organisation = models.CharField("team or organisation", max_length=150, blank=True)
    phone = models.CharField("telephone", max_length=30, blank=True)

    class Meta(Detail.Meta):
        abstract = True

    def clean(self):
        """Of a colleague, name and telephone are those of the account; no discreet team shows."""
        if self.user is None:
            return
        team = self.user.acting_team
        is_open = team is not None and not team.is_discreet
        self.name = self.user.name
        self.organisation = str(team if is_open else team.agency) if team else ""
        self.phone = self.user.phone or (team.phone if is_open else "")


class StatutoryStatus(Somebody):
    """A licence, an order or none, from and until, and the offender manager it is held by."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="statuses")
    kind = models.ForeignKey(StatutoryKind, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta(Detail.Meta):
        verbose_name = "statutory status"
        verbose_name_plural = "statutory statuses"
        constraints = [
            dated("status"),
            models.UniqueConstraint(
                fields=["profile", "kind"],
                condition=Q(ends_on=None),
                name="status_once",
                violation_error_message="This status is recorded already. End that one first.",
            ),
        ]

    class Sensitivity:
        public = "uuid profile added_by added_at"
        personal = "user name organisation phone"
        special = "kind starts_on ends_on"

    def __str__(self):
        return str(self.kind)

    @property
    def role(self):
        """What the worker is to the person."""
        return "Offender manager"

    @property
    def facts(self):
        worker = ", ".join(filter(None, [self.name, self.organisation, self.phone]))
        return [f"Offender manager: {worker}"] if worker else []


class Involvement(Somebody):
    """Someone who works with a person, whether or not they have access to the record."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="involvements")
    role = models.ForeignKey(InvolvementRole, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta(Detail.Meta):
        verbose_name = "person involved"
        verbose_name_plural = "people involved"
        constraints = [
            dated("involvement"),
            models.CheckConstraint(condition=~Q(name=""), name="involvement_of_somebody"),
        ]

    class Sensitivity:
        public = "uuid profile added_by added_at role"
        personal = "user name organisation phone starts_on ends_on"

    def __str__(self):
        return f"{self.name}, {self.role}"

    @property
    def facts(self):
        return [words for words in (self.organisation, self.phone) if words]
