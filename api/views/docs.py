"""The documentation of the API, as a page of ours, made from the OpenAPI document."""

from django.shortcuts import render
from rest_framework.views import APIView

from api.problems import KINDS
from api.reading import operations_by_tag
from api.routes import resource
from api.scopes import SCOPES
from api.views.base import AnyContent, ApiOpen


class Docs(AnyContent, ApiOpen, APIView):
    """How the API is used, address by address."""

    page, media_type = "docs", "text/html"

    def get(self, request, *args, **kwargs):
        told = {"groups": operations_by_tag(), "problems": KINDS.items(), "scopes": SCOPES}
        return render(request._request, "api/docs.html", told)


urlpatterns = [*resource("docs/", "docs", Docs)]
