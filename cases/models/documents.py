"""Files of a case, and those attached to its actions."""

from django.db import models
from simple_history.models import HistoricalRecords

from cases.models.actions import Action
from cases.models.case import Case
from cases.querysets import CaseDocumentQuerySet
from documents.models import Document


class CaseDocument(Document):
    """A file in a case, in one of its versions; it may be attached to an action."""

    record_path = "case"
    view_action, add_action = "case.view_documents", "case.add_documents"
    exported_as = "case-documents"
    CARRIED = (*Document.CARRIED, "action")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    action = models.ForeignKey(
        Action, null=True, on_delete=models.PROTECT, related_name="documents", editable=False
    )

    objects = CaseDocumentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Document.Meta):
        verbose_name = "document"

    class Sensitivity:
        public = "case action"
