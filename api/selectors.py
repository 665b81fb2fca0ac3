"""What pages ask about clients of the API."""

from typing import Any

from agencies.models import User
from api.models import ApiClient
from core import prepared
from core.questions import Steps, in_steps


@in_steps
def clients_to_agree(user: Any, most: int) -> Steps:
    """So many clients that wait for this user."""
    (found,) = yield [_clients_to_agree.later(most, user=user)]
    return found


@prepared.query
def _clients_to_agree(most: int, *, user: Any) -> Any:
    makers = User.objects.independent_of(user).values("pk")
    waiting = ApiClient.objects.visible_to(user).waiting().filter(created_by__in=makers)
    return waiting.select_related("team", "created_by").order_by("created_at")[:most]
