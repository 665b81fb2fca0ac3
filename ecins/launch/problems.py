"""What can stand in the way of a start: each one line that says the remedy."""

import errno
import os
import shutil
import socket
import sys
from pathlib import Path

NEEDED_MB = 300
NEEDED_AT_FIRST_MB = 700


class Problem(Exception):
    """One line for the person at the keyboard: what is wrong, and what to do."""


def explain(error: OSError, folder: Path) -> Problem:
    """What the system refused, and what to do about it."""
    if error.errno == errno.ENOSPC:
        return Problem(
            f"the disk under {folder} is full. Free some space, or set ECINS_DATA to a folder on "
            "another disk."
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Problem(
            f"{error.filename or folder} cannot be written. Give yourself the right to, or set "
            "ECINS_DATA to a folder of your own."
        )
    return Problem(f"{error.strerror or error} ({error.filename or folder}).")


def check_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - make may find an older python3
        raise Problem(
            "it needs Python 3.11 or newer. Install it, or name it: PYTHON=python3.11 make run"
        )


def check_room(folder: Path, needed: int = NEEDED_MB) -> None:
    free = shutil.disk_usage(folder).free // 2**20
    if free < needed:
        raise Problem(
            f"the disk under {folder} has {free} MB left and {needed} MB are needed. "
            "Free some space, or set ECINS_DATA to a folder on another disk."
        )


def check_writable(folder: Path) -> None:
    if not os.access(folder, os.W_OK):
        raise Problem(f"{folder} cannot be written. Clone to a folder of your own.")


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OverflowError:
            raise Problem(
                f"{port} is no port. Choose one from 1024 to 65535: PORT=8001 make run"
            ) from None
        except PermissionError:
            raise Problem(
                f"port {port} is for the system. Choose one from 1024: PORT=8000 make run"
            ) from None
        except OSError:
            raise Problem(
                f"port {port} is in use. Choose another: PORT={port + 1} make run"
            ) from None


def check_socket_path(path: Path) -> None:
    if len(os.fsencode(path)) > 100:
        raise Problem(
            f"the path {path} is too long for a socket. Set ECINS_SOCKETS to a short, private "
            "folder, for example ECINS_SOCKETS=$HOME/.ecins make run"
        )


if __name__ == "__main__":  # make asks before there is a virtual environment
    try:
        check_python()
        check_writable(Path.cwd())
        check_room(Path.cwd(), NEEDED_AT_FIRST_MB)
    except Problem as problem:
        sys.exit(f"E-CINS did not start: {problem}")
