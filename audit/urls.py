"""Addresses of the log, for auditors."""

from django.urls import path

from audit import views

app_name = "audit"

urlpatterns = [
    path("", views.AuditSearch.as_view(), name="search"),
    path("exports/", views.ExportList.as_view(), name="exports"),
    path("exports/new/", views.ExportAsk.as_view(), name="export-ask"),
    path("exports/<uuid:uuid>/", views.ExportDownload.as_view(), name="export-download"),
]
