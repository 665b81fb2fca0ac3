"""E-mails about accounts: a link and neutral words, never a record or a name."""

import logging
from smtplib import (
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
)

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.urls import reverse

from agencies.models import User

log = logging.getLogger(__name__)
PERMANENT = 500  # replies of a mail server from here on
SUBJECT = "Your E-CINS account"
INVITATION = """An account has been prepared for you. Choose your password here:

{address}

The link works once, for {days} days. If you did not expect this message, do not use the link, and
ring your administrator.
"""
NEW_ADDRESS = """The e-mail address of your account was changed, and this one is no longer used.

If you did not expect this, ring your administrator.
"""
SECOND_STEP = """The second step of signing in to your account was reset, because somebody said
that you had lost it. You will set up a new one when you next sign in.

If you did not expect this, ring your administrator at once.
"""


def send_invitation(user: User, token: str, days: int) -> None:
    """Send the link. Raises ValidationError when no mail server takes it, so nothing is kept."""
    address = settings.SITE_ADDRESS + reverse("agencies:invitation", args=[token])
    words = INVITATION.format(address=address, days=days)
    try:
        send_mail(SUBJECT, words, None, [user.email])
    except (SMTPException, OSError) as problem:
        log.exception("the mail server did not take an invitation")
        raise _not_sent(problem) from problem


def _not_sent(problem: SMTPException | OSError) -> ValidationError:
    """What to do next: another try helps only where the server said that it may."""
    if isinstance(problem, SMTPRecipientsRefused):
        if all(code >= PERMANENT for code, _ in problem.recipients.values()):
            words = "The mail server refuses this e-mail address. Check it, and correct it."
            return ValidationError({"email": f"{words} Nothing was saved."})
    elif isinstance(problem, SMTPNotSupportedError) or (
        isinstance(problem, SMTPResponseException) and problem.smtp_code >= PERMANENT
    ):
        return ValidationError(
            "The mail server refuses e-mails from E-CINS, so nothing was saved. Tell your "
            "technical team: trying again will not help."
        )
    return ValidationError(
        "The e-mail could not be sent, so nothing was saved. Try again in a few minutes."
    )


def tell_of_new_address(address: str) -> None:
    """Warn the address that an account had before; a server that is away holds nothing up."""
    _warn(address, NEW_ADDRESS)


def tell_of_reset(user: User) -> None:
    """Warn the account's owner that their second step is gone."""
    if user.email:
        _warn(user.email, SECOND_STEP)


def _warn(address: str, words: str) -> None:
    try:
        send_mail(SUBJECT, words, None, [address])
    except (SMTPException, OSError):
        log.exception("the mail server did not take a warning")
