"""Characters of a text file: in which of the usual encodings it was saved, or a question.

Never a guess that could be wrong: what may be read in two ways is asked about, with words of the
file as each way reads them.
"""

import re
from collections.abc import Callable

from imports.reading.problems import UnreadableFile

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# What the form offers, in its words.
ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16 (“Unicode text” in Excel)",
    "cp1252": "Windows (Western European)",
    "mac_roman": "Mac",
}
NAMES = ENCODINGS | {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-32": "UTF-32"}
WORD = re.compile(r"[^\s,;\t|\"]+")
# Signs that stand in British text beside letters: quotes, dashes, pounds, degrees, fractions.
USUAL = set("\u2018\u2019\u201c\u201d\u2013\u2014\u2026£€°½¼¾\u00a0·•§©®²³")
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
# UTF-8 that was read as Windows and saved again: Ã© for é, â€™ for ’.
GARBLED = re.compile("[ÂÃÄÅ][\u0080-\u00bf\u0152-\u0178\u2013-\u2122]|â€")


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text and the name of its encoding: as chosen, or as the file shows it."""
    mark = next((found for begins, found in MARKS if data.startswith(begins)), "")
    chosen = mark or encoding or _from_noughts(data)
    if chosen:
        return _strictly(data, chosen), NAMES.get(chosen, chosen)
    try:
        return data.decode("utf-8"), NAMES["utf-8"]
    except UnicodeDecodeError:
        return _of_one_byte(data)


def is_text(text: str) -> bool:
    """Is it text, and not a program or a picture?"""
    return not CONTROL.search(text)


def ungarbled(text: str) -> str:
    """What text was before UTF-8 was once read as Windows; empty if that did not happen to it."""
    if not GARBLED.search(text):
        return ""
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return ""


def _strictly(data: bytes, encoding: str) -> str:
    name = "utf-8-sig" if encoding == "utf-8" else encoding
    if name == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        name = _from_noughts(data) or "utf-16-le"
    try:
        return data.decode(name)
    except UnicodeDecodeError as problem:
        raise UnreadableFile(
            f"This file was not saved as {NAMES.get(encoding, encoding)}: "
            f"byte {problem.start + 1:,} does not fit. Choose another encoding.",
            field="encoding",
        ) from problem


def _from_noughts(data: bytes) -> str:
    """UTF-16 without a mark: every second byte of English is nought."""
    start = data[:4000]
    if len(start) < 4 or start.count(0) < len(start) // 4:
        return ""
    return "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"


def _of_one_byte(data: bytes) -> tuple[str, str]:
    """Windows or Mac: the one that makes words of the file, if only one does."""
    texts = {}
    for encoding in ("cp1252", "mac_roman"):
        try:
            texts[encoding] = data.decode(encoding)
        except UnicodeDecodeError:
            continue
    sensible = [name for name, text in texts.items() if not _odd_words(text)]
    if len(sensible) == 1:
        return texts[sensible[0]], NAMES[sensible[0]]
    samples = "; ".join(f"as {NAMES[name]}: {_sample(text)}" for name, text in texts.items())
    raise UnreadableFile(
        f"We cannot tell how this file was saved. Choose how it reads correctly: {samples}.",
        field="encoding",
    )


def _foreign(keep: Callable[[str], bool], text: str) -> list[str]:
    return [word for word in WORD.findall(text) if not word.isascii() and keep(word)]


def _odd_words(text: str) -> list[str]:
    return _foreign(lambda word: not _is_sensible(word), text)


def _is_sensible(word: str) -> bool:
    """Accents where words have them: no capital within small letters, no sign within a word."""
    for place, sign in enumerate(word):
        if sign.isascii() or sign in USUAL - {"°", "·", "•", "½"}:
            continue
        before = word[place - 1] if place else ""
        after = word[place + 1] if place + 1 < len(word) else ""
        if not sign.isalpha() or sign in "ƒºªµπΩ∂∑∏∫ıˆ˜":
            if sign in USUAL and not (before.isalpha() and after.isalpha()):
                continue
            return False
        if sign.isupper() and (before.islower() or (before.isupper() and after.islower())):
            return False
    return True


def _sample(text: str) -> str:
    words = list(dict.fromkeys(_foreign(lambda word: True, text)))[:3]
    return ", ".join(f"“{word[:30]}”" for word in words)
