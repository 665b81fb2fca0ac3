"""What can happen to clients of the API."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

API = group("api", "API clients", order=55)

looks("api_client", "API clients", group=API)
looks("client_key", "keys of API clients", group=API)
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
