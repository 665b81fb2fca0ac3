"""Failed sign-ins and used codes: kept in the database, so that limits hold without the cache.

An account waits after its eighth failure since the last success, twice as long after every fourth
one more. A password by a link, or a second step that was reset, ends the wait. An address waits
while it has twenty failures within ten minutes. An account that does not exist waits in the same
way, so nobody learns from it which do.
"""

import math
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.crypto import salted_hmac

from agencies.models import FailedSignIn, UsedCode, User
from agencies.verbs import Verb
from audit.models import Event
from audit.services import record

BY_ACCOUNT, ACCOUNT_MINUTES, AT_MOST = 8, 15, 240
BY_ADDRESS, ADDRESS_MINUTES = 20, 10
DAY = timedelta(days=1)
# An app's code fits for a minute and a half.
CODES_KEPT = timedelta(minutes=10)


def refuse_while_waiting(username: str, address: str) -> None:
    """Raises ValidationError, before any password is looked at, while there is a wait."""
    minutes = minutes_to_wait(username, address)
    if minutes:
        raise ValidationError(
            f"Too many attempts. Try again in {minutes} minute{'s' if minutes > 1 else ''}, "
            "or ring your administrator.",
            code="too_many_login_attempts",
        )


def one_at_a_time(user: User) -> None:
    """Wait for other attempts of this person to end: guesses sent at once are counted too."""
    User.objects.select_for_update().filter(pk=user.pk).first()


def use_up(user: User, code: str) -> bool:
    """Remember a one-time code that was right; False if it has opened the second step before."""
    UsedCode.objects.filter(at__lt=Now() - CODES_KEPT).delete()
    digest = salted_hmac("agencies.used_codes", "".join(code.split()), algorithm="sha256")
    _, is_first = UsedCode.objects.get_or_create(user=user, digest=digest.hexdigest())
    return is_first


def minutes_to_wait(username: str, address: str) -> int:
    """How long this account, or this address, must wait now; nought for not at all."""
    until = max(_account_waits_until(username), _address_waits_until(address))
    return max(0, math.ceil((until - timezone.now()).total_seconds() / 60))


def _account_waits_until(username: str) -> datetime:
    account = _account(username)
    since = timezone.now() - DAY
    if account is not None and account.last_login is not None:
        since = max(since, account.last_login)
    failures = FailedSignIn.objects.filter(username=_hidden(username), at__gt=since)
    last = failures.order_by("-at").values_list("at", flat=True).first()
    over = failures.count() - BY_ACCOUNT
    if last is None or over < 0:
        return since
    return last + timedelta(minutes=min(ACCOUNT_MINUTES * 2 ** (over // 4), AT_MOST))


def _address_waits_until(address: str) -> datetime:
    window = timedelta(minutes=ADDRESS_MINUTES)
    since = timezone.now() - window
    failures = FailedSignIn.objects.filter(address=address, at__gt=since).order_by("-at")
    times = list(failures.values_list("at", flat=True)[:BY_ADDRESS])
    return times[-1] + window if len(times) == BY_ADDRESS else since


def remember_failure(username: str, address: str, why: str = "") -> None:
    """One row and one event; a second event when it makes the account or address wait."""
    FailedSignIn.objects.filter(at__lt=Now() - DAY).delete()
    FailedSignIn.objects.create(username=_hidden(username), address=address)
    _record(Verb.SIGN_IN_FAILED, username, address, why)
    if minutes_to_wait(username, address):
        _record(Verb.LOCKED_OUT, username, address)


def forget_failures(user: User) -> None:
    """The account waits no longer, since others have let its owner in. The address still does."""
    FailedSignIn.objects.filter(username=_hidden(user.username)).update(username="")


def _record(verb: str, username: str, address: str, why: str = "") -> None:
    record(
        verb=verb,
        operation=Event.SIGN_IN,
        actor="Someone at the sign-in page",
        target=_account(username),
        reason=why,
        detail={"address": address},
    )


def _account(username: str) -> Any:
    return User.objects.filter(username__iexact=username[:80]).first()


def _hidden(username: str) -> str:
    """What was typed may be a password: only a keyed digest is kept."""
    return salted_hmac("agencies.attempts", username.casefold(), algorithm="sha256").hexdigest()
