"""What can happen to access, and who reads of it in the History of the record."""

from audit.verbs import EMERGENCIES
from audit.vocabulary import HOLDERS, MANAGERS, group, looks, pages, verb

ACCESS = group("access", "Access and sharing", order=20)

looks("history", "History", group=ACCESS)
looks("listing", "the limit on listing people", group=ACCESS)
pages(
    {
        "access.explain": "Sharing",
        "history.view": "History",
        "access.grant": "“Give access”",
        "access.change": "“Change access”",
        "access.end": "“End access”",
        "access.exclude": "“Exclude someone”",
        "access.restrict": "“Restrict this record”",
        "access.decide": "a request",
        "access.request": "“Ask for access”",
        "access.break_glass": "“Open in an emergency”",
        "access.review": "the review of an emergency",
        "access.review_sample": "the review of an unusual access",
        "owner.transfer": "“Transfer this record”",
        "owner.accept": "the proposal",
        "listing.ask": "“Ask to list more people”",
        "listing.decide": "a request to list more people",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    GIVEN = verb("access.given", "Gave access to", group=ACCESS, audience=HOLDERS)
    CHANGED = verb("access.changed", "Changed the access of", group=ACCESS, audience=HOLDERS)
    ENDED = verb("access.ended", "Ended the access of", group=ACCESS, audience=HOLDERS)
    RESTRICTED = verb(
        "access.restricted",
        "Restricted the record to named people",
        group=ACCESS,
        audience=HOLDERS,
    )
    UNRESTRICTED = verb(
        "access.unrestricted", "Lifted the restriction", group=ACCESS, audience=HOLDERS
    )
    EXCLUDED = verb("access.excluded", "Excluded", group=ACCESS, audience=MANAGERS)
    READMITTED = verb(
        "access.readmitted", "Ended the exclusion of", group=ACCESS, audience=MANAGERS
    )
    FOUND = verb(
        "access.found", "Found the record by exact details", group=ACCESS, audience=HOLDERS
    )
    ASKED = verb("access.asked", "Requested access from", group=ACCESS, audience=MANAGERS)
    QUESTIONED = verb(
        "access.questioned", "Asked for more about a request from", group=ACCESS, audience=MANAGERS
    )
    REPLIED = verb(
        "access.replied",
        "Replied to a question about access from",
        group=ACCESS,
        audience=MANAGERS,
    )
    REFUSED = verb("access.refused", "Refused access to", group=ACCESS, audience=MANAGERS)
    GLASS_BROKEN = verb(
        "emergency.glass_broken",
        "Opened the record in an emergency:",
        group=EMERGENCIES,
        audience=HOLDERS,
    )
    GLASS_REVIEWED = verb(
        "emergency.glass_reviewed",
        "Reviewed the emergency access of",
        group=EMERGENCIES,
        audience=MANAGERS,
    )
    SAMPLED = verb(
        "access.sampled",
        "Selected unusual accesses for review by",
        group=ACCESS,
        audience=MANAGERS,
    )
    SAMPLE_REVIEWED = verb(
        "access.sample_reviewed", "Reviewed an unusual access by", group=ACCESS, audience=MANAGERS
    )
    LISTING_ASKED = verb(
        "listing.asked", "Asked to list more people, of", group=ACCESS, audience=MANAGERS
    )
    LISTING_ALLOWED = verb(
        "listing.allowed", "Allowed to list more people", group=ACCESS, audience=MANAGERS
    )
    LISTING_REFUSED = verb(
        "listing.refused", "Refused a request to list more people", group=ACCESS, audience=MANAGERS
    )
    TRANSFER_PROPOSED = verb(
        "owner.transfer_proposed", "Proposed a transfer to", group=ACCESS, audience=MANAGERS
    )
    TRANSFER_WITHDRAWN = verb(
        "owner.transfer_withdrawn",
        "Withdrew the proposed transfer to",
        group=ACCESS,
        audience=MANAGERS,
    )
    TRANSFER_DECLINED = verb(
        "owner.transfer_declined",
        "Declined the transfer proposed by",
        group=ACCESS,
        audience=MANAGERS,
    )
    TRANSFERRED = verb(
        "owner.transferred", "Transferred the record to", group=ACCESS, audience=HOLDERS
    )
