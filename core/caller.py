"""The program that calls, if one does: what the log keeps beside the account it acts as."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Caller:
    """A client of the API, and the partner's own user for whom it acts."""

    client: str
    client_name: str
    on_behalf_of: str = ""

    @property
    def kept(self) -> dict[str, str]:
        """What every event of the call keeps of it."""
        kept = {"client": self.client, "client_name": self.client_name}
        return kept | ({"on_behalf_of": self.on_behalf_of} if self.on_behalf_of else {})


_channel: ContextVar[str] = ContextVar("channel", default="")
_caller: ContextVar[Caller | None] = ContextVar("caller", default=None)


@contextmanager
def calling(channel: str, caller: Caller | None = None) -> Iterator[None]:
    """All that is recorded meanwhile came by this channel, from this caller."""
    channel_token, caller_token = _channel.set(channel), _caller.set(caller)
    try:
        yield
    finally:
        _channel.reset(channel_token)
        _caller.reset(caller_token)


def known(caller: Caller) -> None:
    """Within a call, it is known now who calls."""
    _caller.set(caller)


def channel() -> str:
    """By what way the request came, if not by a page; nothing outside a call."""
    return _channel.get()


def caller() -> Caller | None:
    """Who calls now, if a program does."""
    return _caller.get()
