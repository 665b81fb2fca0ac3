"""What is in deploy/ is what the product understands: commands, options, variables, folders."""

import re
import shlex
import shutil
import subprocess
import sys
import uuid
from functools import cache
from pathlib import Path

import pytest
import yaml
from django import forms
from django.conf import settings
from django.core.management import get_commands, load_command_class

from core import role_settings
from tests.sweeping import ROUTES, view_of

pytestmark = pytest.mark.slow

ROOT = Path(settings.BASE_DIR)
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [unit for unit in UNITS if unit.suffix == ".service"]
PROGRAMS = Path(sys.executable).parent
OWNER = "DATABASE_OWNER_URL"


def said(unit, name):
    """What a unit says of one thing, in its order."""
    return re.findall(rf"^{name}=(.*)$", unit.read_text(), re.MULTILINE)


def of_composition():
    return yaml.safe_load((DEPLOY / "compose" / "compose.yaml").read_text())


def variables(path):
    return set(re.findall(r"^([A-Z][A-Z0-9_]+)=", path.read_text(), re.MULTILINE))


def commands():
    """Every command of a unit or a container, as a list of words, and where it is."""
    for unit in SERVICES:
        for line in said(unit, "ExecStart"):
            yield pytest.param(shlex.split(line), id=f"{unit.stem}: {line[:60]}")
    for name, service in of_composition()["services"].items():
        command = service.get("command")
        if command and service.get("image", "ecins") == "ecins":
            line = command[-1] if command[0] == "sh" else shlex.join(command)
            for one in line.split("&&"):
                yield pytest.param(shlex.split(one), id=f"{name}: {one[:60]}")


@cache
def options_of(program, *words):
    """The options that a program offers."""
    told = subprocess.run(
        [PROGRAMS / program, *words, "--help"], capture_output=True, text=True, check=True
    )
    return set(re.findall(r"(?<![\w-])-{1,2}[a-zA-Z][\w-]*", told.stdout))


def is_known(words):
    program, *rest = words
    options = {word.partition("=")[0] for word in rest if word.startswith("-")}
    name = Path(program).name
    if name == "python":
        assert rest[0] == "manage.py"
        offered = load_command_class(get_commands()[rest[1]], rest[1])
        return options <= set(offered.create_parser("manage.py", rest[1])._option_string_actions)
    if name == "gunicorn":
        assert rest[0] == "ecins.wsgi"
        return options <= options_of("gunicorn")
    if name == "celery":
        assert rest[:2] == ["-A", "ecins"]
        return options - {"-A"} <= options_of("celery", "-A", "ecins", rest[2])
    return False


@pytest.mark.slow
@pytest.mark.parametrize("words", [*commands()])
def test_programs_know_what_they_are_told(words):
    assert is_known(words)


