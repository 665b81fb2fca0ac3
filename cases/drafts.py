"""The forms about a case whose text is kept as a draft."""

from django.urls import reverse

from cases.forms import ActionAmendmentForm, ActionForm, EditCaseForm
from cases.models import Action, Case
from records.drafts import DraftKind, register

register(
    DraftKind(
        name="action",
        words="Action",
        form=ActionForm,
        model=Case,
        action="action.add",
        address=lambda case: reverse("cases:action-add", args=[case.uuid]),
        record=lambda case: case,
    )
)
register(
    DraftKind(
        name="action-amendment",
        words="Added to an action",
        form=ActionAmendmentForm,
        model=Action,
        action="action.amend",
        address=lambda action: reverse("cases:action-amend", args=[action.case.uuid, action.uuid]),
        record=lambda action: action.case,
        related=("case",),
    )
)
register(
    DraftKind(
        name="case",
        words="Editing the case",
        form=EditCaseForm,
        model=Case,
        action="case.edit",
        address=lambda case: reverse("cases:edit", args=[case.uuid]),
        record=lambda case: case,
    )
)
