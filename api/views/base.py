"""Base views of the API: access checked as for pages, answers in JSON, problems in plain words."""

from typing import Any, ClassVar

from django.http import HttpResponse
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.response import Response
from rest_framework.views import APIView

from api.authentication import AsCalled
from api.etags import etag_of, is_among
from api.models import ApiClient
from api.parameters import FIELDS, Parameter
from api.problems import FieldProblem, ProblemError
from core import errors
from core.policy import is_someone
from core.signals import object_seen
from core.views import NoRecord

JSON_ONLY = "There is only application/json here: ask for that."
SAFE = ("GET", "HEAD", "OPTIONS")
METHODS = "methods"


class JsonAnswers(DefaultContentNegotiation):
    """JSON for those who ask for it, for problems in JSON, or for anything."""

    def get_accept_list(self, request):
        asked = super().get_accept_list(request)
        return [one.replace(errors.PROBLEM_TYPE, "application/json") for one in asked]


class ApiMixin:
    """Goes before a base view of core.views, with APIView after it.

    The base view finds the object, asks the rule and records the look, as for a page. REST
    framework only renders the answer. `resource` names the scopes: `log` is read with `log:read`
    and written with `log:write`. `answers` is the serializer of what is told.
    """

    channel = "api"
    # A control room is no client, and reads its pages.
    for_control_room = False
    resource: ClassVar[str] = ""
    answers: ClassVar[Any] = None
    # Other classes that answer other methods at the same address: see `api.routes`.
    others: ClassVar[dict[str, Any]] = {}
    # Parameters of the address, besides `fields`.
    queries: ClassVar[tuple[str, ...]] = ()
    # What the documentation says of those that no filter describes.
    parameters: ClassVar[dict[str, Parameter]] = {}
    # Where the sweeps find the child of an address: the name of a page about the same.
    as_page: ClassVar[str] = ""
    # Does an answer say its version, by ETag?
    has_version: ClassVar[bool] = True
    # In the documentation, if not the first line of the docstring.
    summary: ClassVar[str] = ""
    http_method_names: ClassVar[list[str]] = ["get", "head", "options"]
    authentication_classes: ClassVar[list[Any]] = [AsCalled]
    permission_classes: ClassVar[list[Any]] = []
    content_negotiation_class = JsonAnswers

    def dispatch(self, request, *args, **kwargs):
        if not is_someone(request.user):
            return errors.not_signed_in()
        if request.method in self.others:
            view = self.others[request.method].as_view()
            return view(request, *args, **kwargs)
        lacking = self.lacking(request)
        if lacking:
            return no_scope(lacking)
        response = super().dispatch(request, *args, **kwargs)
        return not_modified(request, response)

    @classmethod
    def scope_for(cls, method):
        """The scope that a client needs for this method."""
        act = "read" if method in SAFE else "write"
        return f"{cls.resource}:{act}" if cls.resource else ""

    def lacking(self, request):
        """The scope that the client needs for this and does not have; nothing of people."""
        is_taken = request.method.lower() in self.http_method_names
        return self.lacking_for(request, request.method if is_taken else "GET")

    def lacking_for(self, request, method):
        call = getattr(request, "api_call", None)
        needed = self.scope_for(method)
        return needed if needed and call is not None and needed not in call.scopes else ""

    def initial(self, request, *args, **kwargs):
        """After access was checked: a method or a parameter that is unknown tells nothing."""
        if request.method.lower() not in self.http_method_names:
            raise MethodNotAllowed(request.method)
        # Not the `initial` of Django's forms, which comes first among the bases of form pages.
        APIView.initial(self, request, *args, **kwargs)
        self.check_queries(request)

    def check_queries(self, request):
        known = {FIELDS, *self.query_names()}
        strange = sorted(set(request.GET) - known)
        if strange:
            raise ProblemError(
                400,
                "unknown-parameter",
                f"Take out what is not known here. Parameters: {', '.join(sorted(known))}.",
                [FieldProblem(name, "There is no parameter of this name.") for name in strange],
            )

    def query_names(self):
        return self.queries

    def handle_exception(self, exc):
        """Refusals go on to the middleware, which rolls back and records them."""
        if not isinstance(exc, APIException):
            raise exc
        if isinstance(exc, ProblemError):
            return exc.answer()
        if isinstance(exc, NotAcceptable):
            return errors.in_json(406, JSON_ONLY, code="not-acceptable")
        if isinstance(exc, MethodNotAllowed):
            methods = ", ".join(self.allowed_methods)
            words = f"This address does not take {self.request.method}. It takes {methods}."
            return errors.in_json(405, words, {"Allow": methods}, "method")
        return errors.in_json(exc.status_code, str(exc.detail))

    def _allowed_methods(self):
        return [*(method.upper() for method in self.http_method_names), *self.others]

    def announce(self):
        """OPTIONS shows no record: it is a look at what the address takes."""
        if self.request.method == "OPTIONS":
            announce_open(self.request, METHODS)
        else:
            super().announce()

    def get(self, request, *args, **kwargs):
        return self.told(self.answer())

    def options(self, request, *args, **kwargs):
        return Response(status=204)

    # ---- What is told ---------------------------------------------------------------------
    def answer(self):
        """What is told, as plain values."""
        return self.answers(self.shown(), context=self.context()).data

    def shown(self):
        """What the serializer tells of."""
        return self.object

    def context(self):
        """What the serializer needs besides."""
        return {"request": self.request, "view": self}

    def told(self, told, status=200, headers=None):
        """The answer, with its version; in part, if the address names fields."""
        headers = {"ETag": etag_of(told), **(headers or {})}
        return Response(self.narrowed(told), status, headers=headers)

    def narrowed(self, told):
        asked = self.request.GET.get(FIELDS)
        if asked is None:
            return told
        wanted = [name.strip() for name in asked.split(",") if name.strip()]
        known = self.field_names()
        strange = [name for name in wanted if name not in known]
        if strange or not wanted:
            raise ProblemError(
                400,
                "wrong-parameter",
                f"Name fields that there are: {', '.join(sorted(known))}.",
                [FieldProblem(FIELDS, f"There is no field “{name[:50]}”.") for name in strange],
            )
        return self.in_part(told, wanted)

    def field_names(self):
        return list(self.answers().fields)

    def in_part(self, told, wanted):
        return {name: told[name] for name in wanted if name in told}


