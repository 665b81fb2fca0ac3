"""Addresses of people."""

from django.urls import path

from access.sharing_urls import sharing_urls
from documents.document_urls import document_urls
from profiles.models import Profile, ProfileDocument
from profiles.views import (
    creating,
    custody,
    details,
    log,
    many,
    needs,
    people,
    photos,
    programmes,
    reports,
    risk,
    saved,
)
from profiles.views.base import PersonMixin

app_name = "profiles"

urlpatterns = [
    path("", people.PeopleList.as_view(), name="list"),
    path("new/", creating.ProfileCreate.as_view(), name="create"),
    path("my-prison/", custody.MyPrison.as_view(), name="my-prison"),
    path("print/", people.PeoplePrint.as_view(), name="print"),
    path("needs/", needs.NeedsOfTeams.as_view(), name="needs-of-teams"),
    path("saved/", saved.SavedViewList.as_view(), name="saved-views"),
    path("saved/new/", saved.SavedViewAdd.as_view(), name="saved-view-add"),
    path("saved/<uuid:uuid>/", saved.SavedViewRename.as_view(), name="saved-view-rename"),
    path("saved/<uuid:uuid>/delete/", saved.SavedViewDelete.as_view(), name="saved-view-delete"),
    path("sharing/give/", many.GiveToMany.as_view(), name="give-many"),
    path("sharing/end/", many.EndForMany.as_view(), name="end-many"),
    path("sharing/done/", many.ManyDone.as_view(), name="many-done"),
    path("<uuid:uuid>/", people.ProfileOverview.as_view(), name="overview"),
    path("<uuid:uuid>/edit/", people.ProfileEdit.as_view(), name="edit"),
    path("<uuid:uuid>/details/", details.DetailsPage.as_view(), name="details"),
    path("<uuid:uuid>/details/<slug:kind>/new/", details.DetailAdd.as_view(), name="detail-add"),
    path(
        "<uuid:uuid>/details/<slug:kind>/<uuid:child>/",
        details.DetailEdit.as_view(),
        name="detail-edit",
    ),
    path(
        "<uuid:uuid>/custody/<uuid:child>/leave/",
        custody.CustodyLeave.as_view(),
        name="custody-leave",
    ),
    path(
        "<uuid:uuid>/sharing/custody/<uuid:stay>/",
        custody.CustodyDismiss.as_view(),
        name="custody-dismiss",
    ),
    path("<uuid:uuid>/log/", log.LogPage.as_view(), name="log"),
    path("<uuid:uuid>/log/new/", log.ContactAdd.as_view(), name="log-add"),
    path("<uuid:uuid>/log/quick/", log.ContactQuick.as_view(), name="log-quick"),
    path("<uuid:uuid>/log/print/", log.LogPrint.as_view(), name="log-print"),
    path(
        "<uuid:uuid>/log/to-follow/<uuid:child>/",
        log.ContactFollowUp.as_view(),
        name="log-follow-up",
    ),
    path("<uuid:uuid>/log/<uuid:child>/", log.ContactAmend.as_view(), name="log-amend"),
    path("<uuid:uuid>/needs/", needs.NeedList.as_view(), name="needs"),
    path("<uuid:uuid>/needs/new/", needs.NeedRaise.as_view(), name="need-raise"),
    path("<uuid:uuid>/needs/<uuid:child>/", needs.NeedPage.as_view(), name="need"),
    path(
        "<uuid:uuid>/needs/<uuid:child>/pick-up/",
        needs.NeedPickUp.as_view(),
        name="need-pick-up",
    ),
    path(
        "<uuid:uuid>/needs/<uuid:child>/hand-on/",
        needs.NeedHandOn.as_view(),
        name="need-hand-on",
    ),
    path(
        "<uuid:uuid>/needs/<uuid:child>/step/",
        needs.NeedStepAdd.as_view(),
        name="need-step",
    ),
    path(
        "<uuid:uuid>/needs/<uuid:child>/resolve/",
        needs.NeedResolve.as_view(),
        name="need-resolve",
    ),
    path(
        "<uuid:uuid>/needs/<uuid:child>/reopen/",
        needs.NeedReopen.as_view(),
        name="need-reopen",
    ),
    path("<uuid:uuid>/reports/", reports.ReportList.as_view(), name="reports"),
    path("<uuid:uuid>/reports/new/", reports.ReportStart.as_view(), name="report-start"),
    path(
        "<uuid:uuid>/reports/section/<uuid:child>/",
        reports.SectionWrite.as_view(),
        name="report-section",
    ),
    path("<uuid:uuid>/reports/<uuid:child>/", reports.ReportPage.as_view(), name="report"),
    path(
        "<uuid:uuid>/reports/<uuid:child>/print/",
        reports.ReportPrint.as_view(),
        name="report-print",
    ),
    path(
        "<uuid:uuid>/reports/<uuid:child>/pdf/",
        reports.ReportDisclose.as_view(),
        name="report-disclose",
    ),
    path(
        "<uuid:uuid>/reports/<uuid:child>/submit/",
        reports.ReportSubmit.as_view(),
        name="report-submit",
    ),
    path(
        "<uuid:uuid>/reports/<uuid:child>/approve/",
        reports.ReportApprove.as_view(),
        name="report-approve",
    ),
    path(
        "<uuid:uuid>/reports/<uuid:child>/return/",
        reports.ReportReturn.as_view(),
        name="report-return",
    ),
    path(
        "<uuid:uuid>/reports/<uuid:child>/withdraw/",
        reports.ReportWithdraw.as_view(),
        name="report-withdraw",
    ),
    path(
        "<uuid:uuid>/reports/<uuid:child>/discard/",
        reports.ReportDiscard.as_view(),
        name="report-discard",
    ),
    path(
        "<uuid:uuid>/reports/<uuid:child>/restore/",
        reports.ReportRestore.as_view(),
        name="report-restore",
    ),
    path(
        "<uuid:uuid>/reports/<uuid:child>/add/",
        reports.ReportAddTo.as_view(),
        name="report-add-to",
    ),
    path("<uuid:uuid>/programmes/", programmes.ProgrammeList.as_view(), name="programmes"),
    *document_urls(ProfileDocument, PersonMixin),
    path("<uuid:uuid>/photo/", photos.Face.as_view(), name="face"),
    path("<uuid:uuid>/photos/", photos.PhotoList.as_view(), name="photos"),
    path("<uuid:uuid>/photos/new/", photos.PhotoAdd.as_view(), name="photo-add"),
    path("<uuid:uuid>/photos/<uuid:child>/", photos.PhotoFile.as_view(), name="photo-file"),
    path(
        "<uuid:uuid>/photos/<uuid:child>/withdraw/",
        photos.PhotoWithdraw.as_view(),
        name="photo-withdraw",
    ),
    path("<uuid:uuid>/risk/", risk.RiskPage.as_view(), name="risk"),
    path("<uuid:uuid>/risk/new/", risk.RiskAssess.as_view(), name="risk-assess"),
    *sharing_urls(Profile, PersonMixin),
]
