"""A folder that stands for the machine: its paths, ports and programs."""

import contextlib
import os
import re
import secrets
import shlex
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# The addresses of the example files, which a start refuses, and those of this place.
EXAMPLE, OWN = "example.org", "try.internal"
SITE = f"ecins.{OWN}"
BEGAN = time.monotonic()


def say(words):
    print(f"{time.monotonic() - BEGAN:6.1f} s  {words}", flush=True)


def fail(words):
    sys.exit(f"deploy/try: {words}")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Place:
    """A folder that stands for the machine, and what runs in it."""

    def __init__(self):
        self.home = Path(tempfile.mkdtemp(prefix="ecins-try-"))
        self.home.chmod(0o755)
        self.running = []
        self.ports = {
            name: free_port()
            for name in ("postgres", "redis", "pool", "web", "plain", "tls", "metrics")
        }
        self.passwords = {name: secrets.token_hex(20) for name in ("owner", "app")}
        self.as_nobody = []
        if os.getuid() == 0:
            nobody = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
            self.as_nobody = nobody
        self.environment = {
            "PATH": f"{postgres_programs()}:/usr/bin:/bin:/usr/sbin:/sbin",
            "HOME": "/nonexistent",
            "LC_ALL": "C.UTF-8",
            "PIP_NO_CACHE_DIR": "1",
            **{name: text for name, text in os.environ.items() if name.startswith("PIP_")},
        }

    def here(self, text):
        """The same words, for this place."""
        folders = {
            "/srv/ecins": "srv",
            "/etc/ecins": "etc",
            "/etc/pgbouncer": "pool",
            "/var/lib/ecins": "lib",
            "/run/ecins-web": "counts",
            "/var/backups/ecins": "backups",
            "/var/log/nginx": "log",
            "/etc/ssl/certs/ecins.pem": "ecins.pem",
            "/etc/ssl/private/ecins.key": "ecins.key",
        }
        for theirs, ours in folders.items():
            text = text.replace(theirs, str(self.home / ours))
        text = text.replace(EXAMPLE, OWN)
        for theirs, ours in {
            r"\b5432\b": "postgres",
            r"\b6432\b": "pool",
            r"\b6379\b": "redis",
            r"\b8000\b": "web",
            r"\b9180\b": "metrics",
        }.items():
            text = re.sub(theirs, str(self.ports[ours]), text)
        return text

    def run(self, script, *, feed=None):
        """A script in bash, as an account without rights, in the folder of the code."""
        folder = self.home / "srv"
        done = subprocess.run(
            [*self.as_nobody, "bash", "-euo", "pipefail", "-c", script],
            cwd=folder if folder.exists() else self.home,
            env=self.environment,
            input=feed,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            fail(f"this failed:\n{script}\n{done.stdout}{done.stderr}")
        return done.stdout

    def with_settings(self, command, *, owner=False):
        """A command that reads the environment files: the owner's only where that is said."""
        files = ["site.env", "owner.env"] if owner else ["site.env"]
        loaded = "".join(f". {self.home}/etc/{name}; " for name in files)
        return f"set -a; {loaded}set +a; {command}"

    def start(self, name, script):
        log = open(self.home / f"{name}.log", "w")
        self.running.append(
            subprocess.Popen(
                [
                    *self.as_nobody,
                    "bash",
                    "-euc",
                    f"exec {script}" if ";" not in script else script,
                ],
                cwd=self.home / "srv" if (self.home / "srv").exists() else self.home,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        )

    def start_unit(self, name):
        """The program of a unit, without systemd."""
        unit = self.here((ROOT / f"deploy/systemd/ecins-{name}.service").read_text())
        (command,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
        self.start(name, self.with_settings(f"exec {command}"))

    def stop(self):
        for program in reversed(self.running):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGTERM)
        for program in reversed(self.running):
            try:
                program.wait(15)
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait()

    def ask(self, path, *options, port="tls"):
        """An answer over nginx, with its head."""
        scheme = "https" if port == "tls" else "http"
        address = f"{scheme}://{SITE}:{self.ports[port]}{path}"
        return self.run(
            shlex.join(
                [
                    *("curl", "--silent", "--show-error", "--include", "--max-time", "30"),
                    *("--cacert", str(self.home / "ecins.pem")),
                    *("--resolve", f"{SITE}:{self.ports[port]}:127.0.0.1"),
                    *options,
                    address,
                ]
            )
        )


def postgres_programs():
    """Debian's own PostgreSQL, the newest there is."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    if not found:
        fail("there is no PostgreSQL in /usr/lib/postgresql. Run: apt-get install postgresql")
    return found[-1].parent


def eventually(question, what, seconds=90):
    end = time.monotonic() + seconds
    while True:
        try:
            if answer := question():
                return answer
        except (OSError, SystemExit):
            pass
        if time.monotonic() > end:
            fail(f"{what} did not answer within {seconds} s")
        time.sleep(0.3)


def listens(port):
    with socket.create_connection(("127.0.0.1", port), timeout=1):
        return True


def expect(answer, *words):
    for word in words:
        if word not in answer:
            fail(f"{word!r} is not in the answer:\n{answer[:2000]}")


def write(place, path, text):
    path.write_text(text)
    give_away(place, path)


def give_away(place, path=None):
    """To the account that runs everything."""
    if place.as_nobody:
        found = [path] if path else [place.home, *place.home.rglob("*")]
        for one in found:
            os.chown(one, 65534, 65534)
