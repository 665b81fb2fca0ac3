"""Whatever stands in the way of a start is one line that says the remedy."""

import errno
import socket
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from ecins.launch import problems, site
from ecins.launch.site import ROOT
from ecins.launch.valkey import Valkey


def test_a_port_in_use_names_the_next():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        with pytest.raises(problems.Problem, match=f"port {port} is in use.*PORT={port + 1}"):
            problems.check_port(port)


def test_a_free_port_is_taken():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    problems.check_port(port)


def test_a_full_disk_says_how_much_is_needed(monkeypatch, tmp_path):
    monkeypatch.setattr(problems.shutil, "disk_usage", lambda _: SimpleNamespace(free=5 * 2**20))

    with pytest.raises(problems.Problem, match="has 5 MB left and 300 MB are needed.*Free some"):
        problems.check_room(tmp_path)


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "is full. Free some"), (errno.EACCES, "cannot be written. Give yourself")],
)
def test_what_the_system_refuses_has_a_remedy(tmp_path, number, remedy):
    problem = problems.explain(OSError(number, "no"), tmp_path)

    assert remedy in str(problem)
    assert "\n" not in str(problem)


def test_a_path_too_long_for_a_socket_is_refused(tmp_path):
    deep = tmp_path / ("a-very-long-name" * 8)

    with pytest.raises(problems.Problem, match="too long for a socket. Set ECINS_SOCKETS"):
        Valkey(deep).start()

    assert not deep.exists()


def test_an_old_python_is_told_what_to_do(monkeypatch):
    monkeypatch.setattr(problems.sys, "version_info", (3, 9, 2))

    with pytest.raises(problems.Problem, match="Python 3.11 or newer.*PYTHON=python3.11"):
        problems.check_python()


@pytest.mark.slow
@pytest.mark.parametrize("port", ["eighty", "65536"])
def test_a_launcher_with_no_port_says_so_in_one_line(tmp_path, port):
    ended = launcher(PORT=port, ECINS_DATA=tmp_path)

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert f"{port!r} is no port. Choose one from 1024 to 65535" in ended.stderr


@pytest.mark.slow
def test_a_folder_that_cannot_be_made_says_so_in_one_line(tmp_path):
    (tmp_path / "file").touch()

    ended = launcher(PORT="8999", ECINS_DATA=tmp_path / "file" / "data")

    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1


def launcher(**environment):
    return subprocess.run(
        [sys.executable, "-m", "ecins.launch"],
        cwd=ROOT,
        env={"PATH": str(Path(sys.executable).parent)}
        | {name: str(value) for name, value in environment.items()},
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_a_clone_that_cannot_be_written_says_where_to_clone(monkeypatch, tmp_path):
    monkeypatch.setattr(problems.os, "access", lambda *_: False)  # root may write everywhere

    with pytest.raises(problems.Problem, match="cannot be written. Clone to a folder of your own"):
        problems.check_writable(tmp_path)


@pytest.mark.parametrize("name", ["a, b", "o'neil"])
def test_sockets_go_elsewhere_where_a_path_cannot_have_them(tmp_path, capsys, name):
    home = tmp_path / name

    folder = site._sockets(home)

    assert not folder.is_relative_to(home)
    assert capsys.readouterr().out.count("\n") == 1
    folder.rmdir()


def test_sockets_stay_where_a_path_has_a_space():
    home = Path("/srv/e cins")
    assert site._sockets(home) == home / "postgres"
