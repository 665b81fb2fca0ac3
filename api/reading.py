"""The OpenAPI document as its page shows it."""

import functools
from typing import Any, NamedTuple

from api.schema import document


class Line(NamedTuple):
    """A field or parameter: its name, its kind, and what it means."""

    name: str
    kind: str
    words: str


class Operation(NamedTuple):
    """One method of one address."""

    method: str
    path: str
    summary: str
    scope: str
    parameters: list[Line]
    fields: list[Line]
    statuses: str

    @property
    def key(self) -> str:
        """Its place on the page."""
        return f"{self.method} {self.path}".lower().translate(str.maketrans(" /{}", "----"))


@functools.cache
def operations_by_tag() -> list[tuple[str, list[Operation]]]:
    """Every operation, below its resource; the general ones first."""
    groups: dict[str, list[Operation]] = {}
    for path, methods in document()["paths"].items():
        for method, told in methods.items():
            groups.setdefault(told["tags"][0], []).append(_operation(path, method, told))
    return sorted(groups.items(), key=lambda group: (group[0] != "api", group[0]))


def _operation(path: str, method: str, told: dict[str, Any]) -> Operation:
    scopes = [scope for way in told["security"] for scope in way.get("oauth2", [])]
    queries = [one for one in told.get("parameters", []) if one.get("in") == "query"]
    content = told.get("requestBody", {}).get("content", {})
    schema = next(iter(content.values()), {}).get("schema", {})
    needed = schema.get("required", [])
    return Operation(
        method.upper(),
        path,
        told.get("summary", ""),
        next(iter(scopes), ""),
        [Line(one["name"], "", one.get("description", "")) for one in queries],
        [
            Line(name, _kind(one, needed=name in needed), one.get("description", ""))
            for name, one in schema.get("properties", {}).items()
        ],
        ", ".join(told["responses"]),
    )


def _kind(schema: dict[str, Any], *, needed: bool) -> str:
    kinds = schema.get("type", "")
    kind = kinds if isinstance(kinds, str) else kinds[0]
    values = [str(value) for value in schema.get("enum", []) if value]
    words = ": ".join(filter(None, [schema.get("format", kind), ", ".join(values)]))
    return f"{words}, needed" if needed else words
