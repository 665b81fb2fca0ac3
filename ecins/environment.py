"""Reads settings from the environment, and says in one line what is missing or wrong."""

import base64
import binascii
import hashlib
import json
import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# What leads to the site, its servers and its mail.
ADDRESSES = [
    *("DATABASE_URL", "DATABASE_OWNER_URL", "BROKER_URL", "ALLOWED_HOSTS", "SITE_ADDRESS"),
    *("CSRF_TRUSTED_ORIGINS", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"),
]


def text(name, default=""):
    return os.environ.get(name, default)


def flag(name, default=False):
    value = os.environ.get(name, "").strip().lower()
    if value in ("", "1", "true", "yes", "on", "0", "false", "no", "off"):
        return value in ("1", "true", "yes", "on") if value else default
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to 1 or 0.")


def number(name, default):
    value = os.environ.get(name, "")
    if not value:
        return default
    if value.isdecimal():
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}. Set it to a whole number.")


def items(name, default=""):
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def secret_key(name, production):
    """A long, random text."""
    key = text(name)
    if not key:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it to at least 50 random characters, for example from "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
        )
    if production and (len(key) < 50 or len(set(key)) < 10):
        raise ImproperlyConfigured(f"{name} is weak. Set it to at least 50 random characters.")
    return key


def refuse_what_is_nobodys():
    """In production: addresses that are missing, open to all, or still those of the example."""
    for name in ADDRESSES:
        value = text(name)
        if "example.org" in value or ":password@" in value:
            raise ImproperlyConfigured(
                f"{name} is still the one of the example file. Set it to your own."
            )
    hosts = items("ALLOWED_HOSTS")
    if not hosts:
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS is not set. Set it to the host names of the site, with commas between."
        )
    if any(host.strip(".") in ("*", "") for host in hosts):
        raise ImproperlyConfigured(
            "ALLOWED_HOSTS holds *, which lets others make links with names of theirs. Set it to "
            "the host names of the site."
        )
    if not text("SITE_ADDRESS").startswith(("https://", "http://")):
        raise ImproperlyConfigured(
            "SITE_ADDRESS is not set, or has no https:// before it. Set it to how links in "
            "e-mails begin, such as https://ecins.police.uk"
        )


def address(name):
    """The parts of an address with a password in it, which may hold signs that part it wrongly."""
    url = text(name)
    try:
        parts = urlsplit(url)
        is_whole = not parts.fragment and "@" not in f"{parts.path}?{parts.query}"
        _ = parts.port
    except ValueError:  # of brackets, or of a port that is no number
        is_whole = False
    if not is_whole or url.endswith("#"):
        raise ImproperlyConfigured(
            f"{name} cannot be read. Write these signs in its password so: "
            "# as %23, / as %2F, ? as %3F, @ as %40, : as %3A, [ as %5B, ] as %5D, % as %25."
        )
    return parts


def fernet_keys(name):
    """Keys of 32 bytes in URL-safe base64, separated by commas; the first encrypts."""
    keys = items(name)
    for key in keys:
        try:
            is_key = len(base64.b64decode(key, altchars=b"-_", validate=True)) == 32
        except binascii.Error:
            is_key = False
        if not is_key:
            raise ImproperlyConfigured(
                f"{name} holds something that is no key: each is 32 bytes in URL-safe base64."
            )
    return keys


def fernet_key_from(secret):
    """A key for a developer's machine, where only the secret is set."""
    return base64.urlsafe_b64encode(hashlib.sha256(f"second step:{secret}".encode()).digest())


def database(name):
    """A Django database entry from an address such as postgresql://app@/ecins?host=/run/pg."""
    url = text(name)
    if not url:
        raise ImproperlyConfigured(
            f"{name} is not set. Use `make run`, or set it to postgresql://role@host/database."
        )
    parts = address(name)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must begin with postgresql://")
    if not parts.username or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} names no role or no database. Set it to postgresql://role@host/database."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }


def storage(name):
    """An entry of Django's STORAGES, written as JSON; None where there is none."""
    value = text(name)
    if not value:
        return None
    try:
        entry = json.loads(value)
    except ValueError:
        entry = None
    if not isinstance(entry, dict) or not isinstance(entry.get("BACKEND"), str):
        raise ImproperlyConfigured(
            f'{name} cannot be read. Set it to JSON such as {{"BACKEND": "…", "OPTIONS": {{}}}}.'
        )
    return entry


def mail_security():
    """How e-mail is sent, from EMAIL_SECURITY: as Django's settings call it."""
    kind, port = text("EMAIL_SECURITY", "none"), number("EMAIL_PORT", 25)
    user, password = text("EMAIL_USER"), text("EMAIL_PASSWORD")
    problem = ""
    if kind not in ("none", "starttls", "tls"):
        problem = f"EMAIL_SECURITY is {kind!r}. Set it to none, starttls or tls."
    elif bool(user) != bool(password):
        problem = "EMAIL_USER and EMAIL_PASSWORD belong together. Set both, or neither."
    elif user and kind == "none":
        problem = (
            "EMAIL_PASSWORD would be sent unencrypted. Set EMAIL_SECURITY to starttls or tls."
        )
    elif (kind, port) in (("starttls", 465), ("tls", 587), ("tls", 25)):
        other = "tls" if port == 465 else "starttls"
        problem = f"EMAIL_PORT {port} does not speak {kind}. Set EMAIL_SECURITY to {other}."
    if problem:
        raise ImproperlyConfigured(problem)
    return user, password, kind == "starttls", kind == "tls"
