"""What can happen to a referral and in the register of restorative justice."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

RJ = group("rj", "Restorative justice", order=18)

looks("referral", "referrals", group=RJ)
looks("rj", "the RJ register", group=RJ)
looks("intervention", "RJ interventions", group=RJ)
pages(
    {
        "rj.search": "the RJ register",
        "rj.view": "the RJ intervention",
        "rj.record": "“Record an intervention”",
        "rj.edit": "“Edit the intervention”",
        "referral.draft": "“Start a referral”",
        "referral.view": "the referral",
        "referral.list": "the list of referrals",
        "referral.edit": "“Edit the referral”",
        "referral_form.write": "“Write the referral form”",
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


def _verb(code: str, words: str) -> str:
    """Nothing of a referral happens to a record: its page shows its steps, the log all events."""
    return verb(code, words, group=RJ, audience=AUDITORS)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    RECORDED = _verb("rj.recorded", "Recorded an RJ intervention")
    EDITED = _verb("rj.edited", "Edited an RJ intervention")
    SEARCHED = _verb("rj.searched", "Searched the RJ register")
    ARRANGED = _verb("rj.arranged", "Changed what the area has arranged about RJ")
    STARTED = _verb("referral.started", "Started a referral")
    WRITTEN = _verb("referral.written", "Wrote the referral")
    CONSULTED = _verb("referral.consulted", "Asked an RJ champion")
    ADVISED = _verb("referral.advised", "Advised on a referral")
    SUBMITTED = _verb("referral.submitted", "Submitted a referral")
    ASKED = _verb("referral.asked", "Asked for more information")
    ANSWERED = _verb("referral.answered", "Gave more information")
    ACCEPTED = _verb("referral.accepted", "Accepted a referral")
    DECLINED = _verb("referral.declined", "Declined a referral")
    PANEL_PLANNED = _verb("referral.planned", "Planned a panel")
    PANEL_HELD = _verb("referral.held", "Recorded a panel")
    AGREED = _verb("referral.agreed", "Recorded an agreement")
    TERM_SETTLED = _verb("referral.term", "Recorded what came of a term")
    CONSENT_WITHDRAWN = _verb("referral.consent", "Recorded that somebody withdrew")
    COMPLETED = _verb("referral.completed", "Recorded that an agreement was kept")
    BROKEN = _verb("referral.broken", "Recorded that an agreement was broken")
    WITHDRAWN = _verb("referral.withdrawn", "Withdrew a referral")
    CLOSED = _verb("referral.closed", "Closed a referral")
