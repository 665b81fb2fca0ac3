"""Forms about access."""

from access.forms.asking import AnswerForm, AskForm, BreakGlassForm, ReplyForm, ReviewForm
from access.forms.giving import EndManyForm, GiveAccessForm, GiveManyForm
from access.forms.limits import ExcludeForm, LiftForm, RestrictForm
from access.forms.listing import AnswerListingForm, AskToListForm
from access.forms.samples import ReviewSampleForm
from access.forms.terms import USUAL, WHILE_OPEN, ChangeAccessForm, EndAccessForm, TermsForm
from access.forms.transfers import AnswerTransferForm, TransferForm

__all__ = [
    "USUAL",
    "WHILE_OPEN",
    "AnswerForm",
    "AnswerListingForm",
    "AnswerTransferForm",
    "AskForm",
    "AskToListForm",
    "BreakGlassForm",
    "ChangeAccessForm",
    "EndAccessForm",
    "EndManyForm",
    "ExcludeForm",
    "GiveAccessForm",
    "LiftForm",
    "ReplyForm",
    "RestrictForm",
    "ReviewForm",
    "ReviewSampleForm",
    "TermsForm",
    "TransferForm",
    "GiveManyForm",
]
