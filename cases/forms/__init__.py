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
from cases.forms.printing import AudienceForm, PrintForm
from cases.forms.sharing import ShareWithTeamsForm

__all__ = [
    "ActionAmendmentForm",
    "ActionForm",
    "AudienceForm",
    "CloseForm",
    "EditCaseForm",
    "IncidentForm",
    "LinkForm",
    "NewCaseForm",
    "ParticipantForm",
    "PrintForm",
    "ReopenForm",
    "ResultForm",
    "ShareWithTeamsForm",
]
