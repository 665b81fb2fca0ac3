"""What follows from events of webhooks: managers learn that one was switched off."""

from alerts.audiences import Audience
from alerts.consumers.telling import managers_of, put
from api.models import Webhook
from api.verbs import Verb
from audit.models import Event
from audit.services import consumer


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
