"""Addresses of imports, under administration."""

from django.urls import path

from imports import views

app_name = "imports"

urlpatterns = [
    path("", views.ImportList.as_view(), name="list"),
    path("new/", views.ImportPrepare.as_view(), name="prepare"),
    path("template.csv", views.TemplateCsv.as_view(), name="template-csv"),
    path("template.xlsx", views.TemplateBook.as_view(), name="template-xlsx"),
    path("<uuid:uuid>/", views.ImportDetail.as_view(), name="detail"),
    path("<uuid:uuid>/progress/", views.ImportProgress.as_view(), name="progress"),
    path("<uuid:uuid>/rows/", views.ImportRows.as_view(), name="rows"),
    path("<uuid:uuid>/problems.csv", views.ProblemsFile.as_view(), name="problems"),
    path("<uuid:uuid>/duplicates/", views.ImportChoose.as_view(), name="choose"),
    path("<uuid:uuid>/begin/", views.ImportStart.as_view(), name="start"),
    path("<uuid:uuid>/stop/", views.ImportStop.as_view(), name="stop"),
    path("<uuid:uuid>/cancel/", views.ImportCancel.as_view(), name="cancel"),
]
