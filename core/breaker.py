"""Stops asking a server that did not answer, so that not every request waits for it in turn."""

import threading
import time


class Breaker:
    """Open for a while after a failure: then nothing is asked. One in each process."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._lock = threading.Lock()
        self._closed_again_at = 0.0

    def is_open(self) -> bool:
        """Should the server be left alone? Of several who ask after the while, one tries."""
        with self._lock:
            now = time.monotonic()
            if not self._closed_again_at:
                return False
            if now < self._closed_again_at:
                return True
            self._closed_again_at = now + self.seconds
            return False

    def failed(self) -> None:
        with self._lock:
            self._closed_again_at = time.monotonic() + self.seconds

    def answered(self) -> None:
        self._closed_again_at = 0.0
