"""Addresses of trigger factors."""

from django.urls import path

from alerts.factors import views

app_name = "factors"

urlpatterns = [
    path("", views.FactorList.as_view(), name="list"),
    path("teams/<uuid:uuid>/new/", views.FactorAdd.as_view(), name="add"),
    path("firings/<uuid:uuid>/useful/", views.FiringJudge.as_view(), name="judge"),
    path("<uuid:uuid>/", views.FactorPage.as_view(), name="factor"),
    path("<uuid:uuid>/edit/", views.FactorEdit.as_view(), name="edit"),
    path("<uuid:uuid>/switch/", views.FactorSwitch.as_view(), name="switch"),
    path("<uuid:uuid>/versions/", views.FactorVersions.as_view(), name="versions"),
]
