"""What is done about missing people. Each asks before it acts, and leaves an event."""

from missing.services.clocks import tell_of_clock
from missing.services.reporting import Reported, report_missing

__all__ = ["Reported", "report_missing", "tell_of_clock"]
