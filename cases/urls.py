"""Addresses of cases."""

from django.urls import path

from access.sharing_urls import sharing_urls
from cases.models import Case, CaseDocument
from cases.views import actions, cases, of_person, people, printing, sharing
from cases.views.base import CaseDocumentsMixin, CaseMixin
from documents.document_urls import document_urls

app_name = "cases"

urlpatterns = [
    path("", cases.CaseList.as_view(), name="list"),
    path("new/", cases.CaseOpen.as_view(), name="open"),
    path("of/<uuid:uuid>/", of_person.CasesOfPerson.as_view(), name="of-person"),
    path("<uuid:uuid>/", cases.CaseOverview.as_view(), name="overview"),
    path("<uuid:uuid>/edit/", cases.CaseEdit.as_view(), name="edit"),
    path("<uuid:uuid>/close/", cases.CaseClose.as_view(), name="close"),
    path("<uuid:uuid>/reopen/", cases.CaseReopen.as_view(), name="reopen"),
    path("<uuid:uuid>/link/", cases.CaseLinkAdd.as_view(), name="link"),
    path("<uuid:uuid>/actions/", actions.ActionList.as_view(), name="actions"),
    path("<uuid:uuid>/timeline/", actions.TimelinePage.as_view(), name="timeline"),
    path("<uuid:uuid>/actions.pdf", printing.ActionsPrint.as_view(), name="actions-pdf"),
    path("<uuid:uuid>/actions/new/", actions.ActionAdd.as_view(), name="action-add"),
    path("<uuid:uuid>/actions/<uuid:child>/", actions.ActionPage.as_view(), name="action"),
    path(
        "<uuid:uuid>/actions/<uuid:child>/result/",
        actions.ActionResultAdd.as_view(),
        name="action-result",
    ),
    path(
        "<uuid:uuid>/actions/<uuid:child>/add/",
        actions.ActionAmend.as_view(),
        name="action-amend",
    ),
    path("<uuid:uuid>/incidents/new/", people.IncidentAdd.as_view(), name="incident-add"),
    path("<uuid:uuid>/people/", people.PeoplePage.as_view(), name="people"),
    path("<uuid:uuid>/people/new/", people.ParticipantAdd.as_view(), name="participant-add"),
    path(
        "<uuid:uuid>/people/<uuid:child>/",
        people.ParticipantEdit.as_view(),
        name="participant-edit",
    ),
    path("<uuid:uuid>/sharing/teams/", sharing.ShareWithTeams.as_view(), name="share"),
    *document_urls(CaseDocument, CaseDocumentsMixin),
    *sharing_urls(Case, CaseMixin),
]
