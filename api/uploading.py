"""A body that brings a file: multipart/form-data, of one file and texts beside it."""

import hashlib
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http.multipartparser import MultiPartParserError
from django.urls import Resolver404, resolve

from api.problems import FieldProblem, ProblemError

MULTIPART = "multipart/form-data"


def largest_body(request: Any) -> int:
    """How many bytes a call may bring: more where it brings a file."""
    most: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    if request.content_type == MULTIPART and _takes_file(request):
        most += settings.LARGEST_DOCUMENT
    return most


def _takes_file(request: Any) -> bool:
    try:
        found = resolve(request.path_info).func
    except Resolver404:
        return False
    others = getattr(found, "view_initkwargs", {}).get("others", {})
    view = others.get(request.method, getattr(found, "view_class", None))
    return bool(getattr(view, "takes_file", False))


def read_parts(request: Any) -> dict[str, Any]:
    """The parts of the body by name: texts and files, each once."""
    if request.content_type != MULTIPART:
        words = f"Send {MULTIPART}, with the file as a part of its own."
        raise ProblemError(415, "wrong-content-type", words, headers={"Accept-Post": MULTIPART})
    try:
        sent = [*request.POST.lists(), *request.FILES.lists()]
    except RequestDataTooBig:
        raise ProblemError(413, "too-large", "Send less text beside the file.") from None
    except (MultiPartParserError, SuspiciousOperation):
        words = f"The body cannot be read as {MULTIPART}."
        raise ProblemError(400, "unreadable", words) from None
    names = [name for name, _ in sent]
    wrong = [
        FieldProblem(name, "Send this once.")
        for name, values in sent
        if len(values) != 1 or names.count(name) > 1
    ]
    if wrong:
        raise ProblemError(400, "wrong-type", "Nothing was saved. Correct these fields.", wrong)
    return {name: values[0] for name, values in sent}


def digest_of_parts(parts: dict[str, Any]) -> bytes:
    """Of what was sent, whatever stands between the parts."""
    digest = hashlib.sha256()
    for name, value in sorted(parts.items()):
        if isinstance(value, str):
            said, content = value, b""
        else:
            said, content = value.name, _digest_of_file(value)
        digest.update(f"{name}\n{said}\n".encode() + content)
    return digest.digest()


def _digest_of_file(file: Any) -> bytes:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.digest()