class AnyContent:
    """An answer that is a file: whatever the caller accepts, it is what it is."""

    is_file, has_version = True, False
    media_type: ClassVar[str] = "*/*"

    def perform_content_negotiation(self, request, force=False):
        return super().perform_content_negotiation(request, force=True)


class ApiOpen(ApiMixin, NoRecord):
    """An answer that shows no record, for anyone signed in and every client.

    Each look is recorded.
    """

    reason = "The same for everybody"
    page: ClassVar[str] = ""

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code < 400:
            announce_open(request, METHODS if request.method == "OPTIONS" else self.page)
        return response


def announce_open(request, page):
    """Tell the log of a look that shows no record."""
    object_seen.send(
        ApiClient,
        obj=None,
        by=request.user,
        action="api.read",
        section="",
        subjects=[],
        operation="view",
        detail={"of": page},
        channel="api",
        is_limited=False,
    )


def no_scope(needed):
    """A client without the scope: told before anything is looked for."""
    return errors.in_json(
        403,
        f"This client does not have the scope {needed}. Ask those who manage it.",
        {"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{needed}"'},
        "insufficient-scope",
        scope=needed,
    )


def not_modified(request, response):
    """The caller has this version: it is told so, and the look is recorded all the same."""
    asked = request.headers.get("If-None-Match")
    if asked and response.status_code == 200 and request.method in ("GET", "HEAD"):
        etag = response.get("ETag", "")
        if etag and (asked.strip() == "*" or is_among(etag, asked)):
            return HttpResponse(status=304, headers={"ETag": etag})
    return response


class OfRecord(ApiMixin):
    """What is told of a record: its pages know whom they may name, and what the reader holds."""

    def context(self):
        told = {name: getattr(self, name, None) for name in ("names", "held")}
        return {**super().context(), **told}


class ApiDetail(OfRecord):
    """One object, or with ChildMixin one thing that belongs to it."""

    def shown(self):
        return getattr(self, "child", None) or self.object
