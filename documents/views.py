"""Pages about the documents of a record: the list, adding, correcting, withdrawing; the files.

`documents.document_urls` makes them for each kind of document.
"""

from django.forms import modelform_factory
from django.http import HttpResponse

from core import policy
from core.paging import page_down
from core.views import FILE, ChildFormPage, ChildMixin, ObjectFormPage, ObjectMixin, ObjectPage
from core.wording import counted
from documents import forms, services, serving

SCRIPT, NEXT = "X-Upload", "X-Next"
WITHDRAWN = 20
CHOOSE_AGAIN = "Choose the files again. A browser forgets them when something else is wrong."


class TakesFiles:
    """A form with files: where it is wrong it asks for them again, since no browser keeps them.

    The script that shows how far files have been sent is told where to go next: a browser would
    follow a redirect on its behalf, and the words on the next page would be gone.
    """

    def form_invalid(self, form):
        if form.files and "files" in form.fields and not form.has_error("files"):
            form.add_error("files", CHOOSE_AGAIN)
        return super().form_invalid(form)

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code == 302 and SCRIPT in self.request.headers:
            return HttpResponse(status=303, headers={NEXT: response.url})
        return response


class DocumentsMixin(ObjectMixin, abstract=True):
    """What the pages about documents share; the mixin of the record gives `address` and `done`."""

    document_model: type
    tab = "documents"
    # A template that the list includes below each document.
    beside = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(documents_url=self.address("documents"), **kwargs)


class DocumentList(DocumentsMixin, ObjectPage, abstract=True):
    """Every document in its last version, newest first, with the versions before it."""

    template_name = "documents/document_list.html"

    def get_context_data(self, **kwargs):
        seen = policy.accessible(self.request.user, "document.view", self.document_model)
        of_record = seen.of_record(self.object)
        after = self.request.GET.get("after", "")[:300]
        page = page_down(of_record.in_force(), "written_at", "pk", after=after)
        earlier = {}
        for version in of_record.earlier_of(page.rows):
            earlier.setdefault(version.group, []).append(version)
        may_add = self.may(self.document_model.add_action)
        for document in page:
            document.may_change = may_add and document.is_changed_by(self.request.user)
        return super().get_context_data(
            page=page,
            documents=[(document, earlier.get(document.group, [])) for document in page],
            withdrawn=of_record.withdrawn()[:WITHDRAWN],
            may_add=may_add,
            beside=self.beside,
            exported_as=self.document_model.exported_as,
            **kwargs,
        )


class DocumentAdd(TakesFiles, DocumentsMixin, ObjectFormPage, abstract=True):
    """Add one or several files at once."""

    template_name = "documents/document_add.html"

    def get_form_class(self):
        return modelform_factory(self.document_model, form=forms.DocumentUploadForm)

    def save(self, form):
        return services.add_documents(
            model=self.document_model, to=self.object, by=self.request.user, **form.cleaned_data
        )

    def act(self, form):
        added = counted(len(self.save(form)), "document")
        return self.done(f"{added} added.", "documents")


class DocumentFile(DocumentsMixin, ChildMixin, abstract=True):
    """The file itself. Each look at it is an event."""

    operation = FILE
    child_action = "document.download"

    def get(self, request, *args, **kwargs):
        return serving.response(self.child)

    def subjects(self):
        """A file may name people whom the pages around it do not."""
        return self.child.subject_ids()

    def seen_detail(self):
        return {"document": str(self.child.uuid)}


class DocumentAct(DocumentsMixin, ChildFormPage, abstract=True):
    """A page that does something with one document."""

    child_action = "document.edit"
    template_name = "documents/document_act.html"
    heading = ""

    def get_context_data(self, **kwargs):
        heading, back_url = self.heading.format(self.child), self.address("documents")
        return super().get_context_data(heading=heading, back_url=back_url, **kwargs)


class DocumentEdit(DocumentAct, abstract=True):
    """Correct what is said about a document."""

    heading = "Edit “{}”"

    def get_form_class(self):
        return modelform_factory(self.document_model, form=forms.DocumentForm)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.child}

    def save(self, form):
        return services.edit_document(
            document=self.child, by=self.request.user, **form.cleaned_data
        )

    def act(self, form):
        self.save(form)
        return self.done("Saved.", "documents")


class DocumentVersion(TakesFiles, DocumentAct, abstract=True):
    """Add a newer version."""

    form_class = forms.DocumentVersionForm
    heading = "Add a new version of “{}”"

    def save(self, form):
        (file,) = form.cleaned_data["files"]
        return services.add_version(document=self.child, by=self.request.user, file=file)

    def act(self, form):
        self.save(form)
        return self.done("New version added. The earlier one stays below it.", "documents")


class DocumentWithdraw(DocumentAct, abstract=True):
    """Withdraw a document, with the reason."""

    child_action, form_class = "document.withdraw", forms.WithdrawForm
    heading = "Withdraw “{}”"

    def save(self, form):
        return services.withdraw_document(
            document=self.child, by=self.request.user, because=form.cleaned_data["because"]
        )

    def act(self, form):
        self.save(form)
        return self.done("Withdrawn. Nobody can open it any more.", "documents")
