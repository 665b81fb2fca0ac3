"""What is done with cases. Each asks before it acts, and leaves an event."""

from cases.services.actions import add_action, amend_action, record_result
from cases.services.cases import (
    add_incident,
    add_participant,
    close_case,
    edit_case,
    edit_participant,
    link_cases,
    open_case,
    open_case_for,
    pass_on_cases,
    reopen_case,
    take_lead,
)
from cases.services.printing import print_actions

__all__ = [
    "add_action",
    "add_incident",
    "add_participant",
    "amend_action",
    "close_case",
    "edit_case",
    "edit_participant",
    "link_cases",
    "open_case",
    "open_case_for",
    "pass_on_cases",
    "print_actions",
    "record_result",
    "reopen_case",
    "take_lead",
]
