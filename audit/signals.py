"""Signals that the log sends to the apps above."""

from django.dispatch import Signal

# sender=Event, event=…, target=… or None. Sent inside the transaction of the act.
event_recorded = Signal()
