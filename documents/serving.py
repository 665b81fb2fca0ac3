"""How a stored file is sent: streamed, never cached, and never run by a browser."""

from typing import Any

from django.http import FileResponse

from documents import keeping

POLICY = "sandbox; default-src 'none'"


def response(stored: Any) -> FileResponse:
    """The file of a row. A browser shows what we have drawn ourselves, and saves the rest."""
    return _sent(
        keeping.opened(stored.stored_name, stored.sha256),
        content_type=stored.content_type,
        filename=stored.name,
        as_attachment=not stored.is_image,
    )


def thumbnail(photo: Any) -> FileResponse:
    """The thumbnail of a photo."""
    file = keeping.opened(photo.thumbnail_name, photo.thumbnail_sha256)
    return _sent(file, content_type="image/jpeg", filename="thumbnail.jpg", as_attachment=False)


def _sent(file: Any, **how: Any) -> FileResponse:
    sent = FileResponse(file, **how)
    sent["Content-Security-Policy"] = POLICY
    sent["X-Content-Type-Options"] = "nosniff"
    sent["Cache-Control"] = "no-store"
    return sent
