"""Acts at the same moment, each on a connection of its own."""

import threading

from django.db import connection


def together(*acts):
    """Run acts at once. Returns what each gave or raised."""
    results = [None] * len(acts)
    start = threading.Barrier(len(acts))

    def run(number, act):
        try:
            start.wait()
            results[number] = act()
        except Exception as problem:  # noqa: BLE001 - the test looks at it
            results[number] = problem
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
