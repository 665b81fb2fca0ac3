"""Who looks after clients of the API: managers of their team, and administrators of its area.

Nobody opens a door alone: a client begins when a second person agrees, who is independent of the
one who made it.
"""

from typing import Any

from agencies.rules import SECOND, independent, managed, while_open
from api.models import ApiClient, Webhook, WebhookMessage
from core.policy import allow, rule

OVER = "This client has been revoked. Add a new one."
KEYS = (
    "Only a manager of the team for which the client works can do this, once a second person has "
    "agreed to the client."
)
NOT_ON = "This webhook is switched off. Switch it on first."
NOT_OFF = "This webhook is on."
NOT_DEAD = "Only a message that was given up is tried again, while its webhook is on."

allow("api_client.list", model="api.ApiClient")
allow("api_client.view")
rule("api_client.add", stands_on=managed, because="This team has closed.")(while_open)


@rule("api_client.agree", because=SECOND)
def of_another(user: Any, client: ApiClient) -> bool:
    """A client that waits, made by somebody independent."""
    return client.is_waiting and independent(user, client.created_by)


@rule("api_client.revoke", because=OVER)
def not_revoked(user: Any, client: ApiClient) -> bool:
    """A client that nobody has revoked."""
    return client.revoked_at is None


def agreed(user: Any, client: ApiClient) -> bool:
    """A client that a second person agreed to."""
    return client.agreed_at is not None and client.revoked_at is None


@rule("api_client.add_key", because=KEYS)
def opened_by_its_manager(user: Any, client: ApiClient) -> bool:
    """An agreed client of the user's own team: a key reads what the team reads."""
    return agreed(user, client) and user.is_manager_of(client.team_id)


allow("client_key.revoke")

# The documentation and the schema show no record.
allow("api.read")
# The feed of changes asks about each record that it names.
allow("change.list")

allow("webhook.view")
rule("webhook.add", because=KEYS)(opened_by_its_manager)


# A client reads its own webhooks and has messages tried again; where they lead, people decide.
@rule("webhook.change", stands_on=managed, because=NOT_ON)
def is_on(user: Any, webhook: Webhook) -> bool:
    """A webhook that is on."""
    return webhook.switched_off_at is None


@rule("webhook.switch_on", stands_on=managed, because=NOT_OFF)
def is_off(user: Any, webhook: Webhook) -> bool:
    """A webhook that is off, of a client that is agreed to and not revoked."""
    return webhook.switched_off_at is not None and agreed(user, webhook.client)


@rule("webhook_message.retry", because=NOT_DEAD)
def was_given_up(user: Any, message: WebhookMessage) -> bool:
    """A message that was given up, of a webhook that is on."""
    return message.is_dead and is_on(user, message.webhook)
