"""What Prometheus reads: what the web servers counted, and how deliveries are getting on."""

import ipaddress
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector

from audit.selectors import delivery_state


def registry() -> CollectorRegistry:
    """Everything there is to tell. Without a folder, the web servers have counted nothing."""
    told = CollectorRegistry()
    told.register(Deliveries())
    if settings.METRICS_FOLDER:
        told.register(Pages(settings.METRICS_FOLDER))
    return told


class Pages:
    """Adds up what the processes have counted; the folder may come and go with the web server."""

    def __init__(self, folder: str) -> None:
        self.folder = Path(folder)

    def collect(self) -> Iterator[Any]:
        if self.folder.is_dir():
            yield from MultiProcessCollector(None, path=str(self.folder)).collect()


class Deliveries:
    """Asked of the database at each look. A database that is away is told, and is no error."""

    def collect(self) -> Iterator[Any]:
        try:
            state = delivery_state()
        except DatabaseError:
            state = None
        finally:
            connection.close()
        yield GaugeMetricFamily(
            "ecins_database_up", "Does the database answer?", value=float(state is not None)
        )
        if state is not None:
            for name, (words, value) in state.items():
                yield GaugeMetricFamily(f"ecins_{name}", words, value=value)


def is_inside(address: str) -> bool:
    """An address that the internet does not reach: this machine’s or one’s own network’s."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return (found.is_loopback or found.is_private) and not found.is_unspecified
