"""What can happen to a referral and in the register of restorative justice."""

from audit.vocabulary import AUDITORS, HOLDERS, group, looks, pages, verb

RJ = group("rj", "Restorative justice", order=19)

looks("referral", "referrals", group=RJ)
looks("rj", "the RJ register", group=RJ)
looks("referralform", "forms of referrals", group=RJ)
pages(
    {
        "rj.search": "the RJ register",
        "rj.view": "the RJ intervention",
        "rj.history": "the history of the RJ intervention",
        "rj.record": "“Record an intervention”",
        "rj.edit": "“Edit the intervention”",
        "rj.arrange": "RJ arrangements",
        "referral.draft": "“Start a referral”",
        "referral.view": "the referral",
        "referral.list": "the list of referrals",
        "referral.edit": "“Edit the referral”",
        "referralform.write": "“Write the referral form”",
        "referralform.view": "the referral form",
        "referral.consult": "“Ask an RJ champion”",
        "referral.advise": "“Advise”",
        "referral.submit": "“Submit the referral”",
        "referral.decide": "“Decide on the referral”",
        "referral.answer": "“Give more information”",
        "referral.withdraw": "“Withdraw the referral”",
        "referral.run": "the work on the referral",
        "referral.end_consent": "“Record that somebody withdrew”",
        "referral.close": "“Close the referral”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test.

    What happens to an entry of the register is in its History. Nothing of a referral happens to a
    record: its page shows its steps, the log every event.
    """

    RECORDED = verb("rj.recorded", "Recorded an RJ intervention", group=RJ, audience=HOLDERS)
    EDITED = verb("rj.edited", "Edited an RJ intervention", group=RJ, audience=HOLDERS)
    PARTY_ADDED = verb(
        "rj.party_added", "Added a person to an RJ intervention", group=RJ, audience=HOLDERS
    )
    PARTY_EDITED = verb(
        "rj.party_edited", "Edited a person in an RJ intervention", group=RJ, audience=HOLDERS
    )
    PARTY_REMOVED = verb(
        "rj.party_removed", "Took a person out of an RJ intervention", group=RJ, audience=HOLDERS
    )
    TERMS_AGREED = verb(
        "rj.agreed", "Recorded what was agreed in an RJ intervention", group=RJ, audience=HOLDERS
    )
    ENTRY_TERM_SETTLED = verb(
        "rj.term",
        "Recorded what came of a term in an RJ intervention",
        group=RJ,
        audience=HOLDERS,
    )
    AGREEMENT_ENDED = verb(
        "rj.ended", "Recorded what came of an RJ agreement", group=RJ, audience=HOLDERS
    )
    ENTRY_CONSENT_WITHDRAWN = verb(
        "rj.consent",
        "Recorded that somebody withdrew from an RJ intervention",
        group=RJ,
        audience=HOLDERS,
    )
    ARRANGED = verb(
        "rj.arranged", "Changed what the area has arranged about RJ", group=RJ, audience=AUDITORS
    )
    STARTED = verb("referral.started", "Started a referral", group=RJ, audience=AUDITORS)
    WRITTEN = verb("referral.written", "Wrote the referral", group=RJ, audience=AUDITORS)
    CONSULTED = verb("referral.consulted", "Asked an RJ champion", group=RJ, audience=AUDITORS)
    ADVISED = verb("referral.advised", "Advised on a referral", group=RJ, audience=AUDITORS)
    SUBMITTED = verb("referral.submitted", "Submitted a referral", group=RJ, audience=AUDITORS)
    ASKED = verb("referral.asked", "Asked for more information", group=RJ, audience=AUDITORS)
    ANSWERED = verb("referral.answered", "Gave more information", group=RJ, audience=AUDITORS)
    ACCEPTED = verb("referral.accepted", "Accepted a referral", group=RJ, audience=AUDITORS)
    DECLINED = verb("referral.declined", "Declined a referral", group=RJ, audience=AUDITORS)
    PANEL_PLANNED = verb("referral.planned", "Planned a panel", group=RJ, audience=AUDITORS)
    PANEL_HELD = verb("referral.held", "Recorded a panel", group=RJ, audience=AUDITORS)
    AGREED = verb("referral.agreed", "Recorded an agreement", group=RJ, audience=AUDITORS)
    TERM_SETTLED = verb(
        "referral.term", "Recorded what came of a term", group=RJ, audience=AUDITORS
    )
    CONSENT_WITHDRAWN = verb(
        "referral.consent", "Recorded that somebody withdrew", group=RJ, audience=AUDITORS
    )
    COMPLETED = verb(
        "referral.completed", "Recorded that an agreement was kept", group=RJ, audience=AUDITORS
    )
    BROKEN = verb(
        "referral.broken", "Recorded that an agreement was broken", group=RJ, audience=AUDITORS
    )
    WITHDRAWN = verb("referral.withdrawn", "Withdrew a referral", group=RJ, audience=AUDITORS)
    CLOSED = verb("referral.closed", "Closed a referral", group=RJ, audience=AUDITORS)
