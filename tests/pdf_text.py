"""Reads the words of a PDF that we made, as somebody does who searches it or has it read out."""

import re
import zlib

OBJECT = re.compile(rb"\n(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\nendstream", re.DOTALL)
FONT = re.compile(rb"/(f\d+) (\d+) 0 R")
UNICODE = re.compile(rb"/ToUnicode (\d+) 0 R")
LETTER = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")
BLOCK = re.compile(rb"\nBT (.*?)\nET", re.DOTALL)
# Brackets in a string are not escaped where they come in pairs.
SAID = re.compile(rb"/(f\d+) [\d.]+ Tf|\((.*?)\)(?=[\]\d\s.-])", re.DOTALL)
ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words(body: bytes) -> str:
    """All words, page after page, with single spaces."""
    objects = {int(number): said for number, said in OBJECT.findall(body)}
    fonts = {}
    for found in FONT.findall(body):
        of_font = UNICODE.search(objects[int(found[1])])
        fonts[found[0]] = _letters(objects[int(of_font[1])])
    pages = [_unpacked(said) for said in objects.values()]
    text = " ".join(_page(page, fonts) for page in pages if b"BDC" in page)
    return " ".join(text.split())


def _letters(said: bytes) -> dict[int, str]:
    return {
        int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be")
        for code, letter in LETTER.findall(_unpacked(said).partition(b"beginbfchar")[2])
    }


def _page(page: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    return " ".join(_block(block, fonts) for block in BLOCK.findall(page))


def _block(block: bytes, fonts: dict[bytes, dict[int, str]]) -> str:
    parts, letters = [], {}
    for font, said in SAID.findall(block):
        if font:
            letters = fonts[font]
        codes = ESCAPE.sub(_byte, said)
        pairs = zip(codes[::2], codes[1::2], strict=True)
        parts += [letters[high * 256 + low] for high, low in pairs]
    return "".join(parts)


def _byte(found: re.Match[bytes]) -> bytes:
    code = found[1]
    return bytes([int(code, 8)]) if code[:1].isdigit() else PLAIN.get(code, code)


def _unpacked(said: bytes) -> bytes:
    found = STREAM.search(said)
    try:
        return zlib.decompressobj().decompress(found[1]) if found else b""
    except zlib.error:
        return b""
