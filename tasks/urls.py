"""Addresses of tasks."""

from django.urls import path

from access.views.names import Names
from documents.document_urls import document_urls
from tasks.models import TaskDocument
from tasks.views import handovers, lists, of_record, one, sending

app_name = "tasks"

urlpatterns = [
    path("", lists.TaskList.as_view(), name="list"),
    path("new/", sending.TaskSend.as_view(), name="send"),
    path("names/", Names.as_view(), name="names"),
    *(path(route, view, name=name) for route, view, name in of_record.pages()),
    path("handovers/", handovers.HandoverList.as_view(), name="handovers"),
    path(
        "handovers/of-case/<uuid:uuid>/", handovers.CaseHandOver.as_view(), name="hand-over-case"
    ),
    path("handovers/<uuid:uuid>/", handovers.HandoverPage.as_view(), name="handover"),
    path(
        "handovers/<uuid:uuid>/acknowledge/",
        handovers.HandoverAcknowledge.as_view(),
        name="handover-acknowledge",
    ),
    path(
        "handovers/<uuid:uuid>/withdraw/",
        handovers.HandoverWithdraw.as_view(),
        name="handover-withdraw",
    ),
    path("<uuid:uuid>/", one.TaskPage.as_view(), name="task"),
    path("<uuid:uuid>/accept/", one.TaskAccept.as_view(), name="accept"),
    path("<uuid:uuid>/decline/", one.TaskDecline.as_view(), name="decline"),
    path("<uuid:uuid>/hold/", one.TaskHold.as_view(), name="hold"),
    path("<uuid:uuid>/reassign/", one.TaskReassign.as_view(), name="reassign"),
    path("<uuid:uuid>/hand-on/", one.TaskHandOn.as_view(), name="hand-on"),
    path("<uuid:uuid>/hand-back/", one.TaskHandBack.as_view(), name="hand-back"),
    path("<uuid:uuid>/complete/", one.TaskComplete.as_view(), name="complete"),
    path("<uuid:uuid>/withdraw/", one.TaskWithdraw.as_view(), name="withdraw"),
    path("<uuid:uuid>/reopen/", one.TaskReopen.as_view(), name="reopen"),
    path("<uuid:uuid>/hand-over/", handovers.TaskHandOver.as_view(), name="hand-over"),
    path("<uuid:uuid>/comment/", one.TaskComment.as_view(), name="comment"),
    *document_urls(TaskDocument, one.TaskDocumentsMixin),
]
