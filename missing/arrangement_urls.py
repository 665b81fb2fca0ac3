"""Addresses of what areas arrange about missing people, under administration."""

from django.urls import path

from missing.views import arrangements

app_name = "missing-arrangements"

urlpatterns = [
    path("", arrangements.ArrangementList.as_view(), name="list"),
    path("<slug:code>/", arrangements.ArrangementEdit.as_view(), name="edit"),
]
