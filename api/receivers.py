"""What follows from events of clients and webhooks: the managers of their team are told."""

from alerts.audiences import Audience
from alerts.consumers.telling import managers_of, put
from alerts.models import Level
from api.models import ApiClient, ClientKey, Webhook
from api.verbs import Verb
from audit.models import Event
from audit.services import consumer

WORDS = {
    Verb.CLIENT_ADDED: "{by} added the API client {client} for {team}: it waits for agreement",
    Verb.CLIENT_AGREED: "{by} agreed to the API client {client}: it may read and write for {team}",
    Verb.KEY_MADE: "{by} made a key of the API client {client} of {team}",
    Verb.WEBHOOK_MADE: "{by} added a webhook to the API client {client} of {team}",
}


@consumer("api.clients", verbs=list(WORDS))
def tell_of_client(event: Event) -> None:
    """Tell a team's managers of each client that works for it, and of its keys and webhooks."""
    client = _client_of(event)
    text = WORDS[event.verb].format(by=event.actor_name, client=client, team=client.team)
    put(
        event,
        text,
        managers_of(client.team_id),
        audience=Audience.NO_RECORD,
        level=Level.HIGH,
        address=client.get_absolute_url(),
    )


def _client_of(event: Event) -> ApiClient:
    models = {one._meta.label_lower: one for one in (ApiClient, ClientKey, Webhook)}
    found = models[event.target_type]._base_manager.get(pk=event.target_id)
    return found if isinstance(found, ApiClient) else found.client


@consumer("api.webhook_off", verbs=[Verb.SWITCHED_OFF])
def tell_of_webhook_off(event: Event) -> None:
    """Tell the managers of a client's team that its webhook is off, and why."""
    webhook = Webhook.objects.with_client().get(pk=event.target_id)
    client = webhook.client
    text = f"The webhook of {client.name} to {webhook.host} is switched off: {event.reason}"
    put(
        event,
        text,
        managers_of(client.team_id),
        audience=Audience.NO_RECORD,
        address=webhook.get_absolute_url(),
    )
