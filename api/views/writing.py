"""Writing by the API: the form of a page, filled in by a program, and its service.

    class LogAdd(ApiCreate, pages.ContactAdd, APIView):
        resource, shown_at = "log", "api:contact"

What the page's form checks is checked, what it offers may be chosen, and `save()` calls the
service that the page calls. A GET describes the form. A POST that is sent again with the same
Idempotency-Key does nothing more.
"""

from typing import ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404
from django.urls import resolve, reverse

from api import once
from api.describing import described
from api.etags import etag_of, is_among
from api.once import digest_of
from api.problems import ProblemError, of_form, of_service
from api.sending import Beside, as_typed, check_types, read_body
from api.views.base import ApiMixin
from core import policy
from core.stale import StaleEditError

PEOPLE_READ = "People who are signed in read here. Only API clients write: use a client's key."
CHANGED = "Somebody changed it since you read it. Read it again, and send the change again."


class ApiWrite(ApiMixin):
    """Goes before a form page. `save(form)` acts; `shown_at` names the address of the outcome."""

    # Drafts belong to people and pages.
    draft_or_discarded = None
    shown_at: ClassVar[str] = ""
    # The names of all such addresses, where there are several.
    outcomes: ClassVar[tuple[str, ...]] = ()
    # Hidden fields of the form that programs send.
    takes: ClassVar[tuple[str, ...]] = ()
    # What programs send and the form does not take, or takes as text: `changed_body` uses it up.
    beside: ClassVar[dict[str, Beside]] = {}
    # Fields that the form has for some records alone, and those with other choices for some: the
    # document needs no such field and lists no such choice. GET names them.
    sometimes: ClassVar[tuple[str, ...]] = ()
    varies: ClassVar[tuple[str, ...]] = ()
    # Fields of the form that programs do not send, such as files.
    leaves_out: ClassVar[tuple[str, ...]] = ()
    done: ClassVar[int] = 200
    # Is it done once for each Idempotency-Key?
    keyed: ClassVar[bool] = True
    # An answer of 409 shows content of records.
    conflicts: ClassVar[bool] = False
    http_method_names: ClassVar[list[str]] = ["get", "head", "options", "post"]
    outcome, is_replay, sent = None, False, None

    def location(self, saved):
        """The address of the outcome."""
        return reverse(self.shown_at, args=self.place_of(saved))

    def place_of(self, saved):
        """The uuids in that address."""
        return [self.object.uuid, saved.uuid]

    # ---- The form, described --------------------------------------------------------------
    def answer(self):
        return {"fields": described(self.get_form(), self.takes, self.beside)}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        for name in self.leaves_out:
            form.fields.pop(name, None)
        return form

    def narrowed(self, told):
        return told

    # ---- The act --------------------------------------------------------------------------
    def post(self, request, *args, **kwargs):
        self.begin(request)
        self.sent = self.read()
        digest = self.digest()
        outcome = once.answered(self.request, self.act_by_body, digest, done=self.done)
        return self.tell(outcome.address, outcome.status, outcome.is_replay)

    def begin(self, request):
        """Only clients write; from here on the request is the one that pages know."""
        call = getattr(request._request, "api_call", None)
        if call is None:
            raise PermissionDenied(PEOPLE_READ)
        if call.client.names_user and not call.on_behalf_of:
            raise ProblemError(
                400, "needs-user", "Say for whom you write, in the header On-Behalf-Of."
            )
        self.request = request._request

    def read(self):
        """What was sent, by the names of fields."""
        return read_body(self.request)

    def digest(self):
        """Of what was sent: the same call again has the same."""
        return digest_of(self.request, self.request.body)

    def act_by_body(self):
        """Do what the body asks for, and say where the outcome is."""
        form = self.filled(self.sent, keep=False)
        return self.location(self.saved(form))

    def filled(self, body, *, keep):
        """The page's form with what was sent."""
        check_types(self.beside, body)
        self.merged_data, body = None, self.changed_body(dict(body))
        self.merged_data = as_typed(self.get_form(), body, keep=keep, hidden=self.takes)
        self.enter_beside(self.merged_data)
        return self.get_form()

    def enter_beside(self, data):
        """Put into what was sent what pages send outside of the fields of the form."""

    def changed_body(self, body):
        """The body as the form has it, where the two differ."""
        return body

    def saved(self, form):
        if not form.is_valid():
            raise of_form(form)
        try:
            with transaction.atomic():
                return self.save(form)
        except StaleEditError as stale:
            raise ProblemError(412, "stale", CHANGED) from stale
        except ValidationError as problem:
            raise of_service(problem) from problem

    # ---- The answer -----------------------------------------------------------------------
    def tell(self, address, status, is_replay=False):
        """The outcome as its own address tells it, if the client may read there."""
        headers = {"Location": address} if status == 201 else {}
        self.is_replay = is_replay
        if is_replay:
            headers["Idempotency-Replayed"] = "true"
        try:
            view = view_at(self.request, address)
        except (Http404, PermissionDenied):
            # What was done may take it out of the client's sight; what was done before, hides it.
            if is_replay:
                raise
            view = None
        if view is None or view.lacking_for(self.request, "GET"):
            self.outcome = None
            return self.told({"url": address}, status, headers)
        self.outcome = view
        return view.told(view.answer(), status, headers)

    def announce(self):
        """What a write shows is a look at the outcome, by its own action."""
        if self.request.method in ("GET", "HEAD", "OPTIONS"):
            super().announce()
        elif self.outcome is not None:
            self.outcome.announce()
        elif self.conflicts or self.is_replay:
            super().announce()


def view_at(request, address):
    """The view of an address of ours, asked for its caller: with access as it is now."""
    match = resolve(urlsplit(address).path)
    view = match.func.view_class(**match.func.view_initkwargs)
    view.setup(request, *match.args, **match.kwargs)
    view.load()
    return view


class ApiCreate(ApiWrite):
    """Makes something: 201, its address and what it is."""

    done = 201


class ApiAct(ApiWrite):
    """Does something with what the address names: 200, and what it is now."""


class ApiEdit(ApiWrite):
    """Changes what it names, from the version that If-Match names. Fields not sent stay.

    The row is locked before the versions are compared.
    """

    http_method_names: ClassVar[list[str]] = ["get", "head", "options", "patch"]

    def patch(self, request, *args, **kwargs):
        self.begin(request)
        self.lock()
        self.require_version()
        saved = self.saved(self.filled(self.read(), keep=True))
        return self.tell(self.location(saved), 200)

    def lock(self):
        """The row, fresh and locked, if the client may still do this."""
        self.object = policy.lock(self.request.user, self.asked_action, self.object)

    def locked(self):
        return self.object

    def require_version(self):
        asked = self.request.headers.get("If-Match", "").strip()
        if not asked or asked == "*":
            raise ProblemError(
                428, "needs-if-match", "Send If-Match with the ETag of the version you read."
            )
        view = view_at(self.request, self.location(self.locked()))
        if not is_among(etag_of(view.answer()), asked):
            raise ProblemError(412, "stale", CHANGED)
