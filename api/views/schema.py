"""What programs are written from: the OpenAPI document."""

from rest_framework.response import Response
from rest_framework.views import APIView

from api.routes import resource
from api.schema import document
from api.views.base import ApiOpen


class Schema(ApiOpen, APIView):
    """This document."""

    page = "schema"

    def get(self, request, *args, **kwargs):
        return Response(document())


urlpatterns = [*resource("schema/", "schema", Schema)]
