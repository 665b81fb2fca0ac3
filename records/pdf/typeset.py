"""The process that typesets one document: JSON comes in, a PDF goes out. Run by its path.

It imports nothing of the project, may use so much memory and time, and reaches no file but the
template beside it and the fonts.
"""

import json
import re
import resource
import sys
from pathlib import Path

import typst

MOST_MEMORY, MOST_SECONDS = 1_500_000_000, 10
# Stands for a character that no font here can show.
UNKNOWN = "□"
NOTE = f"{UNKNOWN} stands for a character that this server has no font for."
UNSHOWN = re.compile(r'the text `(".*?")` could not be displayed', re.DOTALL)
TEMPLATES = {name: Path(__file__).with_name(f"{name}.typ") for name in ("document", "log")}


def typeset(told: dict[str, object], template: str) -> bytes:
    """The document as PDF/UA-1. Characters that cannot be shown are replaced, and it says so."""
    text = json.dumps(told, ensure_ascii=False)
    for _ in range(3):
        try:
            return _compile(text, template)
        except typst.TypstError as problem:
            unshown = {letter for found in _unshown(problem) for letter in found}
            if not unshown - {UNKNOWN}:
                raise
            text = json.dumps(
                json.loads(text.translate(dict.fromkeys(map(ord, unshown), UNKNOWN)))
                | {"note": NOTE},
                ensure_ascii=False,
            )
    return _compile(text, template)


def _compile(text: str, template: str) -> bytes:
    return typst.compile(
        TEMPLATES[template].read_bytes(),
        sys_inputs={"told": text},
        format="pdf",
        pdf_standards=["ua-1"],
    )


def _unshown(problem: typst.TypstError) -> list[str]:
    told = str(getattr(problem, "diagnostic", problem))
    return [_plain(found) for found in UNSHOWN.findall(told)]


def _plain(quoted: str) -> str:
    """Text as it was before it was quoted; JSON writes a code point otherwise than Rust."""
    codes = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda found: chr(int(found[1], 16)), quoted[1:-1])
    return codes.replace('\\"', '"').replace("\\\\", "\\")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    sys.stdout.buffer.write(typeset(json.load(sys.stdin.buffer), sys.argv[1]))
