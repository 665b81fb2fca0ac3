"""Addresses of what administrators decide about galleries."""

from django.urls import path

from galleries.views import administration

app_name = "galleries-administration"

urlpatterns = [
    path("", administration.GalleryAdministration.as_view(), name="list"),
    path("new/<slug:code>/", administration.GalleryMake.as_view(), name="make"),
    path("<slug:slug>/", administration.GalleryEdit.as_view(), name="edit"),
]
