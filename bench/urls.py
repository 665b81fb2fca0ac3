"""The addresses of the site, and one page that is always the same; also for programs."""

from django.http import HttpResponse
from django.urls import include, path

urlpatterns = [
    path("constant/", lambda request: HttpResponse("the same")),
    path("api/v1/constant/", lambda request: HttpResponse("the same")),
    path("", include("ecins.urls")),
]
