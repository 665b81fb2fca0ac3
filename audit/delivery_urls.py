"""Addresses of deliveries, in administration."""

from django.urls import path

from audit import views

app_name = "deliveries"

urlpatterns = [
    path("", views.DeadLetterList.as_view(), name="list"),
    path("again/", views.DeliveryRetry.as_view(), name="retry"),
]
