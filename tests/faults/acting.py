"""A program that acts on and on: events, each in a transaction of its own, until it is ended.

A database that goes away is met again with the next event, as the web server does.
"""

import time

import django

PAUSE = 0.01  # seconds


def main() -> None:
    django.setup()
    from django.db import InterfaceError, OperationalError, connection

    from bench.deliveries import commit

    while True:
        try:
            commit()
        except (OperationalError, InterfaceError):
            connection.close()
            time.sleep(0.2)
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
