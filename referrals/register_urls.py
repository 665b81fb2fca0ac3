"""Addresses of the register of restorative justice."""

from django.urls import URLPattern

app_name = "rj"

urlpatterns: list[URLPattern] = []
