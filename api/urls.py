"""Addresses for programs."""

from django.urls import path

from api.views import people

app_name = "api"

urlpatterns = [
    path("profiles/", people.ProfileList.as_view(), name="profile-list"),
    path("profiles/<uuid:uuid>/", people.ProfileDetail.as_view(), name="profile"),
]
