"""What is done with notices, by their readers and by the clock."""

from alerts.services.emails import queue_digests, queue_emails, send_again, set_alert_emails
from alerts.services.escalating import escalate_notice
from alerts.services.inbox import hand_on_notice, see_notice, snooze_notice, take_notice

__all__ = [
    "escalate_notice",
    "hand_on_notice",
    "queue_digests",
    "queue_emails",
    "see_notice",
    "send_again",
    "set_alert_emails",
    "snooze_notice",
    "take_notice",
]
