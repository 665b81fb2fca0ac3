"""Addresses of access that belong to no one record."""

from django.urls import path

from access.views import samples

app_name = "access"

urlpatterns = [
    path("sample/", samples.SampleList.as_view(), name="sample"),
    path("sample/<uuid:uuid>/", samples.SampleReview.as_view(), name="sample-review"),
]
