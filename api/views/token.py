"""Where programs get their tokens: OAuth 2 client credentials."""

import json

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic.base import View

from api import limits
from api.oauth import KeyValidator, TooOftenError, in_words, is_basic, server_for
from core import errors


# No cookie counts here, so there is nothing to forge: the key in the body decides.
@method_decorator([login_not_required, csrf_exempt], name="dispatch")
class Token(View):
    """A client's id and key for a token. The key is the permission."""

    http_method_names = ["post", "options"]

    def post(self, request):
        if request.GET or request.content_type != "application/x-www-form-urlencoded":
            words = (
                "Send application/x-www-form-urlencoded in the body, and nothing in the address."
            )
            return errors.in_json(415, words, code="wrong-content-type")
        asked = KeyValidator()
        try:
            response = self.answer(request, asked)
        except TooOftenError:
            response = limits.too_many(asked.left)
        for name, value in asked.left.headers.items() if asked.left else ():
            response[name] = value
        return response

    def answer(self, request, asked):
        """What oauthlib says, and in a refusal how to go on."""
        tried = request.headers.get("Authorization", "")
        headers, body, status = server_for(asked).create_token_response(
            request.build_absolute_uri(request.path),
            "POST",
            request.body.decode("utf-8", "replace"),
            {"Authorization": tried, "Content-Type": request.content_type},
        )
        if status < 400:
            return HttpResponse(body, status=status, headers=headers)
        if asked.account is not None:
            request.user, request.refusal = asked.account, PermissionDenied()
        if status == 401 and is_basic(tried):
            # The challenge is of the scheme that was tried (RFC 6749, 5.2).
            headers["WWW-Authenticate"] = 'Basic realm="E-CINS"'
        told = json.dumps(in_words(json.loads(body)))
        return HttpResponse(told, status=status, headers=headers)

    def http_method_not_allowed(self, request, *args, **kwargs):
        words = "A token is asked for by POST."
        return errors.in_json(405, words, {"Allow": "POST, OPTIONS"}, "method")


urlpatterns = [path("token/", Token.as_view(), name="token")]
