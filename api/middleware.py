"""Around every call of the API: which program calls, for whom, how often, how much it sends."""

import contextlib
import logging
import re
import unicodedata

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError, transaction
from django.http import Http404

from api import credentials, limits
from api.credentials import call_by
from api.refused import note_refused
from api.services import note_too_many, note_use
from api.uploading import largest_body
from core import caller, errors
from core.middleware import is_unstorable
from core.views import CONFLICT

log = logging.getLogger(__name__)
TOKEN = "/api/v1/token/"  # noqa: S105 - an address
BEARER = re.compile(r"Bearer +([A-Za-z0-9._~+/=-]{1,200})", re.IGNORECASE)
# Unicode's controls, marks that turn the direction of text, and what has no character.
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
LONGEST_NAME = 150
# An address without its last slash.
MOVED = 308
NO_USE = (
    "This key opens nothing: it is wrong, revoked or expired, or its client is. "
    "Ask those who manage the client for a new key."
)
TOKEN_ENDED = f"This token has ended, or its key has. Get a new one at {TOKEN}."


class ChannelMiddleware:
    """Whatever is recorded during a call says that it came by the API. Around the transaction.

    Of a call that was rolled back, the use of its key is noted here.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not errors.for_program(request):
            return self.get_response(request)
        with caller.calling("api"):
            response = self.get_response(request)
        note_refused_use(request)
        return response


class ClientMiddleware:
    """Recognises the client by its header, which beats a session; counts its calls.

    Inside the transaction, before the session.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not errors.for_program(request):
            return self.get_response(request)
        header = request.headers.get("Authorization")
        if header is None or request.path_info == TOKEN:
            return refused_unread(request) or self.get_response(request)
        # The header decides alone: whatever session the caller has is not looked at.
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        return self.of_client(request, header)

    def of_client(self, request, header):
        named = on_behalf_of(request)
        found = BEARER.fullmatch(header.strip())
        call = call_by(found[1], named or "") if found else None
        if call is None:
            secret = found[1] if found else ""
            note_refused(secret, named or "")
            return unauthorised(secret)
        request.api_call = call
        client = call.client
        caller.known(caller.Caller(str(client.uuid), client.name, call.on_behalf_of))
        transaction.on_commit(lambda: note_use(key=call.key), robust=True)
        left = limits.count(client)
        if left.is_first_over:
            note_too_many(key=call.key, minute=left.minute)
        response = limits.too_many(left) if left.is_over else self.answer(request, named)
        for name, value in left.headers.items():
            response[name] = value
        return response

    def answer(self, request, named):
        """What was refused or moved, or failed, is rolled back and recorded, wherever decided.

        Not a clash, which shows content of records and is recorded as a look.
        """
        response = refused_unread(request, named) or self.get_response(request)
        if is_refused(response.status_code):
            # Without a view, nobody has said yet whose account acts.
            request.user = request.api_call.user
            request.refusal = request.refusal or refusal_of(response.status_code)
        return response

    def process_view(self, request, view, args, kwargs):
        """After the session had its say: the account that acts is the client's."""
        call = getattr(request, "api_call", None)
        if call is not None:
            request.user = call.user


def refused_unread(request, named=""):
    """The answer to a call that is refused before its view is asked; None if it is not."""
    if is_unstorable(request):
        return errors.bad_request(request)
    length, most = length_of(request), settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if length > most and length > (most := largest_body(request)):
        return errors.in_json(413, f"Send at most {most:,} bytes.", code="too-large")
    if named is None:
        words = f"Send On-Behalf-Of as a name of at most {LONGEST_NAME} characters."
        return errors.in_json(400, words, code="wrong-header")
    return None


def note_refused_use(request):
    """What is refused uses its key too, and takes back what its transaction would have noted."""
    call = getattr(request, "api_call", None)
    if call is None or request.refusal is None:
        return
    try:
        note_use(key=call.key)
    except (DatabaseError, InterfaceError):
        log.exception("the use of key %s was not noted", call.key.pk)


def is_refused(status):
    return status == MOVED or (status >= 400 and status != CONFLICT)


def refusal_of(status):
    if status >= 500:
        return errors.OurFaultError()
    return Http404() if status == 404 else PermissionDenied()


def length_of(request):
    """What the caller says; of more digits than any body has, the first."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length[:20]) if length.isascii() and length.isdigit() else 0


def on_behalf_of(request):
    """The partner's own user for whom the client acts; None for what is no name."""
    name = request.headers.get("On-Behalf-Of", "").strip()
    with contextlib.suppress(UnicodeError):
        # Headers come as Latin-1; a name is sent in UTF-8.
        name = name.encode("latin-1").decode("utf-8")
    is_seen = UNSEEN.isdisjoint(unicodedata.category(letter) for letter in name)
    return name if len(name) <= LONGEST_NAME and is_seen else None


def unauthorised(secret):
    challenge = 'Bearer error="invalid_token"'
    words = TOKEN_ENDED if secret.startswith(credentials.TOKEN) else NO_USE
    return errors.in_json(401, words, {"WWW-Authenticate": challenge}, "unauthorised")
