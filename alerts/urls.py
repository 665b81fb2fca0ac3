"""Addresses of alerts."""

from django.urls import path

from alerts.views import emails, inbox

app_name = "alerts"

urlpatterns = [
    path("", inbox.NoticeList.as_view(), name="list"),
    path("count/", inbox.NoticeCount.as_view(), name="count"),
    path("settings/", emails.AlertSettingsPage.as_view(), name="settings"),
    path("<uuid:uuid>/", inbox.NoticeSee.as_view(), name="see"),
    path("<uuid:uuid>/snooze/", inbox.NoticeSnooze.as_view(), name="snooze"),
    path("<uuid:uuid>/hand-on/", inbox.NoticeHandOn.as_view(), name="hand-on"),
    path("<uuid:uuid>/take/", inbox.NoticeTake.as_view(), name="take"),
]
