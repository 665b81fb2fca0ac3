"""The base views: every page about records is one of these.

A view declares its model and its action, or all of its actions. `load()` fetches what the address
names and asks the rule of each thing once; what was shown is announced before the answer leaves.
"""

from typing import ClassVar

from django.contrib import messages
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.http import content_disposition_header
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from core import once, policy
from core.conflict import ConflictMixin, require_merged
from core.dates import format_when
from core.paging import Page
from core.signals import object_seen
from core.stale import StaleEditError

CONFLICT = 409  # the page for a clash shows content of the record
READ, LIST, SEARCH, FILE, PRINT = "view", "list", "search", "file", "print"


class RecordView(View):
    """What all pages about records share. A view that declares no action fails at import.

    A view whose action depends on the address declares all of them as `actions` and chooses in
    `get_action()`.
    """

    action: ClassVar[str | None] = None
    actions: ClassVar[frozenset[str]] = frozenset()
    model: ClassVar[type | None] = None
    section: ClassVar[str] = ""
    operation: ClassVar[str] = READ
    channel: ClassVar[str] = "web"
    # Do the people on this page count against how many its reader may list?
    is_limited: ClassVar[bool] = False
    # Is it there for those who work in a control room and nowhere else?
    for_control_room: ClassVar[bool] = False
    abstract: ClassVar[bool] = False

    def __init_subclass__(cls, abstract=False, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.abstract = abstract
        if not abstract and (cls.model is None or not cls.declared_actions()):
            raise ImproperlyConfigured(f"{cls.__qualname__} must name its model and its action")

    @classmethod
    def declared_actions(cls) -> frozenset[str]:
        """Every action that the view may ask of its object."""
        return cls.actions or (frozenset([cls.action]) if cls.action else frozenset())

    def get_action(self) -> str:
        """The action of this request."""
        return self.action

    @cached_property
    def asked_action(self) -> str:
        """The action of this request, which is one that the view declares."""
        action = self.get_action()
        if action not in self.declared_actions():
            raise ImproperlyConfigured(f"{type(self).__qualname__} does not declare {action}")
        return action

    def load(self):
        """Fetch what the page needs, each thing once, and refuse who may not have it.

        Called before any method. A subclass calls `super().load()` too, as a rule first.
        """

    def dispatch(self, request, *args, **kwargs):
        if not self.for_control_room and getattr(request.user, "is_in_control_room", False):
            raise Http404
        self.load()
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code < 300 or response.status_code == CONFLICT:
            self.announce()
        return response

    def announce(self):
        """Tell the log what this page shows. Nothing is sent before that is committed."""
        object_seen.send(
            self.model,
            obj=self.announced(),
            by=self.request.user,
            action=self.asked_action,
            section=self.section,
            subjects=self.subjects(),
            operation=self.operation,
            detail=self.seen_detail(),
            channel=self.channel,
            is_limited=self.is_limited,
            recipient=self.recipient(),
        )

    def announced(self):
        """What the event is about."""
        return getattr(self, "object", None)

    def recipient(self):
        """To whom the reader tells what they see; nearly always nobody."""
        return ""

    def subjects(self):
        """The ids of the people on this page."""
        raise NotImplementedError

    def seen_detail(self):
        return {}

    def may(self, action, obj=None):
        """For the page's buttons: they hide, they never protect."""
        return policy.can(self.request.user, action, obj or getattr(self, "object", None))


class ObjectMixin(RecordView, abstract=True):
    """A page about one object, found by the uuid in its address."""

    related: ClassVar[tuple[str, ...]] = ()

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.object = None

    def load(self):
        super().load()
        self.object = self.get_object()

    def get_object(self):
        user, uuid = self.request.user, self.kwargs["uuid"]
        return policy.get(user, self.asked_action, self.model, *self.related, uuid=uuid)

    def subjects(self):
        return self.object.subject_ids()

    def get_context_data(self, **kwargs):
        return super().get_context_data(object=self.object, **kwargs)


class ChildMixin(ObjectMixin, abstract=True):
    """A page about one thing that belongs to the object in the address.

    A view whose child may be of several models declares them as `child_models` and chooses in
    `get_child_model()`.
    """

    child_model: ClassVar[type | None] = None
    child_models: ClassVar[frozenset[type]] = frozenset()
    child_action: ClassVar[str | None] = None
    child_of: ClassVar[str] = ""

    def __init_subclass__(cls, abstract=False, **kwargs):
        super().__init_subclass__(abstract=abstract, **kwargs)
        has_model = cls.child_model or cls.child_models
        if not abstract and not (has_model and cls.child_action and cls.child_of):
            raise ImproperlyConfigured(f"{cls.__qualname__} must name its child and what it is of")

    def get_child_model(self) -> type:
        """The model of the child in this address."""
        return self.child_model

    def load(self):
        super().load()
        self.child = self.get_child()

    def get_child(self):
        model = self.get_child_model()
        if model not in (self.child_models or {self.child_model}):
            raise ImproperlyConfigured(f"{type(self).__qualname__} does not declare {model}")
        by = {self.child_of: self.object, "uuid": self.kwargs["child"]}
        return policy.get(self.request.user, self.child_action, model, **by)

    def get_context_data(self, **kwargs):
        # A page without a form passes on what the address names.
        return super().get_context_data(**kwargs | {"child": self.child})


class ObjectPage(ObjectMixin, TemplateView, abstract=True):
    """A page that shows one object."""


class ServiceFormView(ConflictMixin, FormView):
    """A form that does something: `act()` calls a service and says where to go next.

    Or it answers with a file (`as_file`), which is not kept: the form is as spent as any other.

    What the service cannot accept comes back beside the field it belongs to, with everything
    that was typed. What clashes with another person's change is asked about.
    """

    # A secret link is sent by people who are not signed in: there is nobody to keep it for.
    login_required_page: ClassVar[bool] = True
    # Two equal entries are nearly always one, sent again after the browser went back.
    asks_about_repeats: ClassVar[bool] = False
    # Said to those who send it again, or go back to it.
    done_already: ClassVar[str] = once.SAVED

    def act(self, form):
        """Do what the form asks for."""
        raise NotImplementedError

    def save(self, form):
        """Call the service, and return what it made or changed: what pages and the API share."""
        raise NotImplementedError

    def cancels_to(self) -> str | None:
        """Where Cancel leads; without it, the form has none."""
        return None

    def get_initial(self):
        """Django's `initial` is a name that REST framework has for something else."""
        return {}

    # ---- Once -----------------------------------------------------------------------------
    @cached_property
    def late(self):
        """What this form held when it came after the session had ended; asked on its page."""
        return once.keeper().late(self.request)

    def get(self, request, *args, **kwargs):
        if once.FIELD in request.GET and request.user.is_authenticated:
            came_to = once.keeper().came_to(request.user, request.GET[once.FIELD])
            if came_to:
                return self.saved_already(came_to)
        if self.late is not None:
            self.merged_data = self.late
            messages.warning(request, once.CAME_TOO_LATE)
        return super().get(request, *args, **kwargs)

    @property
    def token_sent(self):
        return self.request.POST.get(once.FIELD, "")

    @cached_property
    def token(self):
        """What came back with the form, as long as it is ours; otherwise a new one."""
        user, address = self.request.user, self.request.path_info
        if once.is_sealed(self.token_sent, user, address):
            return self.token_sent
        return once.new_token(user, address)

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.cancel_url = self.cancels_to()
        form.once = self.token if self.request.user.is_authenticated else ""
        return form

    def post(self, request, *args, **kwargs):
        if self.token_sent:
            came_to = once.keeper().came_to(request.user, self.token_sent)
            if came_to is not None:
                return self.saved_already(came_to)
        return super().post(request, *args, **kwargs)

    def saved_already(self, came_to):
        messages.info(self.request, self.done_already)
        return redirect(came_to or self.request.get_full_path())

    def said_at(self):
        """Where the words were said: of a page whose path does not say what it is about, both."""
        return self.request.path_info

    def repeats(self, form):
        """Does a new entry say again what was saved here before? The writer is asked once."""
        is_edit = getattr(form, "edited", None) is not None
        if is_edit or not (self.asks_about_repeats and self.token_sent):
            return False
        words = once.digest_of_words(self.said_at(), self.request.POST)
        if not words or self.request.POST.get(once.REPEATED) == words:
            return False
        at = once.keeper().said_before(self.request.user, words)
        # The same form, sent twice at one moment, is no repetition: the first has saved it.
        if at is None or once.keeper().came_to(self.request.user, self.token_sent) is not None:
            return False
        form.repeated = words
        form.add_error(
            None,
            f"You have saved this text here already, on {format_when(at)}. "
            "If it happened twice, save it again.",
        )
        return True

    def form_valid(self, form):
        if self.token_sent and self.token_sent != self.token:
            form.add_error(None, once.AGAIN)
            return self.form_invalid(form)
        if self.repeats(form):
            return self.form_invalid(form)
        try:
            with transaction.atomic():
                return self.act_once(form)
        except StaleEditError as stale:
            return self.conflict(form, stale)
        except ValidationError as problem:
            for name, words in _by_field(problem).items():
                form.add_error(name if name in form.fields else None, words)
            return self.form_invalid(form)

    def act_once(self, form):
        """The same form sent again is told what the first came to, after that is committed."""
        user, sent = self.request.user, self.token_sent
        came_to = once.keeper().spend(user, sent) if sent else None
        if came_to is not None:
            return self.saved_already(came_to)
        outcome = self.act(form)
        response = outcome if isinstance(outcome, HttpResponse) else redirect(outcome)
        require_merged(form)
        if sent:
            words = once.digest_of_words(self.said_at(), self.request.POST)
            came_to = response.get("Location", self.request.get_full_path())
            once.keeper().remember(user, sent, came_to, words)
        once.keeper().forget(self.request)
        return response


def as_file(body: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A finished file as the answer, to be saved and not shown."""
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def _by_field(problem):
    if hasattr(problem, "error_dict"):
        return problem.message_dict
    return {None: problem.messages}


class ObjectFormPage(ObjectMixin, ServiceFormView, abstract=True):
    """A page with a form about one object."""


class ChildFormPage(ChildMixin, ServiceFormView, abstract=True):
    """A page with a form about one thing that belongs to an object."""


class ListMixin(RecordView, abstract=True):
    """A list, a page at a time, its whole state in the address. Subclasses give `get_page()`."""

    operation = LIST
    is_limited = True

    def get_page(self) -> Page:
        """The page of the list."""
        raise NotImplementedError

    @cached_property
    def page(self) -> Page:
        return self.get_page()

    def subjects(self):
        return [pk for row in self.page for pk in row.subject_ids()]


class ListPage(ListMixin, TemplateView, abstract=True):
    """A page that shows a list."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)


class NoRecord(View):
    """A page for people who are signed in that shows no record: on the short, argued list."""

    reason: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if not cls.reason:
            raise ImproperlyConfigured(f"{cls.__qualname__} must say why it needs no record")
