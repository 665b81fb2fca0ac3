"""What can happen to a draft, and to a form that came too late."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

DRAFTS = group("drafts", "Drafts", order=90)

looks("draft", "drafts", group=DRAFTS)
pages({"draft.view": "a draft"})


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    STARTED = verb("draft.started", "Started a draft", group=DRAFTS, audience=AUDITORS)
    DISCARDED = verb("draft.discarded", "Discarded a draft", group=DRAFTS, audience=AUDITORS)
    RESTORED = verb(
        "draft.restored", "Brought back a discarded draft", group=DRAFTS, audience=AUDITORS
    )
    CAME_LATE = verb(
        "draft.came_late",
        "Sent a form after the session had ended; kept for them",
        group=DRAFTS,
        audience=AUDITORS,
    )
    REMOVED = verb("draft.removed", "Deleted an old draft", group=DRAFTS, audience=AUDITORS)
