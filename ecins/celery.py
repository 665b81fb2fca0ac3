"""The Celery application: it wakes workers; the work itself is rows in PostgreSQL."""

import os

from celery import Celery
from celery.signals import worker_init

from ecins.startup import look_at_the_database

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecins.settings")

app = Celery("ecins")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")


@worker_init.connect
def refuse_unfit_database(**kwargs):
    """A worker does not start on a database that is unfit for real records."""
    look_at_the_database()
