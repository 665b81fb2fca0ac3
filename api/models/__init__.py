"""Clients of the API with their keys and tokens, and calls that are answered once."""

from api.models.calls import IdempotentCall
from api.models.clients import AccessToken, ApiClient, ClientKey

__all__ = ["AccessToken", "ApiClient", "ClientKey", "IdempotentCall"]
