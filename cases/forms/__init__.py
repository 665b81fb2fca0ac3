"""Forms of cases. Choices come in already scoped."""

from cases.forms.actions import ActionAmendmentForm, ActionForm, ResultForm
from cases.forms.cases import (
    CloseForm,
    EditCaseForm,
    IncidentForm,
    LinkForm,
    NewCaseForm,
    ParticipantForm,
    ReopenForm,
)

__all__ = [
    "ActionAmendmentForm",
    "ActionForm",
    "CloseForm",
    "EditCaseForm",
    "IncidentForm",
    "LinkForm",
    "NewCaseForm",
    "ParticipantForm",
    "ReopenForm",
    "ResultForm",
]
