"""A new import: the form for the file, and the templates."""

from django.core.exceptions import PermissionDenied
from django.urls import reverse

from agencies.models import Team
from agencies.views.base import Administration
from core import policy
from core.views import NoRecord, RecordView, ServiceFormView, as_file
from imports import services
from imports.columns import COLUMNS, NOT_TAKEN
from imports.forms import UploadForm
from imports.selectors import template_as_csv
from imports.template_book import template_as_workbook

NOT_YOURS = "These pages are for team managers and area administrators."
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class ImportPrepare(Administration, RecordView, ServiceFormView):
    """Upload a file of people for a team. Nothing is made: the rows are checked."""

    model, action = Team, "import.prepare"
    form_class = UploadForm
    template_name = "imports/import_prepare.html"
    tab = "imports"

    def load(self):
        super().load()
        self.teams = policy.accessible(self.request.user, self.action, Team).order_by("name")
        if not self.teams:
            raise PermissionDenied(NOT_YOURS)

    def subjects(self):
        return []

    def seen_detail(self):
        return {"page": "new import"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "teams": self.teams}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.cancel_url = reverse("imports:list")
        return form

    def get_context_data(self, **kwargs):
        return super().get_context_data(columns=COLUMNS, not_taken=NOT_TAKEN, **kwargs)

    def act(self, form):
        said = {name: form.cleaned_data[name] for name in ("team", "source", "basis", "role")}
        return services.upload_import(by=self.request.user, file=form.cleaned_data["read"], **said)


class TemplateCsv(NoRecord):
    """An empty CSV file with the headings."""

    reason = "the same empty file for everyone"

    def get(self, request):
        return as_file(template_as_csv(), name="people.csv", content_type="text/csv")


class TemplateBook(NoRecord):
    """An empty workbook with the headings, and how to fill it in."""

    reason = "the same empty file for everyone"

    def get(self, request):
        return as_file(template_as_workbook(), name="people.xlsx", content_type=XLSX)
