"""Addresses of people."""

from django.urls import path

from access.views import names
from profiles.views import creating, custody, details, log, many, people, risk, saved, sharing

app_name = "profiles"

urlpatterns = [
    path("", people.PeopleList.as_view(), name="list"),
    path("new/", creating.ProfileCreate.as_view(), name="create"),
    path("my-prison/", custody.MyPrison.as_view(), name="my-prison"),
    path("print/", people.PeoplePrint.as_view(), name="print"),
    path("saved/", saved.SavedViewList.as_view(), name="saved-views"),
    path("saved/new/", saved.SavedViewAdd.as_view(), name="saved-view-add"),
    path("saved/<uuid:uuid>/", saved.SavedViewRename.as_view(), name="saved-view-rename"),
    path("saved/<uuid:uuid>/delete/", saved.SavedViewDelete.as_view(), name="saved-view-delete"),
    path("sharing/names/", names.Names.as_view(), name="names"),
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
    path("<uuid:uuid>/risk/", risk.RiskPage.as_view(), name="risk"),
    path("<uuid:uuid>/risk/new/", risk.RiskAssess.as_view(), name="risk-assess"),
    path("<uuid:uuid>/sharing/", sharing.PersonSharing.as_view(), name="sharing"),
    path("<uuid:uuid>/sharing/grant/", sharing.PersonGiveAccess.as_view(), name="grant"),
    path(
        "<uuid:uuid>/sharing/<uuid:grant>/change/",
        sharing.PersonChangeAccess.as_view(),
        name="grant-change",
    ),
    path(
        "<uuid:uuid>/sharing/<uuid:grant>/end/",
        sharing.PersonEndAccess.as_view(),
        name="grant-end",
    ),
    path("<uuid:uuid>/sharing/restrict/", sharing.PersonRestrict.as_view(), name="restrict"),
    path("<uuid:uuid>/sharing/lift/", sharing.PersonLift.as_view(), name="lift"),
    path("<uuid:uuid>/sharing/transfer/", sharing.PersonTransfer.as_view(), name="transfer"),
    path("<uuid:uuid>/sharing/withdraw/", sharing.PersonWithdraw.as_view(), name="withdraw"),
    path(
        "<uuid:uuid>/sharing/emergencies/<uuid:glass>/",
        sharing.PersonReview.as_view(),
        name="review",
    ),
    path(
        "<uuid:uuid>/sharing/break-glass/",
        sharing.PersonBreakGlass.as_view(),
        name="break-glass",
    ),
    path("<uuid:uuid>/sharing/exclude/", sharing.PersonExclude.as_view(), name="exclude"),
    path(
        "<uuid:uuid>/sharing/exclusions/<uuid:exclusion>/",
        sharing.PersonReadmit.as_view(),
        name="readmit",
    ),
    path(
        "<uuid:uuid>/sharing/requests/<uuid:asked>/", sharing.PersonAnswer.as_view(), name="answer"
    ),
    path(
        "<uuid:uuid>/sharing/request-access/",
        sharing.PersonRequestAccess.as_view(),
        name="request-access",
    ),
    path("<uuid:uuid>/history/", sharing.PersonHistory.as_view(), name="history"),
]
