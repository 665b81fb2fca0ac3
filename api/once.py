"""Calls that carry an Idempotency-Key are done once, and answered the same again."""

import hashlib
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import transaction

from api.models import IdempotentCall
from api.problems import ProblemError
from core.views import CONFLICT

HEADER, LONGEST = "Idempotency-Key", 200


class Outcome(NamedTuple):
    """Where the outcome of a call is; of a replay, where that of the first was."""

    address: str
    status: int
    is_replay: bool = False


def answered(request: Any, act: Callable[[], str], digest: str, *, done: int) -> Outcome:
    """Do it, unless it was done with this key already; `done` is the status of what was done."""
    key = key_of(request)
    if not key:
        return Outcome(act(), done)
    client, clash = request.api_call.client, None
    # One savepoint: what is refused spends no key. A call at the same moment waits for this one.
    with transaction.atomic():
        call, is_first = IdempotentCall.objects.get_or_create(
            client=client, key=key, defaults={"digest": digest}
        )
        if not is_first:
            if call.digest != digest:
                raise ProblemError(
                    422,
                    "key-reused",
                    "This Idempotency-Key was used for another call. Use a new one.",
                )
            return Outcome(call.location, call.status or done, is_replay=True)
        try:
            call.location, call.status = act(), done
            call.save(update_fields=["location", "status"])
        except ProblemError as problem:
            if problem.status_code != CONFLICT:
                raise
            # It shows content of records: what was recorded of that stays.
            call.delete()
            clash = problem
    if clash is not None:
        raise clash
    return Outcome(call.location, done)


def key_of(request: Any) -> str:
    """The key, if one was sent."""
    key = request.headers.get(HEADER, "").strip()
    if key and (len(key) > LONGEST or not (key.isascii() and key.isprintable())):
        raise ProblemError(
            400, "wrong-header", f"Send an {HEADER} of at most {LONGEST} plain characters."
        )
    return key


def digest_of(request: Any, sent: bytes) -> str:
    """Of what was asked: method, address, for whom, and what was sent."""
    named = request.api_call.on_behalf_of
    asked = f"{request.method} {request.get_full_path()}\n{named}\n".encode() + sent
    return hashlib.sha256(asked).hexdigest()
