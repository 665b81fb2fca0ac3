"""Starting programs as the right person, and ending them with their parent."""

import contextlib
import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import sys
import time
from pathlib import Path

from ecins.launch.problems import Problem

SET_PARENT_DEATH_SIGNAL = 1


def package_folder(name: str) -> Path:
    """Where an installed package lies, without importing it: these have side effects."""
    found = importlib.util.find_spec(name)
    if found is None or not found.submodule_search_locations:
        raise Problem(
            f"the package {name} is not installed. Run make again, or set DATABASE_URL and "
            "BROKER_URL to servers of your own (docs/how-to/real-servers.md)."
        )
    return Path(found.submodule_search_locations[0])


def is_open_to_all(path: Path) -> bool:
    return all(p.stat().st_mode & stat.S_IXOTH for p in [path, *path.parents] if p.is_dir())


def as_nobody(home: Path, programs: Path) -> tuple[list[str], dict[str, object]]:
    """How to start a program that refuses root: a prefix, and arguments for Popen.

    Root steps down to `nobody` where that account reaches the files, and into a user namespace
    where it does not (a clone below /root). Anyone else starts programs as themselves.
    """
    if os.geteuid() != 0:
        return [], {}
    if is_open_to_all(home.parent) and is_open_to_all(programs):
        account = pwd.getpwnam("nobody")
        for path in [home, *home.rglob("*")]:
            # A server that still runs removes files of its own meanwhile.
            with contextlib.suppress(FileNotFoundError):
                os.chown(path, account.pw_uid, account.pw_gid, follow_symlinks=False)
        return [], {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    unshare = shutil.which("unshare")
    if unshare is None:
        raise Problem(
            "PostgreSQL does not run as root, and this clone lies where no other account can "
            "read it. Run make as an ordinary user, or clone to a folder such as /srv."
        )
    return [unshare, "--user", "--map-user=65534", "--map-group=65534", "--"], {}


def die_with_parent() -> None:
    """In the child, before its program starts: a killed launcher leaves nothing behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:  # a zombie answers signals and is dead all the same
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return sys.platform != "linux"


def end_program(pid: str, mark: str) -> None:
    """End the process group of a number kept in a file, if it still is the program it was."""
    number = int(pid) if pid.strip().isdecimal() else 0
    try:
        command = Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return
    if os.fsencode(mark) not in command:
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(number, signal.SIGKILL)
    for _ in range(100):
        if not is_alive(number):
            return
        time.sleep(0.02)
