"""Forms about access."""

from access.forms.asking import AnswerForm, AskForm
from access.forms.giving import EndManyForm, GiveAccessForm, GiveManyForm, agreement_words
from access.forms.limits import ExcludeForm
from access.forms.terms import SEVEN_DAYS, ChangeAccessForm, EndAccessForm, TermsForm

__all__ = [
    "SEVEN_DAYS",
    "AnswerForm",
    "AskForm",
    "ChangeAccessForm",
    "EndAccessForm",
    "EndManyForm",
    "ExcludeForm",
    "GiveAccessForm",
    "GiveManyForm",
    "TermsForm",
    "agreement_words",
]
