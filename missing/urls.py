"""Addresses of missing people."""

from django.urls import path

from missing.views import (
    board,
    entries,
    episode,
    figures,
    linking,
    of_person,
    plans,
    report,
    returning,
)

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
    path("of/person/<uuid:uuid>/", of_person.EpisodesOfPerson.as_view(), name="of-person"),
    path("<uuid:uuid>/", episode.EpisodePage.as_view(), name="episode"),
    path("<uuid:uuid>/photo/", episode.EpisodePhoto.as_view(), name="photo"),
    path("<uuid:uuid>/edit/", entries.EpisodeEdit.as_view(), name="edit"),
    path("<uuid:uuid>/risk/", entries.RiskAssess.as_view(), name="assess"),
    path("<uuid:uuid>/information/", entries.InformationAdd.as_view(), name="information-add"),
    path("<uuid:uuid>/sighting/", entries.SightingAdd.as_view(), name="sighting-add"),
    path("<uuid:uuid>/hypothesis/", entries.HypothesisAdd.as_view(), name="hypothesis-add"),
    path(
        "<uuid:uuid>/hypothesis/<uuid:child>/",
        entries.HypothesisSettle.as_view(),
        name="hypothesis-settle",
    ),
    path("<uuid:uuid>/found/", returning.Locate.as_view(), name="found"),
    path(
        "<uuid:uuid>/interview/<uuid:child>/offer/",
        returning.InterviewOffer.as_view(),
        name="interview-offer",
    ),
    path(
        "<uuid:uuid>/interview/<uuid:child>/",
        returning.InterviewRecord.as_view(),
        name="interview-record",
    ),
    path("<uuid:uuid>/briefing/", returning.BriefingSheet.as_view(), name="briefing"),
]
