"""What can happen to a notice."""

from audit.vocabulary import AUDITORS, group, looks, verb

NOTICES = group("notices", "Notices", order=80)

looks("notice", "notices", group=NOTICES)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    SEEN = verb("notice.seen", "Dismissed a notice", group=NOTICES, audience=AUDITORS)
