"""Addresses of what waits on access, across records."""

from django.urls import path

from access.views import finding, transfers

app_name = "access"

urlpatterns = [
    path("find/", finding.FindRecord.as_view(), name="find"),
    path("transfers/<uuid:uuid>/", transfers.AnswerTransfer.as_view(), name="transfer"),
]
