"""People who sign in, their invitations, and attempts that failed."""

import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, Upper
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from agencies.models.teams import Membership, Team
from agencies.querysets import InvitationQuerySet, UserManagerWithScopes
from core import prepared

# How a password begins that nothing matches.
UNUSABLE = "!"


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
    invited_by = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    # Who last sent a link, changed the address, opened the account or gave it a role.
    changed_by = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    email_changed_at = models.DateTimeField(null=True, editable=False)
    email_changed_by = models.ForeignKey(
        "self", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    # Until then no link goes to the address.
    email_held_until = models.DateTimeField(null=True, editable=False)
    is_superuser = models.BooleanField(default=False, editable=False)
    # The account of a program that uses the API: nobody signs in as it, nobody is asked to work.
    is_program = models.BooleanField(default=False, db_default=False, editable=False)
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
                condition=Q(is_program=False) | Q(email="", password__startswith=UNUSABLE),
                name="user_program_never_signs_in",
            ),
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
        public = (
            "uuid is_active disabled_at date_joined last_login is_superuser is_program groups "
            "email_changed_at email_held_until"
        )
        personal = "username name email phone password invited_by changed_by email_changed_by"

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
        return self.as_own(_live_memberships(user=self))

    def as_own(self, memberships):
        """These as the person's, those that convey first."""
        for membership in memberships:
            membership.user = self
        return sorted(memberships, key=lambda m: (m.role not in Membership.RECORD_ROLES, m.pk))

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

    @property
    def address_is_held(self):
        """Was the address changed by another, and has nobody confirmed it yet?"""
        return self.email_held_until is not None and self.email_held_until > timezone.now()

    def has_role(self, *roles):
        """Does the person hold one of these roles in a live membership?"""
        return any(membership.role in roles for membership in self.live_memberships)

    @property
    def practises(self):
        """Works with records: practitioner or manager of a team."""
        return self.has_role(*Membership.RECORD_ROLES)

    @property
    def is_in_control_room(self):
        """Works in a control room, and nowhere else."""
        roles = {membership.role for membership in self.live_memberships}
        return roles == {Membership.Role.CONTROL_ROOM}

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


@prepared.query
def _live_memberships(*, user):
    return account_rows(Q(pk=user.pk), Q(user_id=user.pk))["memberships"]


def with_memberships(pk):
    """The account and its live memberships, in the one statement of every page; or None."""
    return account_in(_with_memberships(pk=pk))


def account_in(found):
    """The account of these rows, with its memberships; or None."""
    user = next(iter(found["account"]), None)
    if user is not None:
        user.live_memberships = user.as_own(found["memberships"])
    return user


@prepared.query
def _with_memberships(*, pk):
    return account_rows(Q(pk=pk), Q(user_id=pk))


def account_rows(is_account, is_theirs):
    """An account and its live memberships, as two querysets."""
    memberships = Membership.objects.live().filter(is_theirs).select_related("team__agency")
    return {"account": User.objects.filter(is_account), "memberships": memberships}


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


class UsedCode(models.Model):
    """A one-time code that opened the second step, kept while it could be used again."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="used_codes"
    )
    digest = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(fields=["user", "digest"], name="code_used_once"),
        ]

    class Sensitivity:
        public = "at"
        personal = "user digest"

    def __str__(self):
        return f"Code used at {self.at}"
