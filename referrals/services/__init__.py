"""Enters interventions into the register, and moves referrals from state to state."""

from referrals.services.agreements import (
    agree_terms,
    end_agreement,
    settle_entry_term,
    withdraw_consent,
)
from referrals.services.arrangements import arrange
from referrals.services.deciding import (
    accept_referral,
    answer_about_referral,
    ask_about_referral,
    decline_referral,
    submit_referral,
    withdraw_referral,
)
from referrals.services.register import (
    add_party,
    edit_intervention,
    edit_party,
    record_intervention,
    remove_party,
)
from referrals.services.running import (
    break_agreement,
    close_referral,
    complete_agreement,
    end_consent,
    plan_panel,
    record_agreement,
    record_panel,
    settle_term,
    withdraw_accepted,
)
from referrals.services.writing import (
    advise,
    consult_champion,
    start_referral,
    write_referral_section,
)

__all__ = [
    "accept_referral",
    "add_party",
    "advise",
    "agree_terms",
    "answer_about_referral",
    "arrange",
    "ask_about_referral",
    "break_agreement",
    "close_referral",
    "complete_agreement",
    "consult_champion",
    "decline_referral",
    "edit_intervention",
    "edit_party",
    "end_agreement",
    "end_consent",
    "plan_panel",
    "record_agreement",
    "record_intervention",
    "record_panel",
    "remove_party",
    "settle_entry_term",
    "settle_term",
    "start_referral",
    "submit_referral",
    "withdraw_accepted",
    "withdraw_consent",
    "withdraw_referral",
    "write_referral_section",
]
