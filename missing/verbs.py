"""What can happen about missing people."""

from audit.vocabulary import AUDITORS, HOLDERS, SECTION, group, looks, pages, verb

MISSING = group("missing", "Missing people", order=17)

looks("missing", "missing people", group=MISSING)
pages(
    {
        "missing.report": "“Report a person missing”",
        "missing.list": "the board of missing people",
        "missing.view": "the missing episode",
        "missing.view_log": "what was written while they were missing",
        "missing.add": "“Add information”",
        "missing.assess": "“Assess the risk”",
        "missing.locate": "“Found or returned”",
        "missing.interview": "an interview after the return",
        "missing.link": "“Link to a record”",
        "missing.print": "the briefing sheet",
        "missing.figures": "figures about missing people",
        "missing.arrange": "arrangements about missing people",
        "profile.view_missing_plan": "the missing plan",
        "missing_plan.write": "“Write the missing plan”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test.

    What happens in an episode is recorded on its case.
    """

    PLAN_MADE = verb("missing_plan.made", "Made the missing plan", group=MISSING, audience=SECTION)
    PLAN_EDITED = verb(
        "missing_plan.edited", "Changed the missing plan", group=MISSING, audience=SECTION
    )
    PLAN_REVIEWED = verb(
        "missing_plan.reviewed", "Confirmed the missing plan", group=MISSING, audience=SECTION
    )
    PLAN_LEARNED = verb(
        "missing_plan.learned", "Added to the missing plan", group=MISSING, audience=SECTION
    )
    STARTED = verb("missing.started", "Reported somebody missing", group=MISSING, audience=HOLDERS)
    REPORTED = verb(
        "missing.reported", "Reported the same person missing", group=MISSING, audience=SECTION
    )
    LINKED = verb(
        "missing.linked", "Linked the episode to a record", group=MISSING, audience=HOLDERS
    )
    DETAILS_EDITED = verb(
        "missing.edited", "Edited the description", group=MISSING, audience=HOLDERS
    )
    ASSESSED = verb("missing.assessed", "Assessed the risk", group=MISSING, audience=SECTION)
    INFORMATION_ADDED = verb(
        "missing.information_added", "Added information", group=MISSING, audience=SECTION
    )
    HYPOTHESIS_ADDED = verb(
        "missing.hypothesis_added", "Added a hypothesis", group=MISSING, audience=SECTION
    )
    HYPOTHESIS_SETTLED = verb(
        "missing.hypothesis_settled", "Settled a hypothesis", group=MISSING, audience=SECTION
    )
    SIGHTED = verb("missing.sighted", "Added a sighting", group=MISSING, audience=SECTION)
    LOCATED = verb(
        "missing.located", "Recorded that they were found", group=MISSING, audience=HOLDERS
    )
    WHEREABOUTS_EDITED = verb(
        "missing.whereabouts_edited",
        "Corrected where they were found",
        group=MISSING,
        audience=HOLDERS,
    )
    INTERVIEW_OFFERED = verb(
        "missing.interview_offered", "Offered an interview", group=MISSING, audience=SECTION
    )
    INTERVIEW_RECORDED = verb(
        "missing.interview_recorded", "Recorded an interview", group=MISSING, audience=SECTION
    )
    CLOCK_RAN_OUT = verb(
        "missing.clock_ran_out", "Not done in time", group=MISSING, audience=SECTION
    )
    PRINTED = verb("missing.printed", "Made a briefing sheet for", group=MISSING, audience=SECTION)
    ARRANGED = verb(
        "missing.arranged",
        "Changed arrangements about missing people",
        group=MISSING,
        audience=AUDITORS,
    )
