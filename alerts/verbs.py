"""What can happen to a notice."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

NOTICES = group("notices", "Notices", order=80)

looks("notice", "notices", group=NOTICES)
looks("email", "e-mails about alerts", group=NOTICES)
pages({"notice.snooze": "“Snooze”", "notice.hand_on": "“Hand on”"})


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    SEEN = verb("notice.seen", "Dismissed a notice", group=NOTICES, audience=AUDITORS)
    SNOOZED = verb("notice.snoozed", "Snoozed a notice", group=NOTICES, audience=AUDITORS)
    HANDED_ON = verb("notice.handed_on", "Handed on a notice to", group=NOTICES, audience=AUDITORS)
    TAKEN = verb("notice.taken", "Took a notice from", group=NOTICES, audience=AUDITORS)
    ESCALATED = verb("notice.escalated", "Escalated a notice to", group=NOTICES, audience=AUDITORS)
    EMAILS_SET = verb(
        "notice.emails_set", "Chose e-mails about alerts", group=NOTICES, audience=AUDITORS
    )
    EMAIL_SENT_AGAIN = verb(
        "email.sent_again",
        "Sent an e-mail about alerts again to",
        group=NOTICES,
        audience=AUDITORS,
    )
