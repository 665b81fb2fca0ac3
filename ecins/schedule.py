"""What the scheduler runs, and when: all of it may run twice, and catches up.

Nothing daily is due between 1 and 2 o'clock: one such hour a year does not exist, and one comes
twice.
"""

from datetime import timedelta

from celery.schedules import crontab

SCHEDULE = {
    "sweep-deliveries": {"task": "audit.jobs.sweep_deliveries", "schedule": timedelta(seconds=30)},
    "escalate-alerts": {"task": "alerts.jobs.escalate_alerts", "schedule": timedelta(seconds=30)},
    "tell-run-out-clocks": {
        "task": "missing.jobs.tell_run_out_clocks",
        "schedule": timedelta(seconds=30),
    },
    "escalate-handovers": {
        "task": "tasks.jobs.escalate_handovers",
        "schedule": timedelta(seconds=30),
    },
    "send-alert-emails": {
        "task": "alerts.jobs.send_alert_emails",
        "schedule": timedelta(seconds=30),
    },
    "follow-for-webhooks": {
        "task": "api.webhook_jobs.follow_for_webhooks",
        "schedule": timedelta(seconds=30),
    },
    "forget-webhook-messages": {
        "task": "api.webhook_jobs.forget_webhook_messages",
        "schedule": crontab(hour=4, minute=40),
    },
    "make-digests": {"task": "alerts.jobs.make_digests", "schedule": timedelta(minutes=5)},
    "remind-of-agreements": {
        "task": "agencies.jobs.remind_of_agreements",
        "schedule": crontab(hour=5, minute=30),
    },
    "note-lapsed-memberships": {
        "task": "agencies.jobs.note_lapsed_memberships",
        "schedule": crontab(hour=0, minute=20),
    },
    "delete-exported-files": {
        "task": "audit.jobs.delete_exported_files",
        "schedule": timedelta(hours=1),
    },
    "make-exports": {"task": "exports.jobs.make_exports", "schedule": timedelta(seconds=30)},
    "delete-expired-exports": {
        "task": "exports.jobs.delete_expired_exports",
        "schedule": timedelta(hours=1),
    },
    "remove-old-drafts": {
        "task": "records.jobs.remove_old_drafts",
        "schedule": crontab(hour=4, minute=15),
    },
    "remove-discarded-reports": {
        "task": "profiles.jobs.remove_discarded_reports",
        "schedule": crontab(hour=4, minute=20),
    },
    "erase-rows-of-imports": {
        "task": "imports.jobs.erase_rows_of_imports",
        "schedule": crontab(hour=4, minute=35),
    },
    "forget-forms-sent": {
        "task": "records.jobs.forget_forms_sent",
        "schedule": crontab(hour=4, minute=25),
    },
    "count-refused-calls": {
        "task": "api.jobs.count_refused_calls",
        "schedule": timedelta(minutes=5),
    },
    "forget-api-calls": {
        "task": "api.jobs.forget_api_calls",
        "schedule": crontab(hour=4, minute=35),
    },
    "rebuild-due-reports": {
        "task": "profiles.jobs.rebuild_due_reports",
        "schedule": crontab(hour=2, minute=10),
    },
    "sweep-files": {
        "task": "documents.jobs.sweep_files",
        "schedule": crontab(hour=3, minute=40),
    },
    # Every hour, so that a night without a scheduler is made up for in the morning.
    "check-trigger-factors": {
        "task": "alerts.factors.jobs.check_calendar",
        "schedule": crontab(minute=35),
    },
    "sample-accesses": {
        "task": "access.jobs.sample_last_week",
        "schedule": crontab(day_of_week="mon", hour=5, minute=0),
    },
}
