"""Forms about access."""

from access.forms.asking import AnswerForm, AskForm
from access.forms.giving import GiveAccessForm
from access.forms.limits import ExcludeForm
from access.forms.samples import ReviewSampleForm
from access.forms.terms import SEVEN_DAYS, ChangeAccessForm, EndAccessForm, TermsForm

__all__ = [
    "SEVEN_DAYS",
    "AnswerForm",
    "AskForm",
    "ChangeAccessForm",
    "EndAccessForm",
    "ExcludeForm",
    "GiveAccessForm",
    "ReviewSampleForm",
    "TermsForm",
]
