"""A program that acts on and on: events, each in a transaction of its own, until told to end.

A database that goes away is met again with the next event, as the web server does.
"""

import signal
import threading
import time

import django

PAUSE = 0.01  # seconds


def main() -> None:
    django.setup()
    from django.db import InterfaceError, OperationalError, connection

    from bench.deliveries import commit

    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *args: ended.set())
    while not ended.is_set():
        try:
            commit()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.2)
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
