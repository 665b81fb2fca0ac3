"""Decisions about an import: who is somebody else, whether it begins, stops or is cancelled."""

from django.contrib import messages
from django.urls import reverse

from agencies.views.base import Question
from core.views import ObjectFormPage
from core.wording import counted
from imports import services
from imports.forms import AgreeForm, ChoicesForm
from imports.views.looking import OfImport, OfRows

MOVED = (
    "Some of these rows have changed since you opened the page. Look at them again. "
    "Your choices about the others are saved."
)


class ImportChoose(OfRows, ObjectFormPage):
    """Rows that may be on record: left out, unless somebody says that it is somebody else."""

    action = "import.choose"
    template_name = "imports/import_choose.html"

    def load(self):
        super().load()
        asked = self.object.rows.filter(state__in=["duplicate", "ready"])
        asked = asked.exclude(proposed=[], same_as=None)
        self.show(asked.exclude(number__in=self.outcomes.hidden))

    def get_form_class(self):
        return ChoicesForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": self.shown}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)

    def act(self, form):
        services.choose_rows(of=self.object, by=self.request.user, chosen=form.chosen())
        if form.unseen():
            messages.warning(self.request, MOVED)
            return self.request.get_full_path()
        messages.success(self.request, "Saved.")
        here = reverse("imports:choose", args=[self.object.uuid])
        return f"{here}?after={self.page.next_cursor}" if self.page.next_cursor else self.object


class ImportQuestion(Question, OfImport, ObjectFormPage, abstract=True):
    """A page that asks whether to go on."""

    form_class = AgreeForm

    def back(self):
        return self.object.get_absolute_url()


class ImportStart(ImportQuestion):
    """Compare what somebody else prepared; then begin, in the name of this manager of the team."""

    action = "import.start"

    @property
    def is_compared(self):
        return self.object.compared_by_id is not None

    @property
    def submit(self):
        return "Import them" if self.is_compared else "Compare them"

    def get_heading(self):
        if not self.is_compared:
            return "Compare these people with your records?"
        return f"Import {counted(self.outcomes.number('ready'), 'person', 'people')}?"

    def get_first(self):
        of = self.object
        prepared = (
            "" if of.asked_by == self.request.user else f" {of.asked_by} prepared this list."
        )
        if not self.is_compared:
            return (
                f"{prepared.strip()} They cannot compare it with records. You will see who may be "
                "on record, and decide before anything is imported."
            )
        return (
            f"{of.team} will manage the records, and they will say that you created them."
            f"{prepared} Look at the rows first. Rows with problems, and rows that may be on "
            "record, are left out."
        )

    def act(self, form):
        do = services.start_import if self.is_compared else services.compare_import
        do(of=self.object, by=self.request.user)
        return self.object


class ImportStop(ImportQuestion):
    """Stop an import that is under way."""

    action = "import.stop"
    submit = "Stop the import"
    heading = "Stop this import?"
    first = "Records already created stay. You can continue later from the row where it stopped."

    def act(self, form):
        services.stop_import(of=self.object, by=self.request.user)
        messages.success(self.request, "The import was stopped.")
        return self.object


class ImportCancel(ImportQuestion):
    """Cancel an import that is not under way."""

    action = "import.cancel"
    submit = "Cancel the import"
    heading = "Cancel this import?"

    def get_first(self):
        made = self.outcomes.number("imported")
        stays = (
            f"{counted(made, 'record')} already created will stay."
            if made
            else "No record is created."
        )
        return f"{stays} What was read from the file is erased after 30 days."

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        form.cancel = "Keep the import"
        return form

    def act(self, form):
        services.cancel_import(of=self.object, by=self.request.user)
        messages.success(self.request, "The import was cancelled.")
        return self.object
