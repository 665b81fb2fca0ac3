"""Lists that a partnership may change."""

from records.models import Lookup


class ContactKind(Lookup):
    """How a practitioner dealt with a person: visit, phone, office, prison visit."""


class WarningKind(Lookup):
    """What staff must know before they act: risk to staff, self-harm, do not disclose."""
