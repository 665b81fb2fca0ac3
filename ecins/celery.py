"""The Celery application: it wakes workers; the work itself is rows in PostgreSQL."""

import os

from celery import Celery
from celery.loaders.app import AppLoader
from celery.signals import beat_init, worker_init, worker_ready

from ecins.startup import look_at_the_database, refusing_in_one_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ecins.settings")
# Django's checks load every page, which is 35 MB that a worker does not need. `migrate` runs them.
os.environ.setdefault("CELERY_SKIP_CHECKS", "1")


class Loader(AppLoader):
    """Celery asks for the settings here, before its own programs log anything."""

    def config_from_object(self, obj, silent=False):
        with refusing_in_one_line():
            return super().config_from_object(obj, silent=silent)


class Queue(Celery):
    """A page that wakes the worker waits half a second at most for a queue that is frozen."""

    def connection_for_write(self, url=None, transport_options=None, **kwargs):
        quick = {"socket_timeout": 0.5, "socket_connect_timeout": 0.5}
        options = {**(transport_options or {}), **quick}
        return super().connection_for_write(url, transport_options=options, **kwargs)


app = Queue("ecins", loader="ecins.celery:Loader")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(related_name="jobs")


@worker_init.connect
@beat_init.connect
def refuse_unfit_database(**kwargs):
    """Neither worker nor scheduler starts on a database that is unfit for real records."""
    with refusing_in_one_line():
        look_at_the_database()


@worker_ready.connect
def deliver_what_waited(sender, **kwargs):
    """A worker that starts does what has waited for one, without a bell and before the sweep."""
    sender.app.send_task("audit.jobs.drain_deliveries", retry=False, ignore_result=True)
