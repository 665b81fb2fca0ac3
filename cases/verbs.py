"""What can happen to a case."""

from audit.vocabulary import HOLDERS, MANAGERS, SECTION, group, looks, pages, verb

CASES = group("cases", "Cases", order=15)

looks("case", "cases", group=CASES)
looks("action", "actions", group=CASES)
looks("participant", "people in cases", group=CASES)
looks("incident", "incidents", group=CASES)
pages(
    {
        "case.open": "“Open a case”",
        "case.view": "the case",
        "case.edit": "“Edit”",
        "case.close": "“Close the case”",
        "case.reopen": "“Reopen the case”",
        "case.link": "“Link a case”",
        "case.view_actions": "the actions",
        "case.view_people": "the people",
        "case.view_documents": "the documents",
        "case.add_documents": "“Add documents”",
        "action.add": "“Add an action”",
        "action.print": "“Print actions”",
        "action.disclose": "“Print actions for others”",
        "incident.add": "“Add an incident”",
        "participant.add": "“Add a person”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    OPENED = verb("case.opened", "Opened the case", group=CASES, audience=HOLDERS)
    EDITED = verb("case.edited", "Edited the case", group=CASES, audience=HOLDERS)
    CLOSED = verb("case.closed", "Closed the case", group=CASES, audience=HOLDERS)
    REOPENED = verb("case.reopened", "Reopened the case", group=CASES, audience=HOLDERS)
    # The other case is named to those who can see it, on the page; History names this one alone.
    LINKED = verb("case.linked", "Linked another case", group=CASES, audience=HOLDERS)
    PARTICIPANT_ADDED = verb("participant.added", "Added a person", group=CASES, audience=SECTION)
    PARTICIPANT_EDITED = verb(
        "participant.edited", "Edited a person in the case", group=CASES, audience=SECTION
    )
    INCIDENT_ADDED = verb("incident.added", "Added an incident", group=CASES, audience=SECTION)
    ACTION_ADDED = verb("action.added", "Added an action", group=CASES, audience=SECTION)
    # For whom it was printed may tell where somebody is.
    ACTIONS_PRINTED = verb(
        "action.printed", "Printed the actions for", group=CASES, audience=MANAGERS
    )
    ACTION_DONE = verb(
        "action.done", "Recorded the result of an action", group=CASES, audience=SECTION
    )
    ACTION_AMENDED = verb("action.amended", "Added to an action", group=CASES, audience=SECTION)
