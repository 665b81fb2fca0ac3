"""Teams, and who belongs to them."""

import datetime
import uuid

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.urls import reverse
from django.utils import timezone

from agencies.models.places import Agency, Area
from agencies.querysets import MembershipQuerySet, TeamQuerySet

# "Until ended". Not NULL and not infinity, so that one comparison answers everywhere.
FOREVER = datetime.datetime(9999, 12, 30, tzinfo=datetime.UTC)


class Team(Group):
    """A part of an agency in one or more areas: the unit that owns records and is given access.

    A team is a Django group, so that object permissions and memberships speak of the same row.
    Its name is unique across all agencies, since people find teams by name.
    """

    class GivesAccess(models.TextChoices):
        MANAGERS = "managers", "Managers only"
        LEAD = "lead", "Managers and the record’s lead"
        PRACTITIONERS = "practitioners", "Every practitioner"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="teams")
    areas = models.ManyToManyField(Area, related_name="teams")
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField("E-mail", blank=True)
    contact_point = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="single point of contact",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    is_discreet = models.BooleanField("discreet", default=False)
    gives_access = models.CharField(
        "who gives access", max_length=15, choices=GivesAccess, default=GivesAccess.LEAD
    )
    # Somebody asks to list a discreet team in the directory; another has to agree.
    listing_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    listing_asked_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(listing_asked_by=None, listing_asked_at=None)
                | Q(
                    is_discreet=True,
                    listing_asked_by__isnull=False,
                    listing_asked_at__isnull=False,
                ),
                name="team_listing_asked_while_discreet",
            ),
        ]

    class Sensitivity:
        public = (
            "group_ptr uuid agency areas phone email is_discreet gives_access listing_asked_at "
            "closed_at"
        )
        personal = "contact_point listing_asked_by"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("agencies:team", args=[self.uuid])

    @property
    def event_label(self):
        return f"Team {self.name}"

    def people(self):
        """Those who practise in or manage the team now."""
        now = self.memberships.live().filter(role__in=Membership.RECORD_ROLES)
        people = get_user_model().objects.filter(is_program=False)
        return people.filter(memberships__in=now).distinct()

    def clients(self):
        """The API clients that work for the team now: they read what its people read."""
        now = self.memberships.live().filter(role__in=Membership.RECORD_ROLES)
        programs = get_user_model().objects.filter(is_program=True)
        return programs.filter(memberships__in=now).distinct()

    @property
    def contact(self):
        """The single point of contact, while they work in the team; or None."""
        return self.people().filter(pk=self.contact_point_id).first()

    def subject_ids(self):
        return []


class UntilLastDay:
    """What is in force until a moment, which people give and read as the last day."""

    @property
    def last_day(self):
        """The last day on which it is in force."""
        return timezone.localdate(self.valid_until - datetime.timedelta(seconds=1))


class Membership(UntilLastDay, models.Model):
    """A person's role in a team, from one moment until another."""

    class Role(models.TextChoices):
        PRACTITIONER = "practitioner", "Practitioner"
        MANAGER = "manager", "Team manager"
        CONTROL_ROOM = "control", "Control room"
        ADMINISTRATOR = "administrator", "Area administrator"
        AUDITOR = "auditor", "Auditor"

    # Only these carry a team's access to records.
    RECORD_ROLES = (Role.PRACTITIONER, Role.MANAGER)

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=15, choices=Role)
    valid_from = models.DateTimeField(db_default=Now())
    valid_until = models.DateTimeField(default=FOREVER)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The agreement under which somebody of another agency is a member.
    agreement = models.ForeignKey(
        "agencies.Agreement", null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["team__name", "user__name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="membership_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=["user", "team", "role"],
                condition=Q(valid_until=FOREVER),
                name="membership_once",
            ),
            # Nobody adds themselves, by whatever way.
            models.CheckConstraint(
                condition=Q(added_by=None) | ~Q(added_by=F("user")),
                name="membership_added_by_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["user", "role"], include=["team", "valid_until"], name="membership_user"
            ),
        ]

    class Sensitivity:
        public = "uuid team role valid_from valid_until agreement"
        personal = "user added_by"

    def __str__(self):
        return f"{self.user}, {self.team}"

    def get_absolute_url(self):
        return reverse("agencies:team-manage", args=[self.team.uuid])

    @property
    def event_label(self):
        return f"{self.get_role_display()} in {self.team.name}"

    def subject_ids(self):
        return []
