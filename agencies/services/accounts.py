"""Keeps accounts: invites, edits, closes and opens them again."""

import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.http import Http404
from django.utils import timezone

from agencies import mail
from agencies.attempts import forget_failures
from agencies.changes import apply
from agencies.models import FOREVER, Invitation, Team, User
from agencies.places import note_change
from agencies.querysets import digest
from agencies.rules import manages_all_of, still_invites
from agencies.services.memberships import add_membership
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy
from core.dates import format_when
from core.stale import Opened, merge

DAYS = 7
HELD = timedelta(days=3)
MAKER_LEFT = (
    "The person who sent you this link no longer looks after your team, so it does not work. "
    "Ask your manager or the administrator of your area for a new one."
)


@transaction.atomic
def invite_user(
    *,
    team: Team,
    by: User,
    username: str,
    name: str,
    email: str,
    phone: str = "",
    role: str,
    **days: Any,
) -> User:
    """Make an account for a new colleague and send them a link to choose a password.

    If the inviter does not manage the team, they see nothing until a second person agrees.
    """
    team = policy.lock(by, "user.invite", team)
    if User.objects.filter(username__iexact=username).exists():
        raise ValidationError({"username": "Choose another user name: this one is taken."})
    user = User(
        username=username, name=name, email=email, phone=phone, invited_by=by, changed_by=by
    )
    user.set_unusable_password()
    user.save()
    record(verb=Verb.USER_INVITED, operation=Event.ADMINISTRATION, actor=by, target=user)
    add_membership(team=team, by=by, user=user, role=role, **days)
    _send_invitation(user, by)
    return user


@transaction.atomic
def renew_invitation(*, user: User, by: User) -> User:
    """Send a colleague a new link to choose a password; earlier links stop working."""
    user = policy.lock(by, "invitation.renew", user)
    if not user.is_active:
        raise ValidationError(f"The account of {user.name} is closed. Open it first.")
    if not user.email:
        raise ValidationError(f"{user.name} has no e-mail address. Enter one first.")
    if user.address_is_held:
        raise ValidationError(_why_held(user))
    note_change(user, by)
    record(verb=Verb.INVITATION_RENEWED, operation=Event.ADMINISTRATION, actor=by, target=user)
    _send_invitation(user, by)
    return user


def _why_held(user: User) -> str:
    """Why no link goes to an address that somebody changed, and how to go on."""
    changed_by = user.email_changed_by.name if user.email_changed_by else "somebody"
    until = user.email_held_until
    day = f", or wait until {format_when(until)}" if until and until < FOREVER else ""
    return (
        f"{changed_by} changed the e-mail address of {user.name}, so no link goes to it yet. Ask "
        f"{user.name} to confirm it under “Your account”, or another administrator or manager of "
        f"their team to confirm it on this account’s page{day}."
    )


def _send_invitation(user: User, by: User) -> None:
    user.invitations.open().update(valid_until=Now())
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        user=user,
        invited_by=by,
        token_hash=digest(token),
        valid_until=timezone.now() + timedelta(days=DAYS),
    )
    mail.send_invitation(user, token, DAYS)


@transaction.atomic
def accept_invitation(*, token: str, password: str) -> User:
    """Set the password that the invited person chose. The secret link is the permission.

    A second step that was set up before stays: this does not sign anyone in. Failures with the
    former password make nobody wait for the new one.
    """
    invitations = Invitation.objects.select_for_update(of=["self"])
    invitation = invitations.open().with_link(token).first()
    if invitation is None:
        raise Http404
    user = User.objects.select_for_update().get(pk=invitation.user_id)
    if not still_invites(invitation.invited_by, user):
        raise ValidationError(MAKER_LEFT)
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise ValidationError({"password": problem.messages}) from problem
    user.set_password(password)
    user.save(update_fields=["password"])
    forget_failures(user)
    invitation.accepted_at = Now()
    invitation.save(update_fields=["accepted_at"])
    record(verb=Verb.INVITATION_ACCEPTED, operation=Event.SIGN_IN, actor=user, target=user)
    return user


@transaction.atomic
def edit_user(
    *, user: User, by: User, name: str, email: str, phone: str, opened: Opened | None = None
) -> User:
    """Change a colleague's name, e-mail address or telephone.

    No link goes to a new address until its owner or a second person confirms it: the link lets
    its reader sign in as the colleague. If a manager of all their teams changed the address,
    links go to it after three days in any case. A link that went to the former address ends.
    """
    user = policy.lock(by, "user.edit", user)
    before = user.email
    values = merge(user, {"name": name, "email": email, "phone": phone}, opened)
    changed = apply(user, values)
    if "email" in changed:
        _hold_address(user, by)
    if changed:
        record(
            verb=Verb.USER_EDITED,
            operation=Event.ADMINISTRATION,
            actor=by,
            target=user,
            detail={"changed": changed},
        )
    if before and before != values["email"]:
        transaction.on_commit(lambda: mail.tell_of_new_address(before), robust=True)
    return user


def _hold_address(user: User, by: User) -> None:
    now = timezone.now()
    user.email_changed_at, user.email_changed_by, user.changed_by = now, by, by
    user.email_held_until = now + HELD if manages_all_of(by, user) else FOREVER
    user.save()
    user.invitations.open().update(valid_until=Now())


@transaction.atomic
def confirm_address(*, user: User, by: User, shown: str | None = None) -> User:
    """Confirm a changed e-mail address, as its owner or as a second person: links go to it.

    `shown` is the address that their page asked about: they confirm no other.
    """
    user = policy.lock(by, "user.confirm_address", User(pk=user.pk))  # it may be the request's
    if not user.address_is_held:
        raise ValidationError("There is nothing to confirm: links go to this address already.")
    if shown is not None and shown != user.email:
        raise ValidationError("The address was changed meanwhile. Open this page again.")
    user.email_held_until = None
    user.save()
    record(verb=Verb.ADDRESS_CONFIRMED, operation=Event.ADMINISTRATION, actor=by, target=user)
    return user


@transaction.atomic
def disable_user(*, user: User, by: User, reason: str) -> User:
    """Close an account: the person's next request is refused."""
    user = policy.lock(by, "user.disable", user)
    if not user.is_active:
        raise ValidationError(f"The account of {user.name} is closed already.")
    user.is_active, user.disabled_at = False, timezone.now()
    user.save()
    record(
        verb=Verb.USER_DISABLED,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=user,
        reason=reason,
    )
    return user


@transaction.atomic
def enable_user(*, user: User, by: User) -> User:
    """Open a closed account again, with the memberships that have not ended."""
    user = policy.lock(by, "user.enable", user)
    if user.is_active:
        raise ValidationError(f"The account of {user.name} is open already.")
    user.is_active, user.disabled_at, user.changed_by = True, None, by
    user.save()
    record(verb=Verb.USER_ENABLED, operation=Event.ADMINISTRATION, actor=by, target=user)
    return user
