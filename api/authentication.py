"""Who calls, as REST framework asks: decided before any view, by the key or the session."""

from rest_framework.authentication import BaseAuthentication


class AsCalled(BaseAuthentication):
    """The account that the client's key or the session named, before any view was asked."""

    def authenticate(self, request):
        return request._request.user, getattr(request._request, "api_call", None)

    def authenticate_header(self, request):
        return "Bearer"
