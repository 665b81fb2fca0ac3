"""The documentation of the API, as a page of ours, made from the OpenAPI document."""

from typing import ClassVar

from django.shortcuts import render
from rest_framework.views import APIView

from api.parameters import Parameter
from api.problems import KINDS, wrong_parameter
from api.reading import operations_by_tag
from api.routes import resource
from api.scopes import SCOPES
from api.views.base import AnyContent, ApiOpen


class Docs(AnyContent, ApiOpen, APIView):
    """How the API is used; with `about`, the addresses of one noun."""

    page, media_type, queries = "docs", "text/html", ("about",)
    parameters: ClassVar = {"about": Parameter("The calls of one noun, such as tasks")}

    def get(self, request, *args, **kwargs):
        groups, about = dict(operations_by_tag()), request.GET.get("about")
        if about in groups:
            told = {"tag": about, "operations": groups[about]}
            return render(request._request, "api/docs_about.html", told)
        if about is not None:
            raise wrong_parameter("about", f"Choose one of these: {', '.join(groups)}.")
        told = {"groups": groups.items(), "problems": KINDS.items(), "scopes": SCOPES}
        return render(request._request, "api/docs.html", told)


urlpatterns = [*resource("docs/", "docs", Docs)]
