"""What is done about missing people. Each asks before it acts, and leaves an event."""

from missing.services.arrangements import arrange_missing
from missing.services.briefing import print_briefing
from missing.services.clocks import tell_of_clock
from missing.services.entries import (
    add_hypothesis,
    add_information,
    add_sighting,
    assess_risk,
    edit_episode,
    settle_hypothesis,
)
from missing.services.linking import link_episode
from missing.services.plans import edit_plan, review_plan, take_over_plan, write_plan
from missing.services.reporting import Reported, report_missing
from missing.services.returning import locate_person, offer_interview, record_interview

__all__ = [
    "Reported",
    "add_hypothesis",
    "add_information",
    "add_sighting",
    "arrange_missing",
    "assess_risk",
    "edit_episode",
    "edit_plan",
    "link_episode",
    "locate_person",
    "offer_interview",
    "print_briefing",
    "record_interview",
    "report_missing",
    "review_plan",
    "settle_hypothesis",
    "take_over_plan",
    "tell_of_clock",
    "write_plan",
]
