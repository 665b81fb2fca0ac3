"""Addresses of missing people."""

from django.urls import path

from missing.views import board, episode

app_name = "missing"

urlpatterns = [
    path("", board.Board.as_view(), name="board"),
    path("<uuid:uuid>/", episode.EpisodePage.as_view(), name="episode"),
]
