"""Addresses of missing people."""

from django.urls import path

from missing.views import board, episode, figures, linking, plans, report

app_name = "missing"

urlpatterns = [
    path("", board.Board.as_view(), name="board"),
    path("live/", board.BoardLive.as_view(), name="live"),
    path("figures/", figures.Figures.as_view(), name="figures"),
    path("figures/file/", figures.FiguresFile.as_view(), name="figures-file"),
    path("report/", report.Report.as_view(), name="report"),
    path("report/sent/<slug:code>/", report.ReportSent.as_view(), name="report-sent"),
    path("plan/<uuid:uuid>/", plans.PlanPage.as_view(), name="plan"),
    path("plan/<uuid:uuid>/write/", plans.PlanWrite.as_view(), name="plan-write"),
    path("plan/<uuid:uuid>/review/", plans.PlanReview.as_view(), name="plan-review"),
    path("plan/<uuid:uuid>/print/", plans.PlanPrint.as_view(), name="plan-print"),
    path("<uuid:uuid>/link/", linking.EpisodeLink.as_view(), name="link"),
    path("<uuid:uuid>/plan/", linking.EpisodeTakeOver.as_view(), name="take-over"),
    path("<uuid:uuid>/", episode.EpisodePage.as_view(), name="episode"),
]
