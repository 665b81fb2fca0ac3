"""Asking for a list as a file, seeing how far it is, downloading it; a manager's answer."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.urls import reverse
from django.utils import timezone

from core.views import (
    FILE,
    ListPage,
    ObjectFormPage,
    ObjectMixin,
    ObjectPage,
    RecordView,
    ServiceFormView,
)
from exports import kinds, limits, services, sheets
from exports.forms import AnswerForm, AskForm
from exports.models import Export
from exports.selectors import kept_path, name_exports, page_of_own


class ExportAsk(RecordView, ServiceFormView):
    """Ask for a list, as its address narrows it, as a file."""

    model, action = Export, "export.ask"
    form_class = AskForm
    template_name = "exports/export_ask.html"

    def load(self):
        super().load()
        user, query = self.request.user, self.request.GET.urlencode()
        self.list = kinds.find(user, self.kwargs["kind"], query, self.kwargs.get("of"))
        if self.list is None:
            raise Http404

    def subjects(self):
        return [] if self.list.record is None else self.list.record.subject_ids()

    def seen_detail(self):
        return {"page": "new export", "list": self.list.title}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.cancel_url = self.list.back
        return form

    def act(self, form):
        found = self.list
        return services.ask_for_list(
            by=self.request.user,
            kind=found.name,
            query=found.query,
            of=found.of,
            **form.cleaned_data,
        )

    def get_context_data(self, **kwargs):
        rows = self.list.number(limits.MOST)
        return super().get_context_data(
            list=self.list,
            rows=min(rows, limits.MOST),
            is_cut_off=rows > limits.MOST,
            over=limits.why_over(self.request.user, rows),
            allowance=limits.allowance_of(self.request.user),
            days=services.DAYS_KEPT,
            **kwargs,
        )


class ExportList(ListPage):
    """The exports that the reader asked for, newest first."""

    model, action = Export, "export.view"
    template_name = "exports/export_list.html"
    is_limited = False

    def get_page(self):
        return page_of_own(self.request.user, self.request.GET.get("after", "")[:300])

    def seen_detail(self):
        return {"page": "exports"}


class ExportPage(ObjectPage):
    """How far the file is, and the way to it."""

    model, action = Export, "export.view"
    related = ("team", "decided_by")
    template_name = "exports/export_detail.html"

    def load(self):
        super().load()
        name_exports(self.request.user, [self.object], in_full=True)

    def get_context_data(self, **kwargs):
        return super().get_context_data(export=self.object, **kwargs)


class ExportProgress(ExportPage):
    """How far the file is, for the script of its page, which asks every three seconds."""

    template_name = "exports/_progress.html"
    http_method_names = ["get", "head"]

    def announce(self):
        """It tells no more than the page that asks, which left an event."""


class ExportFile(ObjectMixin):
    """The finished file, for who asked for it, asked again whether they may."""

    model, action = Export, "export.fetch"
    operation = FILE
    http_method_names = ("get", "head", "options")

    def get(self, request, *args, **kwargs):
        export = self.object
        path = kept_path(export)
        if path is None:
            raise Http404
        day = timezone.localdate(export.made_at)
        name = f"{export.kind}-{day}-{export.pk}.{export.file_format}"
        return FileResponse(
            path.open("rb"),
            as_attachment=True,
            filename=name,
            content_type=sheets.CONTENT_TYPES[export.file_format],
        )

    def seen_detail(self):
        return {"rows": self.object.row_count, "sha256": self.object.sha256}


class ExportAnswer(ObjectFormPage):
    """A manager of the team allows a colleague's export over the limit, or does not."""

    model, action = Export, "export.decide"
    related = ("asked_by", "team", "decided_by")
    form_class = AnswerForm
    template_name = "exports/export_answer.html"

    def load(self):
        super().load()
        name_exports(self.request.user, [self.object])

    def get_context_data(self, **kwargs):
        return super().get_context_data(export=self.object, **kwargs)

    def act(self, form):
        export, by = self.object, self.request.user
        if form.cleaned_data["answer"] == AnswerForm.ALLOW:
            services.allow_export(export=export, by=by)
            messages.success(self.request, f"{export.asked_by} gets the file.")
        else:
            services.decline_export(export=export, by=by, answer=form.cleaned_data["why_not"])
            messages.success(self.request, f"{export.asked_by} will see your reason.")
        return reverse("home:home")
