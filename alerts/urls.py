"""Addresses of alerts."""

from django.urls import path

from alerts import views

app_name = "alerts"

urlpatterns = [
    path("", views.NoticeList.as_view(), name="list"),
    path("<uuid:uuid>/", views.NoticeSee.as_view(), name="see"),
]
