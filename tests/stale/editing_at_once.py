"""What tests of two people editing one thing share."""

from django.test import Client
from django.urls import reverse

from tests.editing import sent

NUMBER, OTHER = "01632 960 114", "01632 960 225"


def at_desk(user):
    client = Client()
    client.force_login(user)
    return client


def edit(detail, kind):
    return reverse("profiles:detail-edit", args=[detail.profile.uuid, kind, detail.uuid])


def both_open(hers, his, address):
    """What each of their pages sends, both opened before either is sent."""
    return sent(hers, address), sent(his, address)


def text(response):
    return response.content.decode()
