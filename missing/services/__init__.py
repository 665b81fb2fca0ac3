"""What is done about missing people. Each asks before it acts, and leaves an event."""

from missing.services.arrangements import arrange_missing
from missing.services.clocks import tell_of_clock
from missing.services.linking import link_episode
from missing.services.plans import edit_plan, review_plan, take_over_plan, write_plan
from missing.services.reporting import Reported, report_missing

__all__ = [
    "Reported",
    "arrange_missing",
    "edit_plan",
    "link_episode",
    "report_missing",
    "review_plan",
    "take_over_plan",
    "tell_of_clock",
    "write_plan",
]
