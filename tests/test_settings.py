"""Settings: the example file lists every variable, and an unsafe start is refused in one line."""

import ast
import os
import re
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from ecins import environment

ROOT = settings.BASE_DIR
READ_BY = [
    ROOT / "ecins/settings.py",
    ROOT / "ecins/environment.py",
    ROOT / "manage.py",
    *(ROOT / "ecins/launch").glob("*.py"),
]
NAME = re.compile(r"[A-Z][A-Z0-9_]+")
# Set by the programs themselves, for the programs they start.
INTERNAL = {"DJANGO_SETTINGS_MODULE"}
STRONG = "mCqv7TzW2nXbJ4kRy9LdPf6HsGa1EuQo3iVtN8wZc5Kr0MxYjBhUg"
FERNET = "b25seS1mb3ItY2hlY2tzLW9ubHktZm9yLWNoZWNrcy4="


def is_environment(node):
    """`env` of the settings, or `os.environ`."""
    return ast.unparse(node) in ("env", "os.environ")


READERS = {"text", "number", "flag", "items", "storage"}


def is_read(node):
    """A call such as `env.flag("DEBUG")`."""
    if not isinstance(node, ast.Call) or not node.args:
        return False
    if isinstance(node.func, ast.Name):  # within the reader itself
        return node.func.id in READERS
    return isinstance(node.func, ast.Attribute) and is_environment(node.func.value)


