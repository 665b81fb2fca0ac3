"""Addresses of home."""

from django.urls import path

from home import health, views

app_name = "home"

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("search/", views.Search.as_view(), name="search"),
    path("search/clear/", views.ForgetSearches.as_view(), name="search-clear"),
    path("health/ready", health.ready, name="ready"),
]
