"""Reads settings from the environment, and says in one line what is missing or wrong."""

import base64
import binascii
import hashlib
import os
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


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
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ImproperlyConfigured(f"{name} must begin with postgresql://")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": options.pop("port", str(parts.port or "")),
        "OPTIONS": options,
    }


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
