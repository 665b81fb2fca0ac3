"""Images are redrawn by a child process whose memory and time are limited (documents.redraw)."""

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

from documents.problems import RefusedFile

PROGRAM = Path(__file__).with_name("redraw.py")
SECONDS = 30
# Each takes up to 300 MB: of one web process no more than so many at a time.
_at_a_time = threading.BoundedSemaphore(2)
TYPES = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
LARGEST_SIDE, PHOTO_SIDE, THUMBNAIL_SIDE = 4000, 1600, 192


@dataclass(frozen=True)
class Redrawn:
    """An image drawn anew."""

    content: bytes
    thumbnail: bytes
    type: str
    peak_kb: int


def redraw(data: bytes, *, name: str, content_type: str, is_photo: bool = False) -> Redrawn:
    """The image without anything but what it shows. Raises RefusedFile."""
    sides = (PHOTO_SIDE, THUMBNAIL_SIDE) if is_photo else (LARGEST_SIDE, 0)
    command = [sys.executable, "-I", str(PROGRAM), TYPES[content_type], *map(str, sides)]
    with _at_a_time:
        try:
            done = subprocess.run(
                command, input=data, capture_output=True, timeout=SECONDS, check=False, env={}
            )
        except subprocess.TimeoutExpired:
            raise RefusedFile(name, "checking the image took too long") from None
    line, _, body = done.stdout.partition(b"\n")
    if done.returncode or not line:
        raise RefusedFile(name, "the image is too large to be checked")
    facts = json.loads(line)
    if refused := facts.get("refused"):
        raise RefusedFile(name, f"the image {refused}")
    whole = body[: facts["whole"]]
    return Redrawn(whole, body[facts["whole"] :], facts["type"], facts["peak_kb"])
