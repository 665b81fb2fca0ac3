"""What can happen to a draft."""


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    STARTED = "draft.started"
    DISCARDED = "draft.discarded"
    REMOVED = "draft.removed"
