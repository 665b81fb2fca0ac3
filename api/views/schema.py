"""What programs are written from: the OpenAPI document."""

import functools

from rest_framework.response import Response
from rest_framework.views import APIView

from api.etags import etag_of
from api.routes import resource
from api.schema import document
from api.views.base import ApiOpen


class Schema(ApiOpen, APIView):
    """This document."""

    page = "schema"

    def get(self, request, *args, **kwargs):
        return Response(document(), headers={"ETag": version()})


@functools.cache
def version():
    """The version of the document, which stays while the process lives."""
    return etag_of(document())


urlpatterns = [*resource("schema/", "schema", Schema)]
