"""Where a virus scanner is set, it is asked; what it finds is refused, and so is its silence."""

import socketserver
import struct
import threading

import pytest

from documents.problems import RefusedFile
from documents.tests.factories import checked


class Daemon(socketserver.StreamRequestHandler):
    """Speaks INSTREAM, and finds what says EICAR."""

    def handle(self):
        assert self.rfile.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            data += self.rfile.read(size)
        self.wfile.write(b"stream: Eicar FOUND\0" if b"EICAR" in data else b"stream: OK\0")


@pytest.fixture
def scanner(settings):
    """A scanner that answers."""
    with socketserver.TCPServer(("127.0.0.1", 0), Daemon) as server:
        threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        settings.CLAMD_ADDRESS = f"127.0.0.1:{server.server_address[1]}"
        yield server
        server.shutdown()


def test_a_clean_file_is_kept_whole(scanner):
    assert checked("notes.txt", b"Seen at home").content.read() == b"Seen at home"


def test_what_the_scanner_finds_is_refused(scanner):
    with pytest.raises(RefusedFile, match="something harmful"):
        checked("notes.txt", b"EICAR")


def test_nothing_is_kept_while_the_scanner_is_down(settings, tmp_path):
    settings.CLAMD_ADDRESS = f"unix:{tmp_path}/nobody.sock"

    with pytest.raises(RefusedFile, match="does not answer"):
        checked("notes.txt", b"Seen at home")
