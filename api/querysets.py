"""Which clients, keys and tokens are in force, and who looks after them."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate

CALLS_KEPT = datetime.timedelta(days=7)


def in_force(path: str = "") -> Q:
    """A client that a second person agreed to, neither revoked nor past its last day.

    By the clock of the database.
    """
    return Q(
        **{
            f"{path}agreed_at__isnull": False,
            f"{path}revoked_at": None,
            f"{path}expires_on__gte": TruncDate(Now()),
            f"{path}account__is_active": True,
        }
    )


class ClientQuerySet(models.QuerySet):
    """Clients of the API."""

    def live(self) -> Self:
        """Those that may call now, as far as the client itself decides."""
        return self.filter(in_force())

    def visible_to(self, user: Any) -> Self:
        """Those of the teams that the user manages or administers."""
        teams = self.model.team.field.related_model.objects.managed_by(user)
        return self.filter(team__in=teams.values("pk"))

    def with_words(self) -> Self:
        """With the team and those who made, agreed to and revoked it."""
        return self.select_related("team", "created_by", "agreed_by", "revoked_by", "account")

    def waiting(self) -> Self:
        """Those that nobody has agreed to or revoked."""
        return self.filter(agreed_at=None, revoked_at=None)


class KeyQuerySet(models.QuerySet):
    """Keys of clients."""

    def live(self) -> Self:
        """Neither revoked nor run out, of a client in force."""
        return self.filter(in_force("client__"), revoked_at=None, expires_at__gt=Now())

    def in_use(self) -> Self:
        """Neither revoked nor run out."""
        return self.filter(revoked_at=None, expires_at__gt=Now())

    def visible_to(self, user: Any) -> Self:
        """Those of the clients that the user looks after."""
        clients = self.model.client.field.related_model.objects.visible_to(user)
        return self.filter(client__in=clients.values("pk"))

    def with_client(self) -> Self:
        """With the client."""
        return self.select_related("client")

    def unused_lately(self) -> Self:
        """Those whose last use was noted more than a minute ago."""
        lately = Now() - datetime.timedelta(minutes=1)
        return self.filter(Q(last_used_at=None) | Q(last_used_at__lt=lately))


class TokenQuerySet(models.QuerySet):
    """Tokens of clients."""

    def live(self) -> Self:
        """Not run out, of a key and a client in force."""
        return self.filter(
            in_force("client__"),
            expires_at__gt=Now(),
            key__revoked_at=None,
            key__expires_at__gt=Now(),
        )

    def with_client(self) -> Self:
        """With the client and the key."""
        return self.select_related("client", "key")

    def over(self) -> Self:
        """Those that have run out."""
        return self.filter(expires_at__lte=Now())


class CallQuerySet(models.QuerySet):
    """Calls that were made with a key of their own."""

    def old(self) -> Self:
        """Those that are forgotten."""
        return self.filter(at__lt=Now() - CALLS_KEPT)
