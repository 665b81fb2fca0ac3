"""What commands ask at the terminal, or read from a file where there is none."""

import sys
from getpass import getpass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError


def said(options, name, question, choices=None):
    """An option, or what is typed. Without a terminal a missing one is refused by its name."""
    answer = options[name]
    option = f"--{name.replace('_', '-')}"
    if answer is None:
        if not sys.stdin.isatty():
            raise CommandError(f"{option} is missing.")
        offered = f" ({', '.join(choices)})" if choices else ""
        answer = input(f"{question}{offered}: ")
    answer = answer.strip()
    if not answer:
        raise CommandError(f"{option} is empty.")
    if choices and answer not in choices:
        raise CommandError(f"{answer!r} is none of: {', '.join(choices)}. Use {option}.")
    return answer


def password(question, path=None):
    """A password, typed unseen; or the first line of a file, `-` being standard input."""
    if path is None:
        if not sys.stdin.isatty():
            raise CommandError("There is no terminal to type a password at. Use --password-file.")
        return getpass(f"{question}: ")
    try:
        text = sys.stdin.readline() if path == "-" else Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from error
    return text.split("\n", 1)[0]


def password_twice(path=None):
    """A new password, typed twice."""
    first = password("Password", path)
    if path is None and first != password("The same again"):
        raise CommandError("The two passwords differ. Nothing was done.")
    return first


def in_one_line(problem: ValidationError) -> str:
    """What a service refuses, for the last line of a command."""
    return " ".join(problem.messages)
