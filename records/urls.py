"""Addresses of drafts."""

from django.urls import path

from records import views

app_name = "records"

urlpatterns = [
    path("", views.DraftList.as_view(), name="drafts"),
    path("save/", views.DraftSave.as_view(), name="draft-save"),
    path("<uuid:uuid>/", views.DraftPage.as_view(), name="draft"),
    path("<uuid:uuid>/discard/", views.DraftDiscard.as_view(), name="draft-discard"),
    path("<uuid:uuid>/restore/", views.DraftRestore.as_view(), name="draft-restore"),
]
