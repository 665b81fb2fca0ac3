"""What is done about missing people. Each asks before it acts, and leaves an event."""

from missing.services.briefing import print_briefing
from missing.services.entries import (
    add_hypothesis,
    add_information,
    add_sighting,
    assess_risk,
    edit_episode,
    settle_hypothesis,
)
from missing.services.reporting import Reported, report_missing
from missing.services.returning import locate_person, offer_interview, record_interview

__all__ = [
    "Reported",
    "add_hypothesis",
    "add_information",
    "add_sighting",
    "assess_risk",
    "edit_episode",
    "locate_person",
    "offer_interview",
    "print_briefing",
    "record_interview",
    "report_missing",
    "settle_hypothesis",
]
