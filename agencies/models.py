"""Areas, agencies, teams, users, memberships and invitations."""

import datetime
import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, Group, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now, Upper
from django.urls import reverse
from django.utils.functional import cached_property

from agencies.querysets import (
    AgencyQuerySet,
    AreaQuerySet,
    InvitationQuerySet,
    MembershipQuerySet,
    TeamQuerySet,
    UserManagerWithScopes,
)

# "Until ended". Not NULL and not infinity, so that one comparison answers everywhere.
FOREVER = datetime.datetime(9999, 12, 30, tzinfo=datetime.UTC)


class Area(models.Model):
    """A police force area, or a community safety partnership within one."""

    class Level(models.TextChoices):
        FORCE = "force", "Police force area"
        PARTNERSHIP = "partnership", "Partnership"

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=120)
    level = models.CharField(max_length=12, choices=Level)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="districts"
    )
    neighbours = models.ManyToManyField("self", blank=True)

    objects = AreaQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(level="force", parent=None)
                | Q(level="partnership", parent__isnull=False),
                name="area_partnership_lies_in_a_force",
            )
        ]

    class Sensitivity:
        public = "code name level parent neighbours"

    def __str__(self):
        return self.name


class Agency(models.Model):
    """An organisation: a police force, a prison, a council, a hospital, a charity."""

    class Kind(models.TextChoices):
        POLICE = "police", "Police"
        PRISON = "prison", "Prison"
        PROBATION = "probation", "Probation"
        COUNCIL = "council", "Council"
        HEALTH = "health", "Health"
        VICTIMS = "victims", "Victims’ service"
        CARE = "care", "Care company"
        HOUSING = "housing", "Housing"
        OTHER = "other", "Other"

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=150, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "agencies"

    class Sensitivity:
        public = "uuid name kind"

    def __str__(self):
        return self.name

    @property
    def event_label(self):
        return f"Agency {self.name}"

    def subject_ids(self):
        return []


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
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    class Sensitivity:
        public = "group_ptr uuid agency areas phone email is_discreet gives_access closed_at"
        personal = "contact_point"

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("agencies:team", args=[self.uuid])

    @property
    def event_label(self):
        return f"Team {self.name}"

    def people(self):
        """Those who practise in or manage the team now."""
        now = self.memberships.live().filter(role__in=Membership.CONVEYING)
        return User.objects.filter(memberships__in=now).distinct()

    def subject_ids(self):
        return []


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. There is no superuser: the database refuses one."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    username = models.CharField(
        "user name",
        max_length=80,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": "Choose another user name: this one is taken."},
    )
    name = models.CharField(max_length=150)
    email = models.EmailField("E-mail", blank=True)
    phone = models.CharField(max_length=30, blank=True)
    is_active = models.BooleanField("account is open", default=True)
    disabled_at = models.DateTimeField(null=True, editable=False)
    date_joined = models.DateTimeField(db_default=Now(), editable=False)
    is_superuser = models.BooleanField(default=False, editable=False)
    groups = models.ManyToManyField(
        Team,
        through="Membership",
        through_fields=("user", "team"),
        related_name="users",
        related_query_name="user",
    )
    user_permissions = None

    objects = UserManagerWithScopes()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    is_staff = False

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(is_superuser=False), name="user_never_superuser"),
            models.CheckConstraint(
                condition=Q(is_active=True) | Q(disabled_at__isnull=False),
                name="user_disabled_has_time",
            ),
            # Nobody can be mistaken for another by a capital letter.
            models.UniqueConstraint(
                Upper("username"),
                name="user_name_once_in_any_case",
                violation_error_message="Choose another user name: this one is taken.",
            ),
        ]

    class Sensitivity:
        public = "uuid is_active disabled_at date_joined last_login is_superuser groups"
        personal = "username name email phone password"

    def __str__(self):
        return self.name

    def get_full_name(self):
        return self.name

    def get_absolute_url(self):
        return reverse("agencies:user", args=[self.uuid])

    @property
    def event_label(self):
        return f"User {self.username}"

    def subject_ids(self):
        return []

    @cached_property
    def live_memberships(self):
        """Memberships in force, with team and agency; asked once a request."""
        live = self.memberships.live().select_related("team__agency")
        return sorted(live, key=lambda m: (m.role not in Membership.CONVEYING, m.pk))

    @cached_property
    def acting_membership(self):
        """The membership this person acts in now: the chosen one, else the first that conveys."""
        chosen = getattr(self, "chosen_membership_id", None)
        for membership in self.live_memberships:
            if membership.pk == chosen:
                return membership
        return next(iter(self.live_memberships), None)

    @property
    def acting_team(self):
        return self.acting_membership.team if self.acting_membership else None

    def has_role(self, *roles):
        """Does the person hold one of these roles in a live membership?"""
        return any(membership.role in roles for membership in self.live_memberships)

    @property
    def practises(self):
        """Works with records: practitioner or manager of a team."""
        return self.has_role(*Membership.CONVEYING)

    def is_manager_of(self, team_id):
        return any(
            m.team_id == team_id and m.role == Membership.Role.MANAGER
            for m in self.live_memberships
        )

    def as_actor(self):
        """How the log names this person: copies, as at this moment."""
        team = self.acting_team
        return {
            "actor_name": self.name,
            "actor_team_id": team.pk if team else None,
            "actor_team": team.name if team else "",
            "actor_agency": team.agency.name if team else "",
        }


class Membership(models.Model):
    """A person's place in a team, in a role, from and until."""

    class Role(models.TextChoices):
        PRACTITIONER = "practitioner", "Practitioner"
        MANAGER = "manager", "Team manager"
        CONTROL_ROOM = "control", "Control room"
        ADMINISTRATOR = "administrator", "Area administrator"
        AUDITOR = "auditor", "Auditor"

    # Only these carry a team's access to records.
    CONVEYING = (Role.PRACTITIONER, Role.MANAGER)

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
        ]
        indexes = [
            models.Index(
                fields=["user", "role"], include=["team", "valid_until"], name="membership_user"
            ),
        ]

    class Sensitivity:
        public = "uuid team role valid_from valid_until"
        personal = "user added_by"

    def __str__(self):
        return f"{self.user}, {self.team}"

    @property
    def event_label(self):
        return f"{self.get_role_display()} in {self.team.name}"

    def subject_ids(self):
        return []


class Invitation(models.Model):
    """An account prepared for a new colleague, who chooses the password by a link that lasts."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="invitations"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    invited_at = models.DateTimeField(db_default=Now(), editable=False)
    valid_until = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-invited_at"]

    class Sensitivity:
        public = "uuid invited_at valid_until accepted_at"
        personal = "user token_hash invited_by"

    def __str__(self):
        return f"Invitation of {self.user.username}"

    @property
    def event_label(self):
        return f"User {self.user.username}"

    def subject_ids(self):
        return []


class FailedSignIn(models.Model):
    """One failed attempt to sign in, kept for a day, to count by account and by address."""

    username = models.CharField(max_length=80)
    address = models.CharField(max_length=45)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-at"]
        indexes = [
            models.Index(fields=["username", "at"], name="failed_by_account"),
            models.Index(fields=["address", "at"], name="failed_by_address"),
        ]

    class Sensitivity:
        public = "at"
        personal = "username address"

    def __str__(self):
        return f"Failed sign-in at {self.at}"