@pytest.mark.slow
def test_a_wrong_option_is_found():
    assert not is_known(["gunicorn", "ecins.wsgi", "--wrong-option"])
    assert not is_known(["python", "manage.py", "migrate", "--wrong-option"])
    assert not is_known(["docker", "run"])


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_systemd_understands_each_unit(tmp_path, unit):
    """Asked of systemd itself where it is there; its words are checked everywhere."""
    for other in UNITS:
        text = other.read_text().replace("/srv/ecins/", f"{ROOT}/")
        (tmp_path / other.name).write_text(text)
    analyze = shutil.which("systemd-analyze")
    if analyze:
        done = subprocess.run(
            [analyze, "verify", "--man=no", "--generators=no", tmp_path / unit.name],
            env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert re.match(r"\[Unit\]\nDescription=E-CINS", unit.read_text())


@pytest.mark.parametrize("unit", SERVICES, ids=lambda unit: unit.name)
def test_each_program_runs_as_nobody_special_and_writes_little(unit):
    assert said(unit, "User") == ["ecins"]
    assert said(unit, "NoNewPrivileges") == ["yes"]
    assert said(unit, "ProtectSystem") == ["strict"]
    assert said(unit, "CapabilityBoundingSet") == [""]
    assert said(unit, "UMask") == ["0077"]


def test_only_migrations_and_backups_know_the_owner():
    knowing = {
        unit.stem for unit in SERVICES if "/etc/ecins/owner.env" in said(unit, "EnvironmentFile")
    }
    files = {
        name
        for name, service in of_composition()["services"].items()
        if "owner.env" in service.get("env_file", [])
    }

    assert knowing == {"ecins-migrate", "ecins-backup"}
    assert files == {"migrate"}
    assert OWNER not in variables(DEPLOY / "site.env.example")
    assert variables(DEPLOY / "owner.env.example") == {OWNER}


@pytest.mark.parametrize("name", ["site.env.example", "owner.env.example"])
def test_environment_files_set_what_the_product_reads(name):
    listed = re.findall(
        r"^(?:# )?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE
    )

    assert variables(DEPLOY / name) <= set(listed)


def test_every_folder_that_is_written_is_made_by_systemd():
    site = (DEPLOY / "site.env.example").read_text()
    written = re.findall(r"^(?:STATIC|MEDIA)_ROOT=(.*)$", site, re.MULTILINE)
    counts = re.findall(r"^PROMETHEUS_MULTIPROC_DIR=(.*)$", site, re.MULTILINE)
    web, beat = DEPLOY / "systemd/ecins-web.service", DEPLOY / "systemd/ecins-beat.service"

    assert {Path(path).parent for path in written} == {Path("/var/lib/ecins")}
    assert said(web, "StateDirectory") == ["ecins"]
    assert counts == [f"/run/{said(web, 'RuntimeDirectory')[0]}"]
    schedule = re.search(r"--schedule (\S+)", said(beat, "ExecStart")[0])[1]
    assert Path(schedule).parent == Path("/var/lib", said(beat, "StateDirectory")[0])


def test_gunicorn_has_no_control_socket_and_believes_no_header():
    (line,) = said(DEPLOY / "systemd/ecins-web.service", "ExecStart")
    web = of_composition()["services"]["web"]["command"]

    for words in (shlex.split(line), web):
        assert "--no-control-socket" in words
    assert shlex.split(line)[shlex.split(line).index("--forwarder-headers") + 1] == ""
    assert "--forwarder-headers=" in web


def test_the_proxy_sets_afresh_what_is_believed_and_logs_no_address():
    text = (DEPLOY / "nginx/ecins.conf").read_text()

    for header in ("X-Forwarded-For $remote_addr", "X-Forwarded-Proto $scheme", 'Forwarded ""'):
        assert f"proxy_set_header {header};" in text
    assert "underscores_in_headers off;" in text
    (form,) = re.findall(r"^log_format ecins '(.*)';$", text, re.MULTILINE)
    assert not re.search(r"\$(request|request_uri|uri|args|http_\w+)\b", form)
    assert set(re.findall(r"access_log (?:\S+) ?(\w*);", text)) == {"ecins"}
    assert "/metrics" not in text


def test_the_pool_is_of_transactions_and_for_one_role():
    text = (DEPLOY / "pgbouncer/pgbouncer.ini").read_text()

    assert re.search(r"^pool_mode = transaction$", text, re.MULTILINE)
    assert re.search(r"^auth_type = scram-sha-256$", text, re.MULTILINE)
    assert "ignore_startup_parameters" not in text


def test_the_roles_of_the_containers_are_those_of_the_how_to():
    how_to = (ROOT / "docs/how-to/real-servers.md").read_text()
    (typed,) = re.findall(
        r"(?:^ {4}\S.*\n)*^ {4}CREATE DATABASE.*\n(?:^ {4}\S.*\n)*", how_to, re.M
    )
    script = (DEPLOY / "compose/roles.sh").read_text()

    for line in typed.splitlines():
        assert line.strip() in script or "PASSWORD" in line


def test_the_how_to_sets_what_a_start_asks_of_the_role():
    how_to = (ROOT / "docs/how-to/real-servers.md").read_text()

    for setting in role_settings.PAGES:
        assert f"ALTER ROLE app SET {setting.name} = '{setting.value}';" in how_to
    for name in ("log_min_error_statement", "log_error_verbosity"):
        (setting,) = [one for one in role_settings.LOG if one.name == name]
        assert f"ALTER ROLE app SET {name} = '{setting.value}';" in how_to


def takes_files(callback):
    """Does a page have a field for a file, or a call a part with one?"""
    view = view_of(callback)
    others = getattr(callback, "view_initkwargs", {}).get("others", {}).values()
    if any(getattr(one, "takes_file", False) for one in (view, *others)):
        return True
    fields = getattr(getattr(view, "form_class", None), "base_fields", {}).values()
    return any(isinstance(field, forms.FileField) for field in fields)


def test_the_proxy_lets_files_in_wherever_a_page_or_a_call_takes_them():
    text = (DEPLOY / "nginx/ecins.conf").read_text()
    (pattern,) = re.findall(r"location ~ (\S+) \{", text)
    taking = {
        re.sub(r"<uuid:\w+>", str(uuid.uuid4()), f"/{route}")
        for _, route, callback in ROUTES
        if takes_files(callback)
    }

    assert len(taking) > 15
    assert [address for address in sorted(taking) if not re.match(pattern, address)] == []
