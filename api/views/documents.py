"""Documents of a person, for programs: the list, and the files."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.documents import DocumentSerializer
from api.views.base import AnyContent, ApiChildList, ApiMixin
from core import policy
from core.views import FILE, ChildMixin, ObjectMixin
from documents import serving
from profiles.models import ProfileDocument
from profiles.views.base import PersonMixin


class DocumentList(ApiChildList, PersonMixin, ObjectMixin, APIView):
    """Every document of a person in its latest version, newest first."""

    action, section, tab = "profile.view_documents", "documents", "documents"
    resource, row, keys = "documents", DocumentSerializer, ("written_at", "pk")

    def rows(self):
        seen = policy.accessible(self.request.user, "document.view", ProfileDocument)
        return seen.of_record(self.object).in_force()


class DocumentFile(AnyContent, ApiMixin, PersonMixin, ChildMixin, APIView):
    """The file of a document. Each look at it is an event."""

    action, section, operation = "profile.view_documents", "documents", FILE
    child_model, child_action, child_of = ProfileDocument, "document.download", "profile"
    resource, as_page = "documents", "profiles:document-file"

    def get(self, request, *args, **kwargs):
        return serving.response(self.child)

    def subjects(self):
        return self.child.subject_ids()

    def seen_detail(self):
        return {"document": str(self.child.uuid)}


urlpatterns = [
    *resource("profiles/<uuid:uuid>/documents/", "documents", DocumentList),
    *resource("profiles/<uuid:uuid>/documents/<uuid:child>/", "document-file", DocumentFile),
]
