"""Files, for programs: as pages send them, by the same rule, each look an event."""

from rest_framework.negotiation import BaseContentNegotiation

from api.views.base import ApiMixin
from documents import serving


class AsStored(BaseContentNegotiation):
    """A file is what it is, whatever a program would rather have."""

    def select_renderer(self, request, renderers, format_suffix=None):
        return renderers[0], renderers[0].media_type


class ApiFile(ApiMixin):
    """Goes before `DocumentFile`: the file itself."""

    is_file = True
    content_negotiation_class = AsStored

    def get(self, request, *args, **kwargs):
        return serving.response(self.child)
