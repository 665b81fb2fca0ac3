"""The embedded PostgreSQL: it keeps what it took, and its roles may no more than they should."""

import os
import signal

import psycopg
import pytest

from ecins.launch.postgres import Postgres, major_version, programs
from ecins.launch.problems import Problem
from tests.launch.conftest import short_folder

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("postgres")]

VERSION = major_version(programs())
TRUSTED = ["pg_trgm", "unaccent", "btree_gin", "btree_gist", "fuzzystrmatch", "citext"]


@pytest.fixture(scope="module", params=[0o711, 0o700], ids=["open", "closed"])
def server(request):
    """A server in a clone that any account may reach, and in one that only its owner may."""
    with short_folder(request.param) as folder:
        made = Postgres(folder / "pg")
        made.start()
        made.make_database("ecins")
        yield made
        made.stop("immediate")


def ask(server, role, question):
    with psycopg.connect(server.url(role, "ecins"), autocommit=True) as connection:
        cursor = connection.execute(question)
        return cursor.fetchall() if cursor.description else None


def postmaster(server):
    return int((server.data / "postmaster.pid").read_text().split("\n")[0])


def test_a_killed_server_keeps_what_was_committed(server):
    ask(server, "owner", "CREATE TABLE kept AS SELECT 1 AS n")

    os.kill(postmaster(server), signal.SIGKILL)
    server.start()

    assert ask(server, "owner", "SELECT n FROM kept") == [(1,)]


def test_a_server_that_runs_is_left_alone(server):
    before = postmaster(server)

    Postgres(server.home).start()

    assert postmaster(server) == before
    assert server.is_up()


def test_a_stopped_server_is_seen_as_such_and_starts_again(server):
    server.stop()

    assert not server.is_up()
    server.start()
    assert server.is_up()


def test_a_pid_file_of_something_else_does_not_hold_it_back(server):
    server.stop()
    (server.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{server.data}\n1\n5432\n{server.sockets}\n\n"
    )

    server.start()

    assert ask(server, "app", "SELECT 1") == [(1,)]


@pytest.mark.parametrize("role", ["owner", "app"])
def test_no_role_of_ours_is_a_superuser(server, role):
    rights = ask(
        server,
        role,
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication "
        "FROM pg_roles WHERE rolname = current_user",
    )

    assert rights == [(False,) * 5]


@pytest.mark.parametrize("wish", ["CREATE TABLE mine (n int)", "CREATE SCHEMA mine"])
def test_app_makes_nothing(server, wish):
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(server, "app", wish)


def test_owner_makes_the_extensions_we_use(server):
    for extension in TRUSTED:
        ask(server, "owner", f"CREATE EXTENSION {extension}")

    made = ask(server, "app", "SELECT extname FROM pg_extension")

    assert set(TRUSTED) <= {name for (name,) in made}


@pytest.mark.parametrize("setting", ["fsync", "full_page_writes", "synchronous_commit"])
def test_what_is_accepted_is_on_disk(server, setting):
    assert ask(server, "app", f"SHOW {setting}") == [("on",)]


def test_it_listens_on_no_network(server):
    assert ask(server, "app", "SHOW listen_addresses") == [("",)]


def test_a_start_that_was_cut_short_is_made_anew(folder):
    partial = folder / "pg" / "data.partial"
    partial.mkdir(parents=True)
    (partial / "PG_VERSION").write_text(f"{VERSION}\n")
    server = Postgres(folder / "pg")

    server.start()

    assert server.is_up()
    assert not partial.exists()
    server.stop("immediate")


def test_data_of_another_version_says_what_to_do(folder):
    data = folder / "pg" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("99\n")

    with pytest.raises(Problem, match=f"is of PostgreSQL 99, and this is {VERSION}. Move"):
        Postgres(folder / "pg").start()


def test_a_server_that_does_not_start_says_where_to_look(folder):
    data = folder / "pg" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text(f"{VERSION}\n")

    with pytest.raises(Problem, match="did not start. The reason is at the end of"):
        Postgres(folder / "pg").start()


def test_programs_of_another_version_are_chosen_by_a_variable(monkeypatch, tmp_path):
    (tmp_path / "initdb").touch()
    (tmp_path / "postgres").write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 15.20 (Debian)'\n")
    (tmp_path / "postgres").chmod(0o755)
    monkeypatch.setenv("ECINS_POSTGRES_BIN", str(tmp_path))

    assert programs() == tmp_path
    assert major_version(programs()) == 15


def test_programs_that_are_not_there_say_what_to_correct(monkeypatch, tmp_path):
    monkeypatch.setenv("ECINS_POSTGRES_BIN", str(tmp_path))

    with pytest.raises(Problem, match="there is no initdb in .* Correct ECINS_POSTGRES_BIN"):
        Postgres(tmp_path / "pg")
