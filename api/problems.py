"""What goes wrong in a call, in plain words that say how to go on (RFC 9457)."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import NON_FIELD_ERRORS
from rest_framework.exceptions import APIException

from core import errors
from core.fields import LenientDateField, MomentField

# A day and a moment as programs send them.
DAY, MOMENT = "2026-11-30", "2026-11-30T16:00"

# What each kind means: the page of documentation says it too.
KINDS = {
    "unauthorised": "No key or token, or one that opens nothing: it is wrong, revoked or expired, "
    "or its client is.",
    "insufficient-scope": "The client does not have the scope that this address asks for.",
    "people-only-read": "People who are signed in read. Only API clients write.",
    "unknown-parameter": "The address has a parameter that this list does not know.",
    "wrong-parameter": "A parameter of the address has a value that cannot be used.",
    "unreadable": "The body is not a JSON object, or has a field twice.",
    "unknown-field": "The body has a field that is not taken here.",
    "wrong-type": "A field of the body has a value of another type, or a list is too long.",
    "invalid": "A field is missing, or its value cannot be saved.",
    "possible-duplicates": "There may be a record of this person already.",
    "needs-if-match": "A change names the version that was read, by If-Match.",
    "stale": "Somebody changed it since it was read. Read it again.",
    "needs-user": "This client must name its user when it writes, in On-Behalf-Of.",
    "wrong-header": "A header has a value that cannot be used.",
    "key-reused": "The Idempotency-Key was used for another call.",
    "too-large": "The body is larger than is taken here.",
    "too-many": "The client has made too many calls in this minute.",
    "wrong-content-type": "The body is of another type than the address takes: application/json, "
    "or multipart/form-data where a file is sent.",
    "not-acceptable": "There is only application/json.",
    "method": "The address does not take this method.",
}


class FieldProblem(NamedTuple):
    """One field and what is wrong with it; without a field, of the whole."""

    field: str | None
    message: str


class ProblemError(APIException):
    """A call that is refused, with its kind and the fields it is about."""

    def __init__(
        self,
        status: int,
        code: str,
        words: str,
        fields: Iterable[FieldProblem] = (),
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        super().__init__(words)
        self.status_code, self.code, self.words = status, code, words
        self.headers = headers or {}
        self.fields = [found._asdict() for found in fields]
        self.more = more

    def answer(self) -> Any:
        """The answer to the program."""
        errors_of_fields = {"errors": self.fields} if self.fields else {}
        return errors.in_json(
            self.status_code,
            self.words,
            self.headers,
            self.code,
            **errors_of_fields,
            **self.more,
        )


def wrong_parameter(name: str, words: str) -> ProblemError:
    """A parameter of the address that cannot be used, and what to send instead."""
    return ProblemError(400, "wrong-parameter", words, [FieldProblem(name, words)])


def unknown(names: Sequence[str], known: Iterable[str]) -> ProblemError:
    """Fields that are not taken, named, with those that are."""
    listed = ", ".join(sorted(known)) or "none"
    return ProblemError(
        400,
        "unknown-field",
        f"Take out the fields that are named. This address takes: {listed}.",
        [FieldProblem(name, "There is no field of this name.") for name in sorted(names)],
    )


def of_form(form: Any) -> ProblemError:
    """What a form says of its fields."""
    found = [
        FieldProblem(None if name == NON_FIELD_ERRORS else name, _in_words(form, name, words))
        for name, said in form.errors.items()
        for words in said
    ]
    for name, rows in getattr(form, "rows", {}).items():
        found += [FieldProblem(name, str(words)) for words in rows.non_form_errors()]
        found += [
            FieldProblem(f"{name}.{number}.{field}", str(words))
            for number, row in enumerate(rows.forms)
            for field, said in row.errors.items()
            for words in said
        ]
    return ProblemError(422, "invalid", "Nothing was saved. Correct these fields.", found)


def _in_words(form: Any, name: str, words: Any) -> str:
    """What the page says; of a day that is missing, with the example of programs."""
    field = form.fields.get(name)
    if not isinstance(field, LenientDateField):
        return str(words)
    example = MOMENT if isinstance(field, MomentField) else DAY
    return str(words).replace(f", like {field.example}", f", like {example}")


def of_service(problem: Any) -> ProblemError:
    """What a service says of what it was given."""
    by_field = problem.message_dict if hasattr(problem, "error_dict") else {None: problem.messages}
    found = [
        FieldProblem(None if name == NON_FIELD_ERRORS else name, words)
        for name, said in by_field.items()
        for words in said
    ]
    return ProblemError(422, "invalid", "Nothing was saved. Correct these fields.", found)
