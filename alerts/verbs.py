"""What can happen to a notice, and to the rules that raise some of them."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

NOTICES = group("notices", "Notices", order=80)
FACTORS = group("factors", "Trigger factors", order=85)

looks("notice", "notices", group=NOTICES)
looks("factor", "trigger factors", group=FACTORS)
looks("firing", "alerts of trigger factors", group=FACTORS)
pages(
    {
        "factor.view": "the rule",
        "factor.add": "“Add a trigger factor”",
        "factor.edit": "“Change the rule”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    SEEN = verb("notice.seen", "Dismissed a notice", group=NOTICES, audience=AUDITORS)
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
