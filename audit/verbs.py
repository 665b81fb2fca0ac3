"""What can happen to the log itself, and what it notes of pages that are refused."""

from audit.vocabulary import AUDITORS, EMERGENCY, group, looks, pages, verb

EMERGENCIES = group(EMERGENCY, "Emergency access", order=30)
REFUSALS = group("refusals", "Pages refused", order=60)
LOG = group("log", "The log itself", order=70)

DELIVERIES = group("deliveries", "Undelivered notices", order=75)

looks("audit", "the log", group=LOG)
looks("delivery", "undelivered notices", group=DELIVERIES)
pages({"audit.export": "“Export events”", "delivery.retry": "“Try again”"})


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    EXPORT_ASKED = verb(
        "audit.export_asked",
        "Requested an export of audit events",
        group=LOG,
        audience=AUDITORS,
    )
    EXPORTED = verb("audit.exported", "Exported audit events for", group=LOG, audience=AUDITORS)
    EXPORT_REFUSED = verb(
        "audit.export_refused",
        "Was refused an export of audit events",
        group=LOG,
        audience=AUDITORS,
    )
    EXPORT_FAILED = verb(
        "audit.export_failed",
        "An export of audit events failed",
        group=LOG,
        audience=AUDITORS,
    )
    EXPORT_DELETED = verb(
        "audit.export_deleted",
        "Deleted the file of an export of audit events",
        group=LOG,
        audience=AUDITORS,
    )
    DELIVERIES_RETRIED = verb(
        "delivery.retried",
        "Had undelivered notices tried again",
        group=DELIVERIES,
        audience=AUDITORS,
    )
    NOT_FOUND = verb(
        "page.not_found",
        "Asked for a page that does not exist, or that they cannot see",
        group=REFUSALS,
        audience=AUDITORS,
    )
    PAGE_REFUSED = verb("page.refused", "Was refused a page", group=REFUSALS, audience=AUDITORS)
    PAGE_FAILED = verb(
        "page.failed",
        "Asked for a page that failed on our side",
        group=REFUSALS,
        audience=AUDITORS,
    )
