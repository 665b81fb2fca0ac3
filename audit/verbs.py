"""What can happen to the log itself: parts of it are written out."""


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    EXPORT_ASKED = "audit.export_asked"
    EXPORTED = "audit.exported"
    EXPORT_REFUSED = "audit.export_refused"
    EXPORT_FAILED = "audit.export_failed"
    EXPORT_DELETED = "audit.export_deleted"
