"""Names of files as their senders say them, made safe to show and to send back."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 120
UNSAFE = re.compile(r'[<>:"|?*%;\\/]')
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
NAMELESS = "file"


def cleaned(name: str) -> str:
    """The last part of a name: no path, no control or direction signs, no device, not too long."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    # Control, format (right-to-left override among them), unassigned and private signs.
    seen = "".join(sign for sign in last if not unicodedata.category(sign).startswith("C"))
    seen = " ".join(UNSAFE.sub("_", seen).split()).strip(". ")
    if DEVICE.match(seen):
        seen = f"_{seen}"
    ending = PurePosixPath(seen).suffix[:12]
    stem = seen.removesuffix(ending).strip(". ") or NAMELESS
    return f"{stem[: LONGEST - len(ending)]}{ending}"


def with_ending(name: str, ending: str) -> str:
    """The name with another ending, for a file that was made anew as another type."""
    return f"{PurePosixPath(name).stem}{ending}"
