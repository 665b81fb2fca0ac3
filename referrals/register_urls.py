"""Addresses of the register of restorative justice."""

from django.urls import path

from referrals.views import entry, search

app_name = "rj"

urlpatterns = [
    path("", search.RjSearch.as_view(), name="search"),
    path("<uuid:uuid>/", entry.EntryPlace.as_view(), name="entry"),
]
