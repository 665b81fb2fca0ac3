"""What every kind of record needs: lists of choices, references, drafts, entries."""

from records.models.drafts import Draft
from records.models.entries import DatedEntry, Entry, writing_team
from records.models.form_kinds import FilledForm, FilledSection, FormKind, FormSection, Question
from records.models.forms import LateForm, SpentToken
from records.models.lookups import LawfulBasis, Lookup, LookupQuerySet
from records.models.references import ReferenceBlock

__all__ = [
    "DatedEntry",
    "Draft",
    "Entry",
    "FilledForm",
    "FilledSection",
    "FormKind",
    "FormSection",
    "LateForm",
    "LawfulBasis",
    "Lookup",
    "LookupQuerySet",
    "Question",
    "ReferenceBlock",
    "SpentToken",
    "writing_team",
]
