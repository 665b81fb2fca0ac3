"""A client of another team and its webhook, for the sweeps."""

from api.models import ApiClient, Webhook
from api.tests.factories import make_client, make_key
from api.tests.webhook_factories import webhook_children, webhook_with_messages
from core.tests.worlds import hidden_world


@hidden_world(ApiClient)
def client_of_another_team(cast):
    client = make_client(cast.police)
    key, _ = make_key(client)
    return client, cast.outsider, {"api-clients:key-revoke": key.uuid, **webhook_children(client)}


@hidden_world(Webhook)
def webhook_of_another_team(cast):
    webhook, children = webhook_with_messages(make_client(cast.police))
    return webhook, cast.outsider, children
