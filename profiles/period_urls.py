"""Addresses of agreed reports, under administration."""

from django.urls import path

from profiles.views import update_periods

app_name = "periods"

urlpatterns = [
    path("", update_periods.UpdatePeriodList.as_view(), name="list"),
    path("<uuid:uuid>/", update_periods.UpdatePeriodEdit.as_view(), name="edit"),
    path("prisons/<uuid:uuid>/new/", update_periods.UpdatePeriodAdd.as_view(), name="add"),
]
