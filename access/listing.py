"""How many people one person may list within an hour, so that no caseload is carried off.

Lists, searches, prints and pages of the API count: every person on them, once an hour. What is
over the limit is refused; a manager of the team may lift it for eight hours.
"""
# ruff: noqa: S608 - names of tables and columns come from models; values are parameters

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from access.models import ListingException
from agencies.models import Membership
from audit.selectors import LISTED_LATELY
from core import prepared

LISTED = f"""SELECT count(DISTINCT person),
    EXISTS (SELECT 1 FROM {ListingException._meta.db_table} x WHERE x.user_id = %(user)s
      AND x.valid_until > statement_timestamp())
  FROM ({LISTED_LATELY}
    UNION ALL SELECT unnest(%(now)s::bigint[])) seen"""


def limit_of(user: Any) -> int:
    """People within an hour, by the role that allows most."""
    limits = settings.LISTING_LIMITS
    roles = [place.role for place in user.live_memberships if place.role in limits]
    return max((limits[role] for role in roles), default=limits[Membership.Role.PRACTITIONER])


def is_over(user: Any, people: Iterable[int]) -> bool:
    """Would this user, with these people, have listed too many, and without an exception?"""
    now = sorted(set(people))
    if not now:
        return False
    count, is_excepted = listed_with(user, now)
    return count > limit_of(user) and not is_excepted


def listed_with(user: Any, people: Iterable[int] = ()) -> tuple[int, bool]:
    """How many people the user has listed within the hour, these too; is the limit lifted?"""
    asked = {"user": user.pk, "now": list(people)}
    (count, is_excepted), *_ = prepared.rows(LISTED, asked)
    return count, is_excepted
