"""Addresses of lists as files."""

from django.urls import path

from exports import views

app_name = "exports"
urlpatterns = [
    path("", views.ExportList.as_view(), name="list"),
    path("new/<slug:kind>/", views.ExportAsk.as_view(), name="ask"),
    path("new/<slug:kind>/<uuid:of>/", views.ExportAsk.as_view(), name="ask-of"),
    path("<uuid:uuid>/", views.ExportPage.as_view(), name="export"),
    path("<uuid:uuid>/progress/", views.ExportProgress.as_view(), name="progress"),
    path("<uuid:uuid>/file/", views.ExportFile.as_view(), name="file"),
    path("<uuid:uuid>/answer/", views.ExportAnswer.as_view(), name="answer"),
]
