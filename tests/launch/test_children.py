"""The processes of a site: logged, restarted, ended."""

import os
import signal
import sys
import time

import pytest

from ecins.launch.children import Children
from ecins.launch.processes import is_alive

SLEEP = [sys.executable, "-c", "import time; print('up', flush=True); time.sleep(60)"]


@pytest.fixture
def children(tmp_path):
    made = Children(tmp_path, tmp_path)
    yield made
    made.stop()


def test_what_a_child_says_is_in_its_log(children, tmp_path):
    children.start("web", *SLEEP)

    assert until(lambda: (tmp_path / "web.log").read_text() == "up\n")


def test_a_dead_child_is_started_again(children, capsys):
    children.start("web", *SLEEP)
    first = children.running["web"]
    os.kill(first.pid, signal.SIGKILL)
    first.wait()

    children.look_after()

    assert children.is_up("web")
    assert children.running["web"].pid != first.pid
    assert "The web stopped" in capsys.readouterr().out


def test_a_child_that_keeps_dying_is_started_ever_later(children):
    children.start("web", sys.executable, "-c", "raise SystemExit(1)")
    starts = []

    for _ in range(4):
        children.running["web"].wait()
        children.look_after()
        starts.append(children.waits["web"])
        children.began["web"] -= children.waits["web"]

    assert starts == [1, 2, 4, 8]


def test_the_children_of_a_killed_launcher_are_ended(children, tmp_path):
    children.start("web", *SLEEP)
    leftover = children.running["web"]

    Children(tmp_path, tmp_path).end_leftovers()
    leftover.wait(5)

    assert not is_alive(leftover.pid)
    assert not list(tmp_path.glob("*.pid"))


def test_a_pid_file_of_something_else_ends_nothing(children, tmp_path):
    (tmp_path / "web.pid").write_text("1")

    Children(tmp_path, tmp_path).end_leftovers()

    assert is_alive(1)
    assert not list(tmp_path.glob("*.pid"))


def until(true, seconds=10):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.02)
    return False
