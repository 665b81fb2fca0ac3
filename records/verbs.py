"""What can happen to a draft."""

from audit.vocabulary import AUDITORS, group, looks, verb

DRAFTS = group("drafts", "Drafts", order=90)

looks("draft", "drafts", group=DRAFTS)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    STARTED = verb("draft.started", "Started a draft", group=DRAFTS, audience=AUDITORS)
    DISCARDED = verb("draft.discarded", "Discarded a draft", group=DRAFTS, audience=AUDITORS)
    REMOVED = verb("draft.removed", "Deleted an abandoned draft", group=DRAFTS, audience=AUDITORS)
