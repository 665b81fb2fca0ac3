"""Asks ClamAV's daemon about a file, where `CLAMD_ADDRESS` names one: host:port or unix:/path."""

import logging
import socket
import struct
from typing import BinaryIO

from django.conf import settings

from documents.problems import RefusedFile

log = logging.getLogger(__name__)
PIECE, SECONDS = 1 << 16, 20
DOWN = (
    "the virus scanner does not answer, so nothing can be saved just now. Try again in a few "
    "minutes, and tell your administrator if it stays so"
)


def scan(file: BinaryIO, name: str) -> None:
    """Refuse a file in which the scanner finds something, and any while it does not answer."""
    if not settings.CLAMD_ADDRESS:
        return
    try:
        said = _ask(file)
    except OSError:
        log.exception("the virus scanner does not answer")
        said = ""
    file.seek(0)
    if said.endswith(" FOUND"):
        log.warning("the virus scanner refused a file")
        raise RefusedFile(name, "the virus scanner found something harmful in it")
    if not said.endswith(": OK"):
        raise RefusedFile(name, DOWN)


def _ask(file: BinaryIO) -> str:
    with _connected(settings.CLAMD_ADDRESS) as connection:
        connection.sendall(b"zINSTREAM\0")
        file.seek(0)
        while piece := file.read(PIECE):
            connection.sendall(struct.pack("!I", len(piece)) + piece)
        connection.sendall(struct.pack("!I", 0))
        said = b""
        while not said.endswith(b"\0") and (piece := connection.recv(4096)):
            said += piece
    return said.rstrip(b"\0").decode(errors="replace")


def _connected(address: str) -> socket.socket:
    if address.startswith("unix:"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(SECONDS)
        try:
            connection.connect(address.removeprefix("unix:"))
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=SECONDS)
