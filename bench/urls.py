"""The addresses of the site, and one page that is always the same."""

from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("constant/", lambda request: HttpResponse("the same")),
    path("", include("ecins.urls")),
]
