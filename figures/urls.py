"""Addresses of statistics: each figure has a page and a file, by its key."""

from django.urls import path

from figures import views
from figures.registry import FIGURES

app_name = "figures"

urlpatterns = [
    path("", views.Index.as_view(), name="index"),
    *(path(f"{key}/", views.FigurePage.as_view(key=key), name=key) for key in FIGURES),
    *(
        path(f"{key}.csv", views.FigureFile.as_view(key=key), name=f"{key}-file")
        for key in FIGURES
    ),
]
