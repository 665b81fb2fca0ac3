"""What every kind of record needs: lists of choices, references, drafts, entries."""

from records.models.drafts import Draft
from records.models.entries import DatedEntry, Entry, writing_team
from records.models.forms import LateForm, SpentToken
from records.models.lookups import LawfulBasis, Lookup, LookupQuerySet
from records.models.references import ReferenceBlock

__all__ = [
    "DatedEntry",
    "Draft",
    "Entry",
    "LateForm",
    "LawfulBasis",
    "Lookup",
    "LookupQuerySet",
    "ReferenceBlock",
    "SpentToken",
    "writing_team",
]
