"""What can happen to access."""


class Verb:
    """Verbs of the log."""

    GIVEN = "access.given"
    CHANGED = "access.changed"
    ENDED = "access.ended"
    RESTRICTED = "access.restricted"
    UNRESTRICTED = "access.unrestricted"
    EXCLUDED = "access.excluded"
    READMITTED = "access.readmitted"
    FOUND = "access.found"
    ASKED = "access.asked"
    QUESTIONED = "access.questioned"
    REPLIED = "access.replied"
    REFUSED = "access.refused"
    GLASS_BROKEN = "emergency.glass_broken"
    GLASS_REVIEWED = "emergency.glass_reviewed"
    TRANSFER_PROPOSED = "owner.transfer_proposed"
    TRANSFER_WITHDRAWN = "owner.transfer_withdrawn"
    TRANSFER_DECLINED = "owner.transfer_declined"
    TRANSFERRED = "owner.transferred"
