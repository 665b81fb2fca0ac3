"""Addresses of missing people."""

from django.urls import path

from missing.views import board, episode, figures

app_name = "missing"

urlpatterns = [
    path("", board.Board.as_view(), name="board"),
    path("live/", board.BoardLive.as_view(), name="live"),
    path("figures/", figures.Figures.as_view(), name="figures"),
    path("figures/file/", figures.FiguresFile.as_view(), name="figures-file"),
    path("<uuid:uuid>/", episode.EpisodePage.as_view(), name="episode"),
]
