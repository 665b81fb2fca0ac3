"""The documents of a case, for programs: their names, and the files."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.cases import CaseDocumentSerializer
from api.views.base import ApiChildList
from api.views.files import ApiFile
from cases.models import CaseDocument
from cases.views.base import CaseDocumentsMixin
from core import policy
from core.views import ObjectMixin
from documents.views import DocumentFile


class CaseDocuments(ApiChildList, CaseDocumentsMixin, ObjectMixin, APIView):
    """Every document of a case in its last version, newest first."""

    action, section = "case.view_documents", "documents"
    resource, row, keys = "documents", CaseDocumentSerializer, ("written_at", "pk")

    def rows(self):
        seen = policy.accessible(self.request.user, "document.view", CaseDocument)
        return seen.of_record(self.object).in_force()


class CaseFile(ApiFile, CaseDocumentsMixin, DocumentFile, APIView):
    """The file of a document."""

    action, section = "case.view_documents", "documents"
    document_model = child_model = CaseDocument
    child_of, resource, as_page = "case", "documents", "cases:document-file"


DOCUMENTS = "cases/<uuid:uuid>/documents/"
urlpatterns = [
    *resource(DOCUMENTS, "case-documents", CaseDocuments),
    *resource(f"{DOCUMENTS}<uuid:child>/", "case-document", CaseFile),
]
