"""Addresses of webhooks, below their API client, under administration."""

from django.urls import path

from api.views import webhooks

app_name = "api-webhooks"
ONE = "<uuid:uuid>/webhooks/<uuid:child>/"

urlpatterns = [
    path("<uuid:uuid>/webhooks/", webhooks.WebhookList.as_view(), name="list"),
    path("<uuid:uuid>/webhooks/new/", webhooks.WebhookAdd.as_view(), name="add"),
    path(ONE, webhooks.WebhookDetail.as_view(), name="webhook"),
    path(f"{ONE}secret/", webhooks.SecretRotate.as_view(), name="secret"),
    path(f"{ONE}off/", webhooks.WebhookOff.as_view(), name="off"),
    path(f"{ONE}on/", webhooks.WebhookOn.as_view(), name="on"),
    path(
        "<uuid:uuid>/webhooks/messages/<uuid:child>/again/",
        webhooks.MessageAgain.as_view(),
        name="again",
    ),
]
