"""What can happen to lists that leave E-CINS as files."""

from audit.vocabulary import AUDITORS, MANAGERS, group, looks, pages, verb

EXPORTS = group("exports", "Exports of lists", order=72)

looks("export", "exports of lists", group=EXPORTS)
pages(
    {
        "export.ask": "“Export this list”",
        "export.view": "an export of a list",
        "export.fetch": "the file of an export",
        "export.decide": "a colleague’s export that went over the limit",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    ASKED = verb("export.asked", "Asked for a list as a file", group=EXPORTS, audience=AUDITORS)
    OVER_LIMIT = verb(
        "export.over_limit",
        "Went over the limit with an export of a list",
        group=EXPORTS,
        audience=AUDITORS,
    )
    ALLOWED = verb(
        "export.allowed", "Allowed an export over the limit to", group=EXPORTS, audience=AUDITORS
    )
    DECLINED = verb(
        "export.declined",
        "Did not allow an export over the limit to",
        group=EXPORTS,
        audience=AUDITORS,
    )
    MADE = verb("export.made", "Exported a list to", group=EXPORTS, audience=MANAGERS)
    REFUSED = verb(
        "export.refused", "Was refused an export of a list", group=EXPORTS, audience=AUDITORS
    )
    FAILED = verb("export.failed", "An export of a list failed", group=EXPORTS, audience=AUDITORS)
    DELETED = verb(
        "export.deleted", "Deleted the file of an export", group=EXPORTS, audience=AUDITORS
    )
