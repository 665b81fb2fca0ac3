"""Requests are read as UTF-8, whatever their sender says of the encoding.

Django decodes the address by the `charset` of Content-Type while it makes the request, before any
middleware: `charset=hex` broke that, with an answer of the server instead of ours, and
`charset=unicode_escape` made half a surrogate of plain signs.
"""

import re
from collections.abc import Callable
from typing import Any

BOUNDARY = re.compile(r';\s*boundary\s*=\s*("[^"]*"|[^;\s]+)', re.IGNORECASE)


def in_utf8(application: Callable[..., Any]) -> Callable[..., Any]:
    """The same application, which is told of no encoding: only the type, and where parts end."""

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        said = environ.get("CONTENT_TYPE", "")
        if ";" in said:
            environ["CONTENT_TYPE"] = without_charset(said)
        return application(environ, start_response)

    return answer


def without_charset(said: str) -> str:
    """A Content-Type with its boundary, if it has one, and without any other parameter."""
    kind, found = said.partition(";")[0].strip(), BOUNDARY.search(said)
    return f"{kind}; boundary={found[1]}" if found else kind
