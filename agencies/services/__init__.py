"""What can be done to agencies, agreements, teams, accounts and memberships."""

from agencies.services.accounts import (
    MAKER_LEFT,
    accept_invitation,
    confirm_address,
    disable_user,
    edit_user,
    enable_user,
    invite_user,
    renew_invitation,
)
from agencies.services.agreements import (
    AGREEMENT_FIELDS,
    add_agreement,
    edit_agreement,
    end_agreement,
    remind_of_agreement,
)
from agencies.services.joining import (
    propose_joining,
    refuse_joining,
    second_joining,
    withdraw_joining,
)
from agencies.services.listing import agree_listing, refuse_listing, withdraw_listing
from agencies.services.memberships import (
    add_membership,
    change_membership,
    end_membership,
    note_lapsed_membership,
)
from agencies.services.second_step import reset_second_step
from agencies.services.set_up import make_first_administrator
from agencies.services.teams import (
    add_agency,
    add_team,
    close_team,
    edit_agency,
    edit_team,
    manage_team,
)

__all__ = [
    "MAKER_LEFT",
    "accept_invitation",
    "add_agency",
    "add_membership",
    "add_team",
    "change_membership",
    "close_team",
    "disable_user",
    "edit_agency",
    "edit_team",
    "edit_user",
    "enable_user",
    "end_membership",
    "invite_user",
    "make_first_administrator",
    "note_lapsed_membership",
    "manage_team",
    "renew_invitation",
    "reset_second_step",
    "AGREEMENT_FIELDS",
    "add_agreement",
    "edit_agreement",
    "end_agreement",
    "remind_of_agreement",
    "propose_joining",
    "agree_listing",
    "confirm_address",
    "refuse_joining",
    "refuse_listing",
    "withdraw_listing",
    "second_joining",
    "withdraw_joining",
]
