"""Takes away a second step of sign-in that its owner has lost. It needs two people."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction

from agencies import mail
from agencies.attempts import forget_failures
from agencies.models import User
from agencies.places import note_change
from agencies.rules import independent
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record
from core import policy

NOT_TWO = (
    "{by} and {second} cannot confirm for each other: it takes two people, of whom neither "
    "invited or last changed the account of the other."
)


@transaction.atomic
def reset_second_step(*, user: User, by: User, second: User, reason: str) -> User:
    """Take away the app and the recovery codes, and end all sessions of the account.

    Both people have to look after the account, and be independent of each other. The owner sets up
    a new second step after the next sign-in, and need not wait for it after failures; they and
    their managers are told.
    """
    user = policy.lock(by, "user.reset_second_step", user)
    policy.require(second, "user.reset_second_step", user)
    if not independent(second, by):
        raise ValidationError(NOT_TWO.format(by=by.name, second=second.name))
    if not reason.strip():
        raise ValidationError("Say why: how you know that it is really they who ask.")
    authenticators = list(Authenticator.objects.select_for_update().filter(user=user))
    if not authenticators:
        raise ValidationError(f"{user.name} has no second step. They can sign in.")
    for authenticator in authenticators:
        authenticator.is_reset = True  # recorded here, as an act of these two
        authenticator.delete()
    for session in UserSession.objects.filter(user=user):
        session.end()
    forget_failures(user)
    note_change(user, by)
    record(
        verb=Verb.SECOND_STEP_RESET,
        operation=Event.ADMINISTRATION,
        actor=by,
        target=user,
        recipient=user.name,
        reason=reason,
        detail={"second": second.name, "second_id": second.pk},
        channel="command",
    )
    transaction.on_commit(lambda: mail.tell_of_reset(user))
    return user
