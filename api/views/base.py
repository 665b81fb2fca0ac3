"""Base views of the API: signed in, access checked as for pages, read only, JSON."""

from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable
from rest_framework.response import Response

from core import errors
from core.policy import is_someone

READ_ONLY = "This address can be read and not written to: use GET, HEAD or OPTIONS."
JSON_ONLY = "There is only application/json here: ask for that."


class ApiMixin:
    """Goes before a base view of core.views, with APIView after it.

    The base view finds the object, asks the rule and records the look, as for a page. REST
    framework only renders the answer.
    """

    channel = "api"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request, *args, **kwargs):
        if not is_someone(request.user):
            return errors.not_signed_in()
        return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        if request.method.lower() not in self.http_method_names:
            raise MethodNotAllowed(request.method, READ_ONLY)
        super().initial(request, *args, **kwargs)

    def handle_exception(self, exc):
        """Refusals go on to the middleware, which rolls back and records them."""
        if not isinstance(exc, APIException):
            raise exc
        if isinstance(exc, NotAcceptable):
            exc = NotAcceptable(JSON_ONLY)
        return super().handle_exception(exc)

    def announce(self):
        """OPTIONS shows no record."""
        if self.request.method != "OPTIONS":
            super().announce()

    def get(self, request, *args, **kwargs):
        return Response(self.answer())

    def options(self, request, *args, **kwargs):
        return Response(status=204)

    def answer(self):
        """What is told, as plain values."""
        raise NotImplementedError
