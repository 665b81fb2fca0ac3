"""Gives, ends and limits access; asks, decides, breaks glass; transfers; writes entries."""

from access.services.asking import (
    ask_for_access,
    ask_for_more,
    decide_request,
    find_record,
    reply_to_question,
)
from access.services.bulk import BulkResult, end_access_to_many, give_access_to_many
from access.services.bundles import (
    BundleResult,
    TeamsResult,
    give_access_to_teams,
    give_access_with,
)
from access.services.emergencies import break_glass, review_glass
from access.services.entries import save_entry, touch, touch_all, write_entry
from access.services.giving import (
    end_access,
    end_access_of_membership,
    end_access_with,
    give_access,
    give_to_reporter,
)
from access.services.limits import (
    exclude_person,
    lift_restriction,
    readmit_person,
    restrict_record,
)
from access.services.listing import (
    allow_listing_more,
    ask_to_list_more,
    refuse_listing_more,
)
from access.services.samples import review_sampled_access, sample_week
from access.services.transfers import (
    accept_transfer,
    decline_transfer,
    propose_transfer,
    withdraw_transfer,
)

__all__ = [
    "BulkResult",
    "BundleResult",
    "TeamsResult",
    "accept_transfer",
    "allow_listing_more",
    "ask_for_access",
    "ask_for_more",
    "ask_to_list_more",
    "break_glass",
    "decide_request",
    "decline_transfer",
    "end_access",
    "end_access_of_membership",
    "end_access_to_many",
    "end_access_with",
    "exclude_person",
    "find_record",
    "give_access",
    "give_access_to_many",
    "give_access_to_teams",
    "give_access_with",
    "give_to_reporter",
    "lift_restriction",
    "propose_transfer",
    "readmit_person",
    "refuse_listing_more",
    "reply_to_question",
    "restrict_record",
    "review_glass",
    "review_sampled_access",
    "sample_week",
    "save_entry",
    "touch",
    "touch_all",
    "withdraw_transfer",
    "write_entry",
]
