"""The door: every page about records comes through here.

A view names its action; the object comes from the queryset that the action stands on, the rule is
asked, and what was shown is announced before the answer leaves.
"""

from typing import ClassVar

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView, TemplateView
from django.views.generic.base import View

from core import policy
from core.conflict import ConflictMixin, require_merged
from core.paging import Page
from core.signals import object_seen
from core.stale import StaleEditError

CONFLICT = 409  # the page for a clash shows content of the record
READ, LIST, SEARCH, FILE, PRINT = "view", "list", "search", "file", "print"


class RecordView(View):
    """What all views behind the door share. A view that names no action fails at import."""

    action: ClassVar[str | None] = None
    model: ClassVar[type | None] = None
    section: ClassVar[str] = ""
    operation: ClassVar[str] = READ
    channel: ClassVar[str] = "web"
    abstract: ClassVar[bool] = False

    def __init_subclass__(cls, abstract=False, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.abstract = abstract
        if not abstract and (cls.action is None or cls.model is None):
            raise ImproperlyConfigured(f"{cls.__qualname__} must name its model and its action")

    def dispatch(self, request, *args, **kwargs):
        response = super().dispatch(request, *args, **kwargs)
        if response.status_code < 300 or response.status_code == CONFLICT:
            self.announce()
        return response

    def announce(self):
        """Tell the log what this page shows. Nothing is sent before that is committed."""
        object_seen.send(
            self.model,
            obj=getattr(self, "object", None),
            by=self.request.user,
            action=self.action,
            section=self.section,
            subjects=self.subjects(),
            operation=self.operation,
            detail=self.seen_detail(),
            channel=self.channel,
        )

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

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_object(self):
        obj = policy.find(
            self.request.user, self.action, self.model, *self.related, uuid=self.kwargs["uuid"]
        )
        if obj is None:
            raise Http404
        policy.require(self.request.user, self.action, obj)
        return obj

    def subjects(self):
        return self.object.subject_ids()

    def get_context_data(self, **kwargs):
        return super().get_context_data(object=self.object, **kwargs)


class ChildMixin(ObjectMixin, abstract=True):
    """A page about one thing that belongs to the object in the address."""

    child_model: ClassVar[type | None] = None
    child_action: ClassVar[str | None] = None
    child_of: ClassVar[str] = ""

    def __init_subclass__(cls, abstract=False, **kwargs):
        super().__init_subclass__(abstract=abstract, **kwargs)
        if not abstract and not (cls.child_model and cls.child_action and cls.child_of):
            raise ImproperlyConfigured(f"{cls.__qualname__} must name its child and what it is of")

    @cached_property
    def child(self):
        accessible = policy.accessible(self.request.user, self.child_action, self.child_model)
        child = accessible.filter(
            **{self.child_of: self.object}, uuid=self.kwargs["child"]
        ).first()
        if child is None:
            raise Http404
        policy.require(self.request.user, self.child_action, child)
        return child

    def dispatch(self, request, *args, **kwargs):
        self.object = self.get_object()
        _ = self.child
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(child=self.child, **kwargs)


class ObjectPage(ObjectMixin, TemplateView, abstract=True):
    """A page that shows one object."""


class ServiceFormView(ConflictMixin, FormView):
    """A form that does something: `act()` calls a service and says where to go next.

    What the service cannot accept comes back beside the field it belongs to, with everything
    that was typed. What clashes with another person's change is asked about.
    """

    def act(self, form):
        raise NotImplementedError

    def form_valid(self, form):
        try:
            with transaction.atomic():
                response = redirect(self.act(form))
                require_merged(form)
                return response
        except StaleEditError as stale:
            return self.conflict(form, stale)
        except ValidationError as problem:
            for name, messages in _by_field(problem).items():
                form.add_error(name if name in form.fields else None, messages)
            return self.form_invalid(form)


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

    def get_page(self) -> Page:
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
