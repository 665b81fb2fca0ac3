"""What can happen to a person's record."""


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    CREATED = "profile.created"
    EDITED = "profile.edited"
    DETAIL_ADDED = "detail.added"
    DETAIL_EDITED = "detail.edited"
    CUSTODY_DISMISSED = "custody.dismissed"
    LOG_ADDED = "log.added"
    LOG_AMENDED = "log.amended"
    LOG_FOLLOWED_UP = "log.followed_up"
    RISK_ASSESSED = "risk.assessed"
    VIEW_SAVED = "saved_view.added"
    VIEW_RENAMED = "saved_view.renamed"
    VIEW_DELETED = "saved_view.deleted"
