"""Calls to the API."""

from django.urls import reverse

PEOPLE = "/api/v1/profiles/"


def one(person):
    return reverse("api:profile", args=[person.uuid])
