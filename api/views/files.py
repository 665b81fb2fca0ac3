"""Files, for programs: as pages send them, by the same rule, each look an event."""

from api.views.base import AnyContent, ApiMixin
from documents import serving


class ApiFile(AnyContent, ApiMixin):
    """Goes before `DocumentFile`: the file itself."""

    def get(self, request, *args, **kwargs):
        return serving.response(self.child)
