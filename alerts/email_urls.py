"""Addresses of e-mails about alerts that could not be sent, under administration."""

from django.urls import path

from alerts.views import emails

app_name = "alert-emails"

urlpatterns = [
    path("", emails.EmailList.as_view(), name="list"),
    path("<uuid:uuid>/again/", emails.EmailSendAgain.as_view(), name="again"),
]
