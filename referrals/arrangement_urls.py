"""Addresses of what areas arrange about restorative justice, under administration."""

from django.urls import path

from referrals.views import arrangements

app_name = "rj-arrangements"

urlpatterns = [
    path("", arrangements.ArrangementList.as_view(), name="list"),
    path("<slug:code>/", arrangements.ArrangementEdit.as_view(), name="edit"),
]
