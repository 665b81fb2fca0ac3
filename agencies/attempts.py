"""Failed sign-ins: kept in the database, so that the limits hold without the cache."""

from datetime import timedelta

from django.db.models.functions import Now

from agencies.models import FailedSignIn, User
from audit.models import Event
from audit.services import record

WAIT = (
    "There were too many attempts to sign in. Try again in 15 minutes, or ring your administrator."
)
BY_ACCOUNT, ACCOUNT_MINUTES = 8, 15
BY_ADDRESS, ADDRESS_MINUTES = 20, 10


def too_many(username: str, address: str) -> bool:
    """The same for accounts that do not exist: it tells nobody which do."""
    failed = FailedSignIn.objects.all()
    account = failed.filter(
        username=username.casefold()[:80], at__gt=Now() - timedelta(minutes=ACCOUNT_MINUTES)
    )
    if account.count() >= BY_ACCOUNT:
        return True
    here = failed.filter(address=address, at__gt=Now() - timedelta(minutes=ADDRESS_MINUTES))
    return here.count() >= BY_ADDRESS


def remember_failure(username: str, address: str) -> None:
    """One row and one event. What was typed is kept in the log only if it is an account's name."""
    FailedSignIn.objects.filter(at__lt=Now() - timedelta(days=1)).delete()
    FailedSignIn.objects.create(username=username.casefold()[:80], address=address)
    account = User.objects.filter(username__iexact=username).first()
    record(
        verb="account.sign_in_failed",
        operation=Event.SIGN_IN,
        actor="Someone at the sign-in page",
        target=account,
        detail={"address": address},
    )
