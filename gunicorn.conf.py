"""What gunicorn reads where it is started: why a worker refused to start is said last.

gunicorn itself ends with "Worker failed to boot", a page below the reason.
"""

import atexit
import os
import sys

_gunicorn = os.getpid()
_read, _write = os.pipe()  # inherited by the workers
os.set_blocking(_read, False)


def worker_exit(server, worker):
    """In the worker that refused: pass its reason on."""
    startup = sys.modules.get("ecins.startup")
    if startup is not None and startup.refused:
        os.write(_write, startup.refused[-1].encode() + b"\n")


@atexit.register
def say_why():
    """In gunicorn itself, after its own last words."""
    if os.getpid() != _gunicorn:
        return
    try:
        said = os.read(_read, 10_000).decode()
    except BlockingIOError:
        return
    print(said.splitlines()[0], file=sys.stderr, flush=True)  # noqa: T201
