"""How a stored file is sent: streamed, never cached, and never run by a browser."""

from typing import Any

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from documents import keeping

POLICY = "sandbox; default-src 'none'"


def response(stored: Any) -> StreamingHttpResponse:
    """The file of a row. A browser shows what we have drawn ourselves, and saves the rest."""
    sent = _sent(stored.stored_name, stored.sha256, stored.content_type)
    named = content_disposition_header(not stored.is_image, stored.name)
    sent["Content-Disposition"], sent["Content-Length"] = named, stored.size
    return sent


def thumbnail(photo: Any) -> StreamingHttpResponse:
    """The thumbnail of a photo."""
    sent = _sent(photo.thumbnail_name, photo.thumbnail_sha256, "image/jpeg")
    sent["Content-Disposition"] = "inline"
    return sent


def _sent(name: str, sha256: str, content_type: str) -> StreamingHttpResponse:
    sent = StreamingHttpResponse(keeping.pieces(name, sha256), content_type=content_type)
    sent["Content-Security-Policy"] = POLICY
    sent["X-Content-Type-Options"] = "nosniff"
    sent["Cache-Control"] = "no-store"
    return sent
