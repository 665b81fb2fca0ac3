"""What can happen to agreements, teams, accounts and memberships."""

from audit.vocabulary import AUDITORS, group, looks, pages, verb

SIGN_IN = group("sign-in", "Signing in", order=40)
TEAMS = group("teams", "Teams and accounts", order=50)

looks("agency", "agencies", group=TEAMS)
looks("agreement", "agreements", group=TEAMS)
looks("team", "teams", group=TEAMS)
looks("user", "accounts", group=TEAMS)
pages(
    {
        "agency.add": "“Add an agency”",
        "agency.edit": "“Change an agency”",
        "agreement.add": "“Add an agreement”",
        "agreement.edit": "“Change an agreement”",
        "agreement.end": "“End an agreement”",
        "agreement.view": "the page",
        "invitation.renew": "“Send a link for a password”",
        "membership.add": "“Add a member”",
        "membership.change": "“Change a role”",
        "membership.end": "“End a membership”",
        "membership.propose": "“Ask to join”",
        "membership.review": "the page",
        "membership.second": "“Agree”",
        "membership.refuse": "“Refuse”",
        "membership.withdraw": "“Withdraw”",
        "team.add": "“Add a team”",
        "team.agree_listing": "“Agree to list”",
        "team.close": "“Close this team”",
        "team.edit": "“Change this team”",
        "team.manage": "administration",
        "team.refuse_listing": "“Refuse to list”",
        "team.view": "the page",
        "team.withdraw_listing": "“Withdraw”",
        "user.confirm_address": "“Confirm the address”",
        "user.disable": "“Close the account”",
        "user.edit": "“Change the account”",
        "user.enable": "“Open the account”",
        "user.invite": "“Invite someone”",
        "user.view": "the account",
    }
)


class Verb:
    """Past tense, found with one search beside its rule, service, page and test."""

    AGENCY_ADDED = verb("agency.added", "Added an agency", group=TEAMS, audience=AUDITORS)
    AGENCY_EDITED = verb("agency.edited", "Edited an agency", group=TEAMS, audience=AUDITORS)
    TEAM_ADDED = verb("team.added", "Added a team", group=TEAMS, audience=AUDITORS)
    TEAM_EDITED = verb("team.edited", "Edited a team", group=TEAMS, audience=AUDITORS)
    TEAM_LISTING_ASKED = verb(
        "team.listing_asked",
        "Asked to list a discreet team in the directory",
        group=TEAMS,
        audience=AUDITORS,
    )
    TEAM_LISTED = verb(
        "team.listed",
        "Agreed to list a discreet team in the directory",
        group=TEAMS,
        audience=AUDITORS,
    )
    TEAM_LISTING_REFUSED = verb(
        "team.listing_refused",
        "Refused to list a discreet team in the directory",
        group=TEAMS,
        audience=AUDITORS,
    )
    TEAM_LISTING_WITHDRAWN = verb(
        "team.listing_withdrawn",
        "Withdrew the request to list a discreet team",
        group=TEAMS,
        audience=AUDITORS,
    )
    TEAM_CLOSED = verb("team.closed", "Closed a team", group=TEAMS, audience=AUDITORS)
    USER_INVITED = verb("user.invited", "Invited a colleague", group=TEAMS, audience=AUDITORS)
    USER_EDITED = verb("user.edited", "Edited an account", group=TEAMS, audience=AUDITORS)
    ADDRESS_CONFIRMED = verb(
        "user.address_confirmed", "Confirmed an e-mail address", group=TEAMS, audience=AUDITORS
    )
    USER_DISABLED = verb("user.disabled", "Closed an account", group=TEAMS, audience=AUDITORS)
    USER_ENABLED = verb("user.enabled", "Reopened an account", group=TEAMS, audience=AUDITORS)
    INVITATION_RENEWED = verb(
        "invitation.renewed", "Sent a new invitation", group=SIGN_IN, audience=AUDITORS
    )
    INVITATION_ACCEPTED = verb(
        "invitation.accepted",
        "Accepted an invitation and set a password",
        group=SIGN_IN,
        audience=AUDITORS,
    )
    MEMBERSHIP_ADDED = verb("membership.added", "Gave a role to", group=TEAMS, audience=AUDITORS)
    MEMBERSHIP_ENDED = verb("membership.ended", "Ended a role of", group=TEAMS, audience=AUDITORS)
    MEMBERSHIP_LAPSED = verb(
        "membership.lapsed", "A role passed its last day", group=TEAMS, audience=AUDITORS
    )
    MEMBERSHIP_PROPOSED = verb(
        "membership.proposed",
        "Asked for a place in a team for",
        group=TEAMS,
        audience=AUDITORS,
    )
    MEMBERSHIP_SECONDED = verb(
        "membership.seconded",
        "Agreed to a place in a team for",
        group=TEAMS,
        audience=AUDITORS,
    )
    MEMBERSHIP_REFUSED = verb(
        "membership.refused",
        "Refused a place in a team to",
        group=TEAMS,
        audience=AUDITORS,
    )
    MEMBERSHIP_WITHDRAWN = verb(
        "membership.withdrawn",
        "Withdrew the request for a place in a team for",
        group=TEAMS,
        audience=AUDITORS,
    )
    AGREEMENT_ADDED = verb("agreement.added", "Added an agreement", group=TEAMS, audience=AUDITORS)
    AGREEMENT_EDITED = verb(
        "agreement.edited", "Edited an agreement", group=TEAMS, audience=AUDITORS
    )
    AGREEMENT_ENDED = verb("agreement.ended", "Ended an agreement", group=TEAMS, audience=AUDITORS)
    AGREEMENT_LAPSING = verb(
        "agreement.lapsing", "An agreement is about to lapse", group=TEAMS, audience=AUDITORS
    )
    AGREEMENT_LAPSED = verb(
        "agreement.lapsed", "An agreement has lapsed", group=TEAMS, audience=AUDITORS
    )
    SIGNED_IN = verb("account.signed_in", "Signed in", group=SIGN_IN, audience=AUDITORS)
    SIGNED_OUT = verb("account.signed_out", "Signed out", group=SIGN_IN, audience=AUDITORS)
    SIGN_IN_FAILED = verb(
        "account.sign_in_failed", "Failed to sign in", group=SIGN_IN, audience=AUDITORS
    )
    LOCKED_OUT = verb(
        "account.locked_out",
        "Was locked out after failed attempts to sign in",
        group=SIGN_IN,
        audience=AUDITORS,
    )
    PASSWORD_CHANGED = verb(
        "account.password_changed", "Changed the password", group=SIGN_IN, audience=AUDITORS
    )
    SECOND_STEP_ADDED = verb(
        "account.second_step_added",
        "Set up the second step of sign-in",
        group=SIGN_IN,
        audience=AUDITORS,
    )
    SECOND_STEP_REMOVED = verb(
        "account.second_step_removed",
        "Removed the second step of sign-in",
        group=SIGN_IN,
        audience=AUDITORS,
    )
    SECOND_STEP_RESET = verb(
        "user.second_step_reset",
        "Reset the second step of sign-in of an account",
        group=TEAMS,
        audience=AUDITORS,
    )
    SITE_BEGUN = verb(
        "user.made_at_the_server",
        "Made the account of an area administrator at the server",
        group=TEAMS,
        audience=AUDITORS,
    )
    CODES_RENEWED = verb(
        "account.recovery_codes_renewed",
        "Created new recovery codes",
        group=SIGN_IN,
        audience=AUDITORS,
    )
