"""Addresses of drafts."""

from django.urls import path

from records.views import drafts

app_name = "records"

urlpatterns = [
    path("", drafts.DraftList.as_view(), name="drafts"),
    path("save/", drafts.DraftSave.as_view(), name="draft-save"),
    path("<uuid:uuid>/", drafts.DraftPage.as_view(), name="draft"),
    path("<uuid:uuid>/discard/", drafts.DraftDiscard.as_view(), name="draft-discard"),
    path("<uuid:uuid>/restore/", drafts.DraftRestore.as_view(), name="draft-restore"),
]
