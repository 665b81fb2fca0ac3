"""What a large photo costs: checked, drawn anew with its thumbnail, as an upload does it."""

import io
import resource
import statistics
import time
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from documents.checks import check_photo

NAME, ROUNDS, SIZE = "Upload and redraw of a 12-megapixel photo", 5, (4000, 3000)


def measure() -> dict[str, Any]:
    """The middle of several rounds, in milliseconds as the pages have them."""
    photo, cpu, times = _photo(), [], []
    for _ in range(ROUNDS):
        before, began = _children(), time.perf_counter()
        check_photo(ContentFile(photo, "photo.jpg"))
        times.append((time.perf_counter() - began) * 1000)
        cpu.append((_children() - before) * 1000)
    return {
        "cpu": round(statistics.median(cpu), 2),
        "p50": round(statistics.median(times), 2),
        "most": round(max(times), 2),
        "kb": round(len(photo) / 1000, 1),
    }


def in_words(found: dict[str, Any], constant: float) -> str:
    """One line below the table of pages."""
    return (
        f"{NAME} ({found['kb']} kB): processor {found['cpu']} ms, "
        f"**{found['cpu'] / constant:.0f}** × the constant page; {found['p50']} ms in the middle, "
        f"{found['most']} at most."
    )


def _photo() -> bytes:
    """As large a file as cameras make: noise does not pack well."""
    out = io.BytesIO()
    Image.effect_noise(SIZE, 40).convert("RGB").save(out, "JPEG", quality=85)
    return out.getvalue()


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
