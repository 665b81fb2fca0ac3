"""Whom programs name: a person by the uuid of their record, teams and colleagues also by name."""

from typing import Any
from uuid import UUID

from api.problems import FieldProblem, ProblemError
from api.sending import Beside
from core import policy
from profiles.models import Profile

PERSON = "The uuid of a person’s record"
TEAMS = Beside("list", "Teams, each by its name or uuid")
PEOPLE = Beside("list", "People, each by user name, by name, or by the uuid of their membership")


def person_named(user: Any, body: dict[str, Any]) -> Profile | None:
    """The person whom the body names, which is taken out of it; None where it names nobody."""
    text = body.pop("person", None)
    if not text:
        return None
    key = as_uuid(text)
    person: Profile | None = None
    if key is not None:
        person = policy.find(user, "profile.view", Profile, uuid=key)
    if person is None:
        words = "There is no record with this uuid that you can see."
        found = [FieldProblem("person", words)]
        raise ProblemError(422, "invalid", "Nothing was saved. Correct these fields.", found)
    return person


def as_uuid(text: str) -> UUID | None:
    """The uuid that a text is, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None


class NamesGrantees:
    """Goes before a form page whose form has `GranteesMixin`: teams and people as lists.

    Names go where a page has them typed, a line each; uuids where a page has them ticked.
    """

    beside = {"teams": TEAMS, "people": PEOPLE}
    ticked: tuple[str, ...] = ()

    def changed_body(self, body):
        ticked = []
        for name, kind in (("teams", "team"), ("people", "person")):
            sent = body.pop(name, None) or []
            keys = [as_uuid(one) for one in sent]
            ticked += [f"{kind}:{key}" for key in keys if key is not None]
            typed = [one for one, key in zip(sent, keys, strict=True) if key is None]
            if typed:
                body[name] = "\n".join(" ".join(one.split()) for one in typed)
        self.ticked = tuple(ticked)
        return super().changed_body(body)

    def enter_beside(self, data):
        data.setlist("chosen", list(self.ticked))
