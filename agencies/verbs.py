"""What can happen to teams, accounts and memberships."""


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    AGENCY_ADDED = "agency.added"
    AGENCY_EDITED = "agency.edited"
    TEAM_ADDED = "team.added"
    TEAM_EDITED = "team.edited"
    TEAM_CLOSED = "team.closed"
    USER_INVITED = "user.invited"
    USER_EDITED = "user.edited"
    USER_DISABLED = "user.disabled"
    USER_ENABLED = "user.enabled"
    INVITATION_RENEWED = "invitation.renewed"
    INVITATION_ACCEPTED = "invitation.accepted"
    MEMBERSHIP_ADDED = "membership.added"
    MEMBERSHIP_ENDED = "membership.ended"
    SIGNED_IN = "account.signed_in"
    SIGNED_OUT = "account.signed_out"
    SIGN_IN_FAILED = "account.sign_in_failed"
    LOCKED_OUT = "account.locked_out"
    PASSWORD_CHANGED = "account.password_changed"  # noqa: S105 - a verb
    SECOND_STEP_ADDED = "account.second_step_added"
    SECOND_STEP_REMOVED = "account.second_step_removed"
    CODES_RENEWED = "account.recovery_codes_renewed"
