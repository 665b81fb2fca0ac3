"""Sessions of browsers: where a page is only read, the account comes with its session."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils import timezone

from agencies.models.accounts import account_in, account_rows
from core import prepared
from core.request_cache import cached_for_request, is_caching


class SessionStore(db.SessionStore):
    """Django's sessions in the database, asked for together with the account that signed in.

    Whose session it is, only the session itself says: an account that came along is used if it is
    that one, and asked for otherwise.
    """

    def _validate_session_key(self, key: Any) -> bool:
        """A cookie may say anything, also what a database cannot look for."""
        return bool(super()._validate_session_key(key)) and key.isascii() and key.isalnum()

    def _get_session_from_db(self) -> Any:
        if not is_caching():
            return super()._get_session_from_db()
        found = _with_account(key=self.session_key, now=timezone.now())
        account = account_in(found)
        if account is not None:
            cached_for_request(account_key(account.pk), lambda: account)
        session = next(iter(found["session"]), None)
        if session is None:
            self._session_key = None
        return session


def account_key(pk: int) -> tuple[str, int]:
    """By what an account is kept while a page is read."""
    return ("account", pk)


@prepared.query
def _with_account(*, key: Any, now: Any) -> Any:
    started = UserSession.objects.filter(session_key=key).values("user_id")
    account = account_rows(Q(pk__in=started), Q(user_id__in=started))
    return {"session": Session.objects.filter(session_key=key, expire_date__gt=now), **account}
