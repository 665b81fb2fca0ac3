"""The log, for auditors: search it, write a part of it out, fetch the file.

For administrators: what could not be delivered.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils.functional import cached_property

from audit import remit, services, sheets
from audit.filters import EventFilter
from audit.forms import ExportForm, RetryForm
from audit.letters import DeadLetter, queue_in_words
from audit.models import AuditExport, Delivery, Event
from audit.paging import page_of_log
from audit.selectors import asked_by, delivery_state, kept_path, with_events
from audit.words import Entry
from core import panels, policy
from core.paging import page_down
from core.views import FILE, LIST, SEARCH, ListPage, ObjectMixin, RecordView, ServiceFormView

NOT_YOURS = "These pages are for auditors."
RETRIED = "Workers try again now. Anything that fails again comes back to this list."
NOTHING_TO_RETRY = "There was nothing left to try again."


class ForAuditors:
    """A page with the tabs of auditors; nobody else has it."""

    tab = ""

    def load(self):
        if not remit.audits(self.request.user):
            raise PermissionDenied(NOT_YOURS)
        super().load()

    @cached_property
    def filter(self):
        return EventFilter(self.request)

    def get_context_data(self, **kwargs):
        tabs = [("search", "Events"), ("exports", "Exports")]
        return super().get_context_data(
            tabs=[
                {"label": label, "url": reverse(f"audit:{key}"), "current": key == self.tab}
                for key, label in tabs
            ],
            **kwargs,
        )


class AuditSearch(ForAuditors, ListPage):
    """Events in the reader's areas, newest first."""

    model, action = Event, "audit.search"
    template_name = "audit/event_list.html"
    tab = "search"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.ask = None

    @property
    def operation(self):
        return SEARCH if self.filter.wanted else LIST

    def events(self):
        if self.ask is None:
            self.ask = self.filter.recorded()
        accessible = policy.accessible(self.request.user, self.action, Event)
        return accessible.narrowed(self.ask)

    def get_page(self):
        return page_of_log(self.events(), self.ask, self.filter.after)

    def subjects(self):
        """Whom the page names by reference."""
        named = {pk for event in self.page if event.target_id for pk in event.subjects}
        return sorted(named | set(services.people_asked_for(self.ask)))

    def record_names(self):
        """The names of the records of this page that the auditor may read anyway."""
        wanted = {}
        for event in self.page:
            wanted.setdefault(event.target_type, set()).add(event.target_id)
        return remit.names(self.request.user, wanted)

    def entries(self):
        names = self.record_names()
        return [
            Entry(event, names.get((event.target_type, event.target_id), ""))
            for event in self.page
        ]

    def seen_detail(self):
        return {"ask": self.ask}

    def get_context_data(self, **kwargs):
        query = self.request.GET.copy()
        query.pop("after", None)
        return super().get_context_data(
            filter=self.filter,
            entries=self.entries(),
            export=f"{reverse('audit:export-ask')}?{query.urlencode()}",
            **kwargs,
        )


class ExportList(ForAuditors, ListPage):
    """The exports the reader asked for, newest first."""

    model, action = AuditExport, "audit.export"
    template_name = "audit/export_list.html"
    tab = "exports"

    def get_page(self):
        exports = asked_by(policy.accessible(self.request.user, self.action, AuditExport))
        return page_down(exports, "pk", after=self.request.GET.get("after", "")[:300])

    def seen_detail(self):
        return {"page": "exports"}


class ExportAsk(ForAuditors, RecordView, ServiceFormView):
    """Ask for the events that a search found, as a file."""

    model, action = AuditExport, "audit.export"
    form_class = ExportForm
    template_name = "audit/export_ask.html"
    tab = "exports"

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": "new export"}

    def in_words(self):
        """Every filter in use, for this page and the head of the file."""
        return "; ".join(self.filter.in_words) or "everything you audit"

    def back(self):
        return f"{reverse('audit:search')}?{self.request.GET.urlencode()}"

    def cancels_to(self):
        return self.back()

    def act(self, form):
        services.ask_for_export(
            by=self.request.user,
            ask=self.filter.recorded(),
            in_words=self.in_words(),
            reason=form.cleaned_data["reason"],
        )
        return "audit:exports"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            in_words=self.in_words(),
            back=self.back(),
            most=f"{sheets.MOST:,}",
            days=services.DAYS_KEPT,
            **kwargs,
        )


class ForAdministrators(RecordView, abstract=True):
    """A page about deliveries, with the tabs of administration; for others it does not exist."""

    model = Delivery

    def load(self):
        if not remit.administers(self.request.user):
            raise Http404
        super().load()

    def subjects(self):
        """The rows name nobody."""
        return []

    def seen_detail(self):
        return {"page": "deliveries"}

    def get_context_data(self, **kwargs):
        tabs = panels.gather("administration.tabs", self.request.user, "deliveries")
        return super().get_context_data(tabs=[tab for some in tabs for tab in some], **kwargs)


class DeadLetterList(ForAdministrators, ListPage):
    """What could not be delivered after eight attempts, and how the queue is getting on."""

    action = "delivery.list"
    template_name = "audit/dead_letter_list.html"

    def get_page(self):
        letters = policy.accessible(self.request.user, self.action, Delivery)
        return page_down(with_events(letters), "pk", after=self.request.GET.get("after", "")[:300])

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            letters=[DeadLetter.of(delivery) for delivery in self.page],
            queue=queue_in_words(delivery_state()),
            **kwargs,
        )


class DeliveryRetry(ForAdministrators, ServiceFormView):
    """Try one dead letter again, or all of them."""

    action = "delivery.retry"
    form_class = RetryForm
    template_name = "audit/delivery_retry.html"

    def cancels_to(self):
        return reverse("deliveries:list")

    def act(self, form):
        many = services.retry_deliveries(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, RETRIED if many else NOTHING_TO_RETRY)
        return "deliveries:list"


class ExportDownload(ForAuditors, ObjectMixin):
    """The finished file, for who asked for it, asked again whether they may."""

    model, action = AuditExport, "audit.export"
    operation = FILE
    http_method_names = ("get", "head", "options")

    def get(self, request, *args, **kwargs):
        path = kept_path(self.object)
        if path is None:
            raise Http404
        name = f"events-{self.object.made_at:%Y-%m-%d}-{self.object.pk}.csv"
        return FileResponse(
            path.open("rb"), as_attachment=True, filename=name, content_type="text/csv"
        )

    def seen_detail(self):
        return {"rows": self.object.row_count, "sha256": self.object.sha256}
