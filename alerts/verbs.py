"""What can happen to a notice, and to the rules that raise some of them."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

NOTICES = group("notices", "Notices", order=80)
FACTORS = group("factors", "Trigger factors", order=85)

looks("notice", "notices", group=NOTICES)
looks("email", "e-mails about alerts", group=NOTICES)
looks("factor", "trigger factors", group=FACTORS)
looks("firing", "alerts of trigger factors", group=FACTORS)
pages(
    {
        "notice.list": "the notice",
        "notice.see": "“Seen”",
        "notice.take": "“Take”",
        "notice.snooze": "“Snooze”",
        "notice.hand_on": "“Hand on”",
        "factor.view": "the rule",
        "factor.add": "“Add a trigger factor”",
        "factor.edit": "“Change the rule”",
    }
)


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
    # What a rule says and fires on may tell of a section: auditors alone read of it in the log.
    FACTOR_ADDED = verb("factor.added", "Added a trigger factor", group=FACTORS, audience=AUDITORS)
    FACTOR_EDITED = verb(
        "factor.edited", "Changed a trigger factor", group=FACTORS, audience=AUDITORS
    )
    FACTOR_SWITCHED_ON = verb(
        "factor.switched_on", "Switched on a trigger factor", group=FACTORS, audience=AUDITORS
    )
    FACTOR_SWITCHED_OFF = verb(
        "factor.switched_off", "Switched off a trigger factor", group=FACTORS, audience=AUDITORS
    )
    FIRED = verb("factor.fired", "Fired a trigger factor", group=FACTORS, audience=AUDITORS)
    JUDGED = verb(
        "firing.judged",
        "Said whether an alert was useful",
        group=FACTORS,
        audience=AUDITORS,
    )
