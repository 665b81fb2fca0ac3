"""The embedded Valkey: it starts again whatever became of it."""

import os
import signal
import stat

import pytest

from ecins.launch.processes import is_alive
from ecins.launch.valkey import Valkey


@pytest.fixture
def server(folder):
    made = Valkey(folder / "vk")
    made.start()
    yield made
    made.stop()


def test_it_answers_its_owner_alone(server):
    assert server.answers()
    assert stat.S_IMODE(server.home.stat().st_mode) == 0o700
    assert stat.S_IMODE(server.socket.stat().st_mode) == 0o700


def test_starting_twice_is_starting_once(server):
    before = server.process.pid

    server.start()

    assert server.process.pid == before


def test_a_killed_server_starts_again(server):
    os.kill(server.process.pid, signal.SIGKILL)
    server.process.wait()

    assert not server.is_up()
    server.start()

    assert server.answers()


def test_the_server_of_a_killed_launcher_is_ended(server):
    leftover = server.process
    another = Valkey(server.home)

    another.start()
    leftover.wait(5)

    assert another.answers()
    assert not is_alive(leftover.pid)
    another.stop()
    assert not another.answers()


def test_the_number_of_another_program_is_left_alone(server):
    server.stop()
    (server.home / "pid").write_text(str(os.getpid()))

    server.start()

    assert server.answers()
