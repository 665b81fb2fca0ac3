"""Addresses of kinds of forms, in administration."""

from django.urls import path

from records.views import form_kinds as views

app_name = "forms"

urlpatterns = [
    path("", views.FormKindList.as_view(), name="kinds"),
    path("new/", views.FormKindAdd.as_view(), name="kind-add"),
    path("<uuid:uuid>/", views.FormKindPage.as_view(), name="kind"),
    path("<uuid:uuid>/edit/", views.FormKindEdit.as_view(), name="kind-edit"),
    path("<uuid:uuid>/copy/", views.FormKindCopy.as_view(), name="kind-copy"),
    path("<uuid:uuid>/sections/new/", views.FormSectionAdd.as_view(), name="section-add"),
    path(
        "<uuid:uuid>/sections/<uuid:child>/", views.FormSectionEdit.as_view(), name="section-edit"
    ),
    path(
        "<uuid:uuid>/sections/<uuid:child>/questions/new/",
        views.QuestionAdd.as_view(),
        name="question-add",
    ),
    path(
        "<uuid:uuid>/questions/<uuid:child>/", views.QuestionEdit.as_view(), name="question-edit"
    ),
]
