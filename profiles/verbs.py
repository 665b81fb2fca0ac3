"""What can happen to a person's record."""

from access.verbs import ACCESS
from agencies.verbs import TEAMS
from audit.vocabulary import AUDITORS, HOLDERS, MANAGERS, SECTION, group, looks, pages, verb

RECORDS = group("records", "Records of people", order=10)
VIEWS = group("views", "Saved views", order=100)

looks("profile", "people", group=RECORDS)
looks("contact_details", "addresses and phones", group=RECORDS)
looks("warning", "warnings", group=RECORDS)
looks("report", "reports", group=RECORDS)
looks("programme", "programmes", group=RECORDS)
looks("update_period", "agreed reports of prisons", group=TEAMS)
looks("need", "needs", group=RECORDS)
looks("photo", "photos", group=RECORDS)
looks("saved_view", "saved views", group=VIEWS)
pages(
    {
        "profile.create": "“Create a record”",
        "profile.view": "the record",
        "profile.edit": "“Edit”",
        "profile.print": "a list of people",
        "profile.view_programmes": "the programmes",
        "programme.edit": "“Add a programme”",
        "profile.view_log": "the log",
        "profile.view_risk": "the risk",
        "profile.view_reports": "the reports",
        "profile.view_needs": "the needs",
        "profile.view_contact_details": "the addresses and phones",
        "contact_details.edit": "“Change addresses and phones”",
        "custody.dismiss": "“Leave access as it is”",
        "profile.view_documents": "the documents",
        "document.add": "“Add documents”",
        "photo.add": "“Add a photo”",
        "photo.view": "a photo",
        "log.add": "“Add a contact”",
        "log.print": "the log",
        "need.raise": "“Raise a need”",
        "report.start": "“Start a report”",
        "risk.assess": "“Assess risk”",
        "update_period.add": "“Agree on a report”",
        "update_period.edit": "“Change an agreed report”",
        "saved_view.add": "“Save a view”",
        "saved_view.rename": "“Rename a view”",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    CREATED = verb("profile.created", "Created the record", group=RECORDS, audience=HOLDERS)
    EDITED = verb("profile.edited", "Edited the record", group=RECORDS, audience=HOLDERS)
    DETAIL_ADDED = verb("detail.added", "Added", group=RECORDS, audience=SECTION, names_kind=True)
    DETAIL_EDITED = verb(
        "detail.edited", "Edited", group=RECORDS, audience=SECTION, names_kind=True
    )
    CUSTODY_DISMISSED = verb(
        "custody.dismissed", "After a move, kept the access of", group=ACCESS, audience=MANAGERS
    )
    RELEASED = verb("profile.released", "Released from", group=RECORDS, audience=HOLDERS)
    LOG_ADDED = verb("log.added", "Added a contact to the log", group=RECORDS, audience=SECTION)
    LOG_AMENDED = verb(
        "log.amended", "Amended a contact in the log", group=RECORDS, audience=SECTION
    )
    LOG_FOLLOWED_UP = verb(
        "log.followed_up", "Completed a follow-up", group=RECORDS, audience=SECTION
    )
    RISK_ASSESSED = verb("risk.assessed", "Assessed the risk", group=RECORDS, audience=SECTION)
    NEED_RAISED = verb("need.raised", "Raised a need", group=RECORDS, audience=SECTION)
    NEED_PICKED_UP = verb("need.picked_up", "Picked up a need", group=RECORDS, audience=SECTION)
    NEED_HANDED_ON = verb("need.handed_on", "Handed on a need", group=RECORDS, audience=SECTION)
    NEED_STEP = verb("need.step", "Recorded a step of a need", group=RECORDS, audience=SECTION)
    NEED_RESOLVED = verb("need.resolved", "Resolved a need", group=RECORDS, audience=SECTION)
    NEED_REOPENED = verb("need.reopened", "Reopened a need", group=RECORDS, audience=SECTION)
    # A draft is its team's: nobody else reads that there is one.
    REPORT_STARTED = verb("report.started", "Started a report", group=RECORDS, audience=AUDITORS)
    REPORT_WRITTEN = verb(
        "report.written", "Wrote in a draft of a report", group=RECORDS, audience=AUDITORS
    )
    REPORT_DISCARDED = verb(
        "report.discarded", "Discarded a draft of a report", group=RECORDS, audience=AUDITORS
    )
    REPORT_RESTORED = verb(
        "report.restored",
        "Brought back a discarded draft of a report",
        group=RECORDS,
        audience=AUDITORS,
    )
    REPORT_REMOVED = verb(
        "report.removed", "Deleted a discarded draft of a report", group=RECORDS, audience=AUDITORS
    )
    REPORT_SENT = verb(
        "report.sent_for_approval",
        "Submitted a report for approval",
        group=RECORDS,
        audience=AUDITORS,
    )
    REPORT_WITHDRAWN = verb(
        "report.withdrawn", "Took back a report for approval", group=RECORDS, audience=AUDITORS
    )
    REPORT_RETURNED = verb(
        "report.returned", "Returned a report to its team", group=RECORDS, audience=AUDITORS
    )
    REPORT_APPROVED = verb("report.approved", "Approved a report", group=RECORDS, audience=SECTION)
    REPORT_SUBMITTED = verb(
        "report.submitted", "Submitted a report", group=RECORDS, audience=SECTION
    )
    # The recipient’s name may tell where the person is.
    REPORT_DISCLOSED = verb(
        "report.disclosed", "Made a PDF of a report for", group=RECORDS, audience=MANAGERS
    )
    REPORT_ADDED_TO = verb("report.added_to", "Added to a report", group=RECORDS, audience=SECTION)
    PHOTO_ADDED = verb("photo.added", "Added a photo", group=RECORDS, audience=HOLDERS)
    PHOTO_WITHDRAWN = verb("photo.withdrawn", "Withdrew a photo", group=RECORDS, audience=HOLDERS)
    RELEASE_MOVED = verb(
        "profile.release_moved", "Moved the expected release", group=RECORDS, audience=HOLDERS
    )
    UPDATE_PERIOD_ADDED = verb(
        "update_period.added", "Agreed how often reports come from", group=TEAMS, audience=AUDITORS
    )
    UPDATE_PERIOD_EDITED = verb(
        "update_period.edited",
        "Changed how often reports come from",
        group=TEAMS,
        audience=AUDITORS,
    )
    VIEW_SAVED = verb(
        "saved_view.added", "Saved a view of the list of people", group=VIEWS, audience=AUDITORS
    )
    VIEW_RENAMED = verb(
        "saved_view.renamed", "Renamed a saved view", group=VIEWS, audience=AUDITORS
    )
    VIEW_DELETED = verb(
        "saved_view.deleted", "Deleted a saved view", group=VIEWS, audience=AUDITORS
    )
