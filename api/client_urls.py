"""Addresses of API clients, under administration."""

from django.urls import path

from api.views import clients

app_name = "api-clients"

urlpatterns = [
    path("", clients.ClientList.as_view(), name="list"),
    path("new/", clients.ClientAdd.as_view(), name="add"),
    path("<uuid:uuid>/", clients.ClientDetail.as_view(), name="client"),
    path("<uuid:uuid>/agree/", clients.ClientAgree.as_view(), name="agree"),
    path("<uuid:uuid>/revoke/", clients.ClientRevoke.as_view(), name="revoke"),
    path("<uuid:uuid>/keys/new/", clients.KeyMake.as_view(), name="key-make"),
    path("<uuid:uuid>/keys/<uuid:child>/revoke/", clients.KeyRevoke.as_view(), name="key-revoke"),
]
