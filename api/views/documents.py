"""Documents of people, cases and tasks, for programs: each, its file, adding and correcting.

`document_urls` makes the addresses of one kind of document over the pages about documents.
"""

from typing import Any

from django.forms import modelform_factory
from django.urls import URLPattern
from rest_framework.views import APIView

from api import uploading
from api.once import digest_of
from api.routes import resource
from api.serializers.cases import CaseDocumentSerializer, OneCaseDocumentSerializer
from api.serializers.documents import DocumentSerializer, OneDocumentSerializer
from api.serializers.tasks import OneTaskDocumentSerializer, TaskDocumentSerializer
from api.views.base import AnyContent, ApiDetail, ApiMixin
from api.views.lists import ApiChildList
from api.views.writing import ApiAct, ApiCreate, ApiEdit
from cases.models import CaseDocument
from cases.views.base import CaseDocumentsMixin
from core import policy
from core.views import ChildMixin, ObjectMixin
from documents import serving
from documents import views as pages
from documents.file_types import IN_WORDS
from documents.forms import DocumentForm, DocumentUploadForm
from documents.uploads import DocumentsField
from profiles.models import ProfileDocument
from profiles.views.base import PersonMixin
from tasks.models import TaskDocument
from tasks.views.one import TaskDocumentsMixin


def one_file() -> DocumentsField:
    """The field of a call that brings a file."""
    return DocumentsField(
        label="One file.",
        help_text=f"{IN_WORDS}.",
        several=False,
        error_messages={"required": "Send a file"},
    )


class FileForm(DocumentUploadForm):
    """One file, which gets an address of its own, and what is said about it."""

    files = one_file()


class OfDocuments:
    """What the addresses of documents share."""

    resource = "documents"

    def context(self):
        """A record's pages know whom they may name; a task knows it itself."""
        names = getattr(self, "names", None) or self.object.names
        return {**super().context(), "names": names}


class DocumentRows(OfDocuments, ApiChildList):
    """Every document in its latest version, newest first."""

    keys = ("written_at", "pk")

    def rows(self):
        seen = policy.accessible(self.request.user, "document.view", self.document_model)
        return seen.of_record(self.object).in_force()


class OneDocument(OfDocuments, ApiDetail):
    """What is said about one document, and its versions. Its file is read at `file/`."""

    child_action = "document.view"

    def earlier(self):
        """The versions before the latest."""
        if not self.child.is_latest:
            return []
        seen = policy.accessible(self.request.user, "document.view", self.document_model)
        return seen.of_record(self.object).earlier_of([self.child])

    def subjects(self):
        return self.child.subject_ids()


class StoredContent(AnyContent, ApiMixin):
    """A file that is kept: its version is the hash of its bytes."""

    has_version = True

    def get(self, request, *args, **kwargs):
        sent = serving.response(self.child)
        sent["ETag"] = f'"{self.child.sha256}"'
        return sent


class DocumentFile(StoredContent):
    """The file of a document. Each look at it is an event."""

    resource = "documents"


class AtDocument:
    """Goes before what is done with a document, and shows it afterwards."""

    resource = "documents"

    def get_form_class(self):
        return self.form_class

    def place_of(self, saved):
        return [self.object.uuid, saved.uuid]


class BringsFile(AtDocument):
    """A call that brings one file, as multipart/form-data."""

    takes_file = True

    def read(self):
        return uploading.read_parts(self.request)

    def digest(self):
        return digest_of(self.request, uploading.digest_of_parts(self.sent))


class DocumentAdd(BringsFile, ApiCreate):
    """Adds one file, with what is said about it."""

    def place_of(self, saved):
        (document,) = saved
        return super().place_of(document)


class DocumentVersion(BringsFile, ApiCreate):
    """Adds a newer version of a document; the earlier one stays beside it."""


class DocumentEdit(AtDocument, ApiEdit):
    """Corrects what is said about a document."""

    def lock(self):
        self.child = policy.lock(self.request.user, self.child_action, self.child)

    def locked(self):
        return self.child


class DocumentWithdraw(AtDocument, ApiAct):
    """Withdraws a document in all its versions, with the reason: nobody opens it any more."""


# ---- The addresses of each kind -----------------------------------------------------------------
def document_urls(
    model: Any, mixin: type, *, below: str, name: str, row: Any, one: Any
) -> list[URLPattern]:
    """The addresses of a kind of document, made as those of its pages are."""

    def made(base: Any, page: Any, **also: Any) -> Any:
        record = model._meta.get_field(model.record_path).related_model
        body = {
            "__module__": model.__module__,
            "__doc__": base.__doc__,
            "model": record,
            "action": model.add_action if page is pages.DocumentAdd else model.view_action,
            "section": model.section_name(),
            "document_model": model,
            "child_model": model,
            "child_of": model.record_path,
            "shown_at": f"api:{name}",
            **also,
        }
        return type(f"{model.__name__}{base.__name__}", (base, mixin, page, APIView), body)

    pages_of = model._meta.app_label

    def act(base: Any, page: Any, end: str, form: Any) -> Any:
        return made(base, page, as_page=f"{pages_of}:document-{end}", form_class=form)

    file = f"{pages_of}:document-file"
    add_form = modelform_factory(model, form=FileForm)
    edit_form = modelform_factory(model, form=DocumentForm)
    each, version = f"{below}<uuid:child>/", pages.DocumentVersion.form_class
    return [
        *resource(
            below,
            f"{name}s",
            made(DocumentRows, ObjectMixin, row=row),
            create=made(DocumentAdd, pages.DocumentAdd, form_class=add_form),
        ),
        *resource(
            each,
            name,
            made(OneDocument, ChildMixin, answers=one, as_page=file),
            edit=act(DocumentEdit, pages.DocumentEdit, "edit", edit_form),
        ),
        *resource(
            f"{each}file/", f"{name}-file", made(DocumentFile, pages.DocumentFile, as_page=file)
        ),
        *resource(
            f"{each}version/",
            f"{name}-version",
            act(DocumentVersion, pages.DocumentVersion, "version", version),
        ),
        *resource(
            f"{each}withdraw/",
            f"{name}-withdraw",
            act(
                DocumentWithdraw,
                pages.DocumentWithdraw,
                "withdraw",
                pages.DocumentWithdraw.form_class,
            ),
        ),
    ]


urlpatterns = [
    *document_urls(
        ProfileDocument,
        PersonMixin,
        below="profiles/<uuid:uuid>/documents/",
        name="document",
        row=DocumentSerializer,
        one=OneDocumentSerializer,
    ),
    *document_urls(
        CaseDocument,
        CaseDocumentsMixin,
        below="cases/<uuid:uuid>/documents/",
        name="case-document",
        row=CaseDocumentSerializer,
        one=OneCaseDocumentSerializer,
    ),
    *document_urls(
        TaskDocument,
        TaskDocumentsMixin,
        below="tasks/<uuid:uuid>/documents/",
        name="task-document",
        row=TaskDocumentSerializer,
        one=OneTaskDocumentSerializer,
    ),
]
