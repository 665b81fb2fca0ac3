"""Whatever is sent to any address: no error of ours, no breach of the document, no way past a key.

Schemathesis sends what the document allows and what it forbids, to records that are there, as a
program with every scope, as one with few, and with no key. `PROOF=1` sends thousands;
`ECINS_SEED=17` what seed 17 sent, `ECINS_SEED=random` something else.
"""

import functools
from collections import Counter

import hypothesis
import pytest
import schemathesis
from django.core.signals import got_request_exception, request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    ignored_auth,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.schema import document
from documents.tests import hostile
from ecins.testing import is_proof
from tests.api.places import Populated
from tests.cast import made_once, undone
from tests.parts import seed

pytestmark = [pytest.mark.slow, pytest.mark.timeout(3600 if is_proof() else 900)]

EXAMPLES = 1700 if is_proof() else 50
LOG = "/api/v1/profiles/{uuid}/log/"  # every kind of program reads it
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    ignored_auth,
]
MODES = [GenerationMode.POSITIVE, GenerationMode.POSITIVE, GenerationMode.NEGATIVE]

made, db, cast, world = made_once(Populated)


@pytest.fixture
def broken():
    """What went wrong on our side."""
    found = []

    def note(sender, request, **kwargs):
        found.append(request.path)

    got_request_exception.connect(note)
    yield found
    got_request_exception.disconnect(note)


@pytest.fixture
def operations(world):
    """The operations of the document, as the product answers them inside the test."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    loaded = schemathesis.openapi.from_dict(document())
    loaded.app = get_wsgi_application()
    yield [found.ok() for found in loaded.get_all_operations()]
    for signal in signals:
        signal.connect(close_old_connections)


class Calls:
    """The operations, and what is sent to them."""

    def __init__(self, operations, world):
        self.operations, self.world = operations, world
        self.reads = {one.path: one for one in operations if one.method == "get"}
        self.fields = functools.cache(self.fields_at)

    def any(self):
        """Any call: to what is there or to nothing; of a form, also with what it offers."""
        return st.sampled_from(self.operations).flatmap(self.of)

    def of(self, operation):
        parts = self.world.places.get(operation.path)
        there = [{"path_parameters": parts}] * 3 if parts and "{" in operation.path else []
        ways = [operation.as_strategy(mode, **how) for how in [{}, *there] for mode in MODES]
        if operation.method in ("post", "patch") and parts is not None:
            ways += [filled(operation, parts, self.fields(operation.path))] * len(ways)
        return st.one_of(ways)

    def read(self, path, kind, parts):
        """What a program of this kind is answered there."""
        call = self.reads[path].Case(path_parameters=dict(parts))
        return call.call(headers=self.world.headers(kind))

    def fields_at(self, path):
        """The fields that a form takes there, as it describes itself."""
        for at in filter(self.reads.get, (path, f"{path}new/", f"{path}edit/")):
            answer = self.read(at, "everything", self.world.places[path])
            fields = answer.json().get("fields") if answer.status_code == 200 else None
            if fields:
                return fields
        return []

    def version_of(self, call, kind):
        """Of a change, half of the time, the version that is there."""
        if call.method != "PATCH" or kind == "nobody" or len(str(call.body)) % 2:
            return {}
        answer = self.read(call.operation.path, kind, call.path_parameters)
        return {"If-Match": answer.headers["etag"][0]} if "etag" in answer.headers else {}


def filled(operation, parts, fields):
    """A call with a form filled in, as far as its description goes."""
    needed = {one["name"]: value(one) for one in fields if one.get("required")}
    other = {one["name"]: value(one) for one in fields if not one.get("required")}
    kinds = [one.media_type for one in operation.body]
    return st.fixed_dictionaries(needed, optional=other).map(
        lambda body: operation.Case(
            path_parameters=dict(parts), body=body, media_type=(kinds or ["application/json"])[0]
        )
    )


def value(field):
    """Something that a field may be sent."""
    if "fields" in field:
        cells = {one["name"]: value(one) for one in field["fields"]}
        return st.lists(st.fixed_dictionaries(cells), max_size=3)
    kinds = {
        "date": st.dates().map(str),
        "date or date and time": st.datetimes().map(lambda at: at.isoformat()),
        "number": st.integers(-5, 10**6),
        "true or false": st.booleans(),
        "file": st.sampled_from([hostile.PDF, hostile.SVG, b"Seen at home"]),
    }
    one = st.sampled_from([found["value"] for found in field.get("choices") or [{"value": ""}]])
    if field["type"] == "list":
        return st.lists(one, max_size=3)
    usual = one if field.get("choices") else kinds.get(field["type"], st.text(max_size=80))
    return st.one_of(usual, usual, usual, st.text(max_size=80), st.none())


@pytest.mark.parametrize("kind", ["everything", "narrow", "nobody"])
def test_every_answer_is_as_documented(operations, world, broken, kind):
    statuses = []
    sent = Calls(operations, world)

    @hypothesis.seed(seed())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(call=sent.any())
    def every_call(call):
        with undone():
            headers = {**world.headers(kind), **sent.version_of(call, kind)}
            answer = call.call_and_validate(headers=headers, checks=CHECKS)
        assert broken == [], call.as_curl_command()
        statuses.append(answer.status_code)

    print(f"ECINS_SEED={seed()}")  # noqa: T201 - to send the same again
    every_call()
    if kind != "nobody":
        # Of few calls at random, all may be refused to a program with few scopes.
        statuses.append(sent.read(LOG, kind, world.places[LOG]).status_code)
    print(Counter(statuses))  # noqa: T201 - what it came to

    assert len(statuses) >= EXAMPLES
    if kind == "nobody":
        # An address that cannot be, or a header, may be refused before the key is.
        assert set(statuses) <= {401, 404, 400, 415}
        assert statuses.count(401) > EXAMPLES / 2
    else:
        assert set(statuses) & {200, 201}