def places(tree):
    """Every expression that names a variable to be read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and is_environment(node.value):
            yield node.slice
        elif isinstance(node, ast.Compare) and is_environment(node.comparators[0]):
            yield node.left
        elif is_read(node):
            yield node.args[0]


def names_read():
    return {
        constant.value
        for path in READ_BY
        for place in places(ast.parse(path.read_text()))
        for constant in ast.walk(place)
        if isinstance(constant, ast.Constant) and NAME.fullmatch(str(constant.value))
    } - INTERNAL


def names_listed():
    text = (ROOT / ".env.example").read_text()
    return re.findall(r"^(?:# )?([A-Z][A-Z0-9_]+)=", text, re.MULTILINE)


def test_the_example_lists_every_variable_that_is_read_and_no_other():
    assert set(names_listed()) == names_read()


def test_the_example_lists_each_variable_once():
    assert len(names_listed()) == len(set(names_listed()))


def refusal(**changes):
    """What a start in production says last, with these variables; empty when it starts."""
    environment = {
        "PATH": os.defpath,
        "SECRET_KEY": STRONG,
        "SECOND_STEP_KEYS": FERNET,
        "DATABASE_URL": "postgresql://app@/nowhere?host=/nonexistent",
        "DATABASE_OWNER_URL": "postgresql://owner@/nowhere?host=/nonexistent",
        "BROKER_URL": "redis+socket:///nonexistent",
        "ALLOWED_HOSTS": "ecins.example",
        "SITE_ADDRESS": "https://ecins.example",
        "DJANGO_SETTINGS_MODULE": "ecins.settings",
    } | changes
    started = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; settings.DEBUG"],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if value is not None},
        capture_output=True,
        text=True,
        check=False,
    )
    return started.stderr.strip().splitlines()[-1] if started.returncode else ""


@pytest.mark.slow
def test_production_starts_with_safe_settings():
    assert refusal() == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY is not set. Set it to at least 50 random characters"),
        ({"SECRET_KEY": ""}, "SECRET_KEY is not set."),
        ({"SECRET_KEY": STRONG[:49]}, "SECRET_KEY is weak. Set it to at least 50"),
        ({"SECRET_KEY": "abc" * 20}, "SECRET_KEY is weak. Set it to at least 50"),
        ({"SECOND_STEP_KEYS": None}, "SECOND_STEP_KEYS is not set. Set it to a key"),
        ({"SECOND_STEP_KEYS": "short"}, "SECOND_STEP_KEYS holds something that is no key"),
        ({"DEBUG": "1"}, "DEBUG is on in production. Unset DEBUG"),
        ({"DEBUG": "perhaps"}, "DEBUG is 'perhaps'. Set it to 1 or 0."),
        ({"FAST_PASSWORDS": "1"}, "FAST_PASSWORDS is for tests. Unset it"),
        ({"DATABASE_URL": None}, "DATABASE_URL is not set."),
        ({"DATABASE_URL": "mysql://app@db/ecins"}, "DATABASE_URL must begin with postgresql://"),
        ({"BROKER_URL": None}, "BROKER_URL is not set"),
        ({"EMAIL_SECURITY": "ssl"}, "EMAIL_SECURITY is 'ssl'. Set it to none, starttls or tls."),
        ({"EMAIL_USER": "ecins", "EMAIL_SECURITY": "tls"}, "EMAIL_USER and EMAIL_PASSWORD belong"),
        ({"EMAIL_PASSWORD": "x", "EMAIL_SECURITY": "tls"}, "EMAIL_USER and EMAIL_PASSWORD belong"),
        ({"EMAIL_USER": "ecins", "EMAIL_PASSWORD": "x"}, "EMAIL_PASSWORD would be sent unencrypt"),
        ({"EMAIL_SECURITY": "starttls", "EMAIL_PORT": "465"}, "EMAIL_PORT 465 does not speak sta"),
        ({"EMAIL_SECURITY": "tls", "EMAIL_PORT": "587"}, "EMAIL_PORT 587 does not speak tls. Set"),
        (
            {"EMAIL_SECURITY": "tls"},
            "EMAIL_PORT 25 does not speak tls. Set EMAIL_SECURITY to star",
        ),
        ({"EMAIL_PORT": "smtp"}, "EMAIL_PORT is 'smtp'. Set it to a whole number."),
        ({"DATABASE_URL": "postgresql://app:a#b@db/ecins"}, "DATABASE_URL cannot be read. Write"),
        ({"DATABASE_URL": "postgresql://app:a/b@db/ecins"}, "DATABASE_URL cannot be read. Write"),
        ({"DATABASE_URL": "postgresql://app:a?b@db/ecins"}, "DATABASE_URL cannot be read. Write"),
        ({"DATABASE_URL": "postgresql://app:a[b@db/ecins"}, "DATABASE_URL cannot be read. Write"),
        ({"DATABASE_URL": "postgresql://db/ecins"}, "DATABASE_URL names no role or no database."),
        ({"DATABASE_URL": "postgresql://app@db"}, "DATABASE_URL names no role or no database."),
        ({"BROKER_URL": "redis://:a#b@queue:6379/0"}, "BROKER_URL cannot be read. Write"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS is not set. Set it to the host names"),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS is not set. Set it to the host names"),
        ({"ALLOWED_HOSTS": " , "}, "ALLOWED_HOSTS is not set. Set it to the host names"),
        ({"ALLOWED_HOSTS": "ecins.example,*"}, "ALLOWED_HOSTS holds *, which"),
        ({"SITE_ADDRESS": None}, "SITE_ADDRESS is not set, or has no https://"),
        ({"SITE_ADDRESS": "ecins.example"}, "SITE_ADDRESS is not set, or has no https://"),
        ({"SITE_ADDRESS": "https://ecins.example.org"}, "SITE_ADDRESS is still the one of the"),
        ({"ALLOWED_HOSTS": "ecins.example.org"}, "ALLOWED_HOSTS is still the one of the example"),
        ({"EMAIL_HOST": "mail.example.org"}, "EMAIL_HOST is still the one of the example file."),
        (
            {"DATABASE_URL": "postgresql://app:password@127.0.0.1/ecins"},
            "DATABASE_URL is still the one of the example file. Set it to your own.",
        ),
        (
            {"BROKER_URL": "rediss://:password@queue.example.org:6379/0"},
            "BROKER_URL is still the one of the example file. Set it to your own.",
        ),
        ({"SESSION_IDLE_MINUTES": "soon"}, "SESSION_IDLE_MINUTES is 'soon'. Set it to a whole"),
    ],
)
def test_an_unsafe_start_is_refused_and_says_the_remedy(changes, words):
    last = refusal(**changes)

    assert last.startswith(f"django.core.exceptions.ImproperlyConfigured: {words}")


@pytest.mark.slow
@pytest.mark.parametrize("key", ["", None])
def test_a_secret_is_needed_on_ones_own_machine_too(key):
    assert "SECRET_KEY is not set" in refusal(SECRET_KEY=key, PRODUCTION="0")


@pytest.mark.slow
def test_a_short_secret_and_debug_will_do_on_ones_own_machine():
    assert refusal(SECRET_KEY="short", DEBUG="1", PRODUCTION="0") == ""


@pytest.mark.slow
def test_a_password_with_its_signs_written_out_is_read():
    url = "postgresql://app:%23%2F%3F%40%3A%5B%5D%25@/nowhere?host=/nonexistent"

    assert refusal(DATABASE_URL=url) == ""


@pytest.mark.parametrize("name", ["DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL"])
def test_a_refusal_repeats_no_password(monkeypatch, name):
    monkeypatch.setenv(name, "postgresql://app:s3cr#et-of-ours@db/ecins")

    with pytest.raises(ImproperlyConfigured) as refused:
        environment.address(name)

    assert "s3cr" not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize("sign", "#/?@:[]% +&=é")
def test_every_sign_may_be_in_a_password(monkeypatch, sign):
    monkeypatch.setenv("DATABASE_URL", f"postgresql://app:a{quote(sign, safe='')}b@db/ecins")

    assert environment.database("DATABASE_URL")["PASSWORD"] == f"a{sign}b"
