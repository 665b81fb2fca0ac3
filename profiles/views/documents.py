"""Files of a person: the list, adding, correcting, withdrawing, and the files themselves."""

from core import policy
from core.paging import page_down
from core.views import FILE, ChildFormPage, ChildMixin, ObjectFormPage, ObjectPage
from documents import serving
from documents.views import TakesFiles
from profiles import services
from profiles.forms import documents as forms
from profiles.models import Profile, ProfileDocument
from profiles.views.base import PersonMixin


class DocumentsMixin(PersonMixin):
    """What the pages about documents share."""

    model, section, tab = Profile, "documents", "documents"


class DocumentList(DocumentsMixin, ObjectPage):
    """Every document in its last version, newest first, with the versions before it."""

    action = "profile.view_documents"
    template_name = "profiles/document_list.html"

    def get_context_data(self, **kwargs):
        seen = policy.accessible(self.request.user, "document.view", ProfileDocument)
        of_person = seen.of_person(self.object)
        after = self.request.GET.get("after", "")[:300]
        page = page_down(of_person.in_force(), "written_at", "pk", after=after)
        earlier = {}
        for version in of_person.earlier_of(page.rows):
            earlier.setdefault(version.group, []).append(version)
        return super().get_context_data(
            page=page,
            documents=[(document, earlier.get(document.group, [])) for document in page],
            withdrawn=of_person.withdrawn()[:20],
            may_add=self.adds_to("documents"),
            **kwargs,
        )


class DocumentAdd(TakesFiles, DocumentsMixin, ObjectFormPage):
    """Add one or several files at once."""

    action = "document.add"
    form_class = forms.DocumentUploadForm
    template_name = "profiles/document_add.html"

    def act(self, form):
        added = services.add_documents(
            profile=self.object, by=self.request.user, **form.cleaned_data
        )
        number = len(added)
        return self.done(f"{number} document{'' if number == 1 else 's'} added.", "documents")


class DocumentFile(DocumentsMixin, ChildMixin):
    """The file itself. Each look at it is an event."""

    action, operation = "profile.view_documents", FILE
    child_model, child_action, child_of = ProfileDocument, "document.download", "profile"

    def get(self, request, *args, **kwargs):
        return serving.response(self.child)

    def seen_detail(self):
        return {"document": str(self.child.uuid)}


class DocumentAct(DocumentsMixin, ChildFormPage, abstract=True):
    """A page that does something with one document."""

    action = "profile.view_documents"
    child_model, child_action, child_of = ProfileDocument, "document.edit", "profile"
    template_name = "profiles/document_act.html"
    heading = ""

    def get_context_data(self, **kwargs):
        heading = self.heading.format(self.child)
        return super().get_context_data(
            document=self.child, heading=heading, back="profiles:documents", **kwargs
        )


class DocumentEdit(DocumentAct):
    """Correct what is said about a document."""

    form_class = forms.DocumentForm
    heading = "Edit “{}”"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": self.child}

    def act(self, form):
        services.edit_document(document=self.child, by=self.request.user, **form.cleaned_data)
        return self.done("Saved.", "documents")


class DocumentVersion(TakesFiles, DocumentAct):
    """Add a newer version."""

    form_class = forms.DocumentVersionForm
    heading = "Add a new version of “{}”"

    def act(self, form):
        (file,) = form.cleaned_data["files"]
        services.add_version(document=self.child, by=self.request.user, file=file)
        return self.done("New version added. The earlier one stays below it.", "documents")


class DocumentWithdraw(DocumentAct):
    """Withdraw a document, with the reason."""

    child_action, form_class = "document.withdraw", forms.WithdrawForm
    heading = "Withdraw “{}”"

    def act(self, form):
        services.withdraw_document(
            document=self.child, by=self.request.user, because=form.cleaned_data["because"]
        )
        return self.done("Withdrawn. Nobody can open it any more.", "documents")
