"""What can happen to clients of the API."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

API = group("api", "API clients", order=55)

looks("api_client", "API clients", group=API)
looks("client_key", "keys of API clients", group=API)
looks("webhook", "webhooks", group=API)
looks("webhook_message", "messages of webhooks", group=API)
looks("change", "changes", group=API)
looks("api", "the API", group=API)
pages(
    {
        "api_client.view": "the API client",
        "api_client.add": "“Add an API client”",
        "api_client.agree": "“Agree to the API client”",
        "api_client.add_key": "“Make a key”",
        "api_client.revoke": "“Revoke the API client”",
        "client_key.revoke": "“Revoke a key”",
        "api.read": "the documentation of the API",
        "webhook.view": "the webhook",
        "webhook.add": "“Add a webhook”",
        "webhook.change": "“Change the webhook”",
        "webhook.switch_on": "“Switch on the webhook”",
        "webhook_message.retry": "“Try again”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    CLIENT_ADDED = verb("api_client.added", "Added an API client", group=API, audience=AUDITORS)
    CLIENT_AGREED = verb(
        "api_client.agreed", "Agreed to an API client", group=API, audience=AUDITORS
    )
    CLIENT_REVOKED = verb(
        "api_client.revoked", "Revoked an API client", group=API, audience=AUDITORS
    )
    KEY_MADE = verb("client_key.made", "Made a key", group=API, audience=AUDITORS)
    KEY_REVOKED = verb("client_key.revoked", "Revoked a key", group=API, audience=AUDITORS)
    TOKEN_ISSUED = verb("client_key.used", "Got a token by a key", group=API, audience=AUDITORS)
    KEY_REFUSED = verb("client_key.refused", "Refused a key", group=API, audience=AUDITORS)
    TOO_MANY_CALLS = verb(
        "client_key.too_many",
        "Refused calls of this minute, over the limit, with a key",
        group=API,
        audience=AUDITORS,
    )
    CALLS_REFUSED = verb(
        "client_key.calls_refused",
        "Counted the calls refused over the limit",
        group=API,
        audience=AUDITORS,
    )
    WEBHOOK_MADE = verb("webhook.made", "Added a webhook", group=API, audience=AUDITORS)
    SECRET_ROTATED = verb(
        "webhook.secret_rotated", "Changed the secret of a webhook", group=API, audience=AUDITORS
    )
    SWITCHED_OFF = verb(
        "webhook.switched_off", "Switched off a webhook", group=API, audience=AUDITORS
    )
    SWITCHED_ON = verb(
        "webhook.switched_on", "Switched on a webhook", group=API, audience=AUDITORS
    )
    WEBHOOK_SENT = verb("webhook.sent", "Sent the id of a change to", group=API, audience=AUDITORS)
    MESSAGE_RETRIED = verb(
        "webhook_message.retried", "Tried a webhook again", group=API, audience=AUDITORS
    )
