"""Checks without which nothing can differ, each with the argument why."""

EQUIVALENT: dict[str, str] = {}
