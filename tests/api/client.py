"""A program that knows of the API what its published document says, and nothing else.

It calls operations by their ids, gets a token as the document says, and holds each call and each
answer against the document. It names no address but that of the document.

    police = Documented(program_of(cast.police))
    entry = police.told("post_profiles_one_log", uuid=person.uuid, body={…})
    police.refused(404, "get_profiles_one", uuid=hidden.uuid)
"""

import functools
import json
import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from openapi_schema_validator import OAS31Validator, oas31_format_checker

DOCUMENT = "/api/v1/schema/"
JSON, PROBLEM, FORM = (
    "application/json",
    "application/problem+json",
    "application/x-www-form-urlencoded",
)
PARTS = "multipart/form-data"
# What these answer depends on the call: the rest has no field that is not in the document.
OPEN = {"Problem", "Form", "Elsewhere"}


class Answer(NamedTuple):
    """What was answered, and the version it is."""

    status: int
    told: Any
    headers: Any

    @property
    def etag(self):
        return self.headers["ETag"]


@dataclass(frozen=True)
class Operation:
    """One operation of the document."""

    path: str
    method: str
    said: dict[str, Any]
    document: dict[str, Any]

    def holds(self, schema, value):
        """Raises AssertionError for a value that does not fit its schema."""
        whole = {**schema, "components": self.document["components"]}
        wrong = OAS31Validator(whole, format_checker=oas31_format_checker).iter_errors(value)
        found = [in_words(leaf) for one in wrong for leaf in leaves(one)]
        assert not found, f"{self.said['operationId']}: {found}"

    def resolved(self, part):
        """What a part of the document refers to."""
        steps = part["$ref"].split("/")[1:] if "$ref" in part else []
        return functools.reduce(dict.get, steps, self.document) if steps else part

    @functools.cached_property
    def parameters(self):
        """Each parameter by its place and name."""
        found = [self.resolved(one) for one in self.said.get("parameters", ())]
        return {(one["in"], one["name"]): one for one in found}

    def check_parameters(self, place, sent):
        """What is sent there is documented and fits; what is needed is sent."""
        known = {name: one for (where, name), one in self.parameters.items() if where == place}
        assert set(sent) <= set(known), (
            f"{self.said['operationId']} has no {set(sent) - set(known)}"
        )
        needed = {name for name, one in known.items() if one.get("required")}
        assert needed <= set(sent), f"{self.said['operationId']} needs {needed - set(sent)}"
        for name, value in sent.items():
            self.holds(known[name]["schema"], value)

    @property
    def body(self):
        """The type of the body, and its schema."""
        ((kind, told),) = self.said["requestBody"]["content"].items()
        return kind, told["schema"]

    def check_answer(self, answer, *, in_part=False):
        """Its status, type and content are as documented; the whole, unless fields were named."""
        status = str(answer.status_code)
        assert status in self.said["responses"], f"{self.said['operationId']}: {answer.content}"
        content = self.said["responses"][status].get("content", {})
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if not content:
            return
        assert kind in content or "*/*" in content, (self.said["operationId"], status, kind)
        if kind.endswith("json"):
            schema = content[kind]["schema"]
            self.holds(schema if in_part else whole(schema), answer.json())
        if status == "201":
            assert answer.headers["Location"]


def whole(schema):
    """What an answer is as long as no fields are named."""
    if isinstance(schema, list):
        kept = [one for one in schema if not str(one.get("$ref", "")).endswith("InPart")]
        return [whole(one) for one in kept]
    if not isinstance(schema, dict):
        return schema
    return {
        key: whole(one) if key in ("anyOf", "properties", "results", "items") else one
        for key, one in schema.items()
    }


def in_json(value):
    """A value as its schema has it: of a file, that it is one."""
    return value.name if hasattr(value, "read") else value


def leaves(problem):
    """What is wrong, of each of the shapes that a value may have."""
    if not problem.context:
        return [problem]
    return [leaf for one in problem.context for leaf in leaves(one)]


def in_words(problem):
    return f"{'/'.join(map(str, problem.absolute_path))}: {problem.message[:300]}"


def closed(document):
    """The document, strict: a shape has the fields that it names, and no other."""
    document = deepcopy(document)
    for name, schema in document["components"]["schemas"].items():
        if "properties" in schema and name not in OPEN:
            schema.setdefault("additionalProperties", False)
    return document


class Documented:
    """A program with its token; with `session`, somebody who is signed in."""

    def __init__(self, found=None, *, session=None, scope="", on_behalf_of=""):
        self.http, self.headers = Client(), {}
        if session is not None:
            self.http.force_login(session)
        else:
            self.headers["Authorization"] = f"Bearer {found.secret}"
        self.document = closed(self.http.get(DOCUMENT, headers=self.headers).json())
        if session is None:
            self.headers = {"Authorization": f"Bearer {self.token(found, scope)}"}
        if on_behalf_of:
            self.headers["On-Behalf-Of"] = on_behalf_of

    def token(self, found, scope):
        sent = {"grant_type": "client_credentials", "client_id": str(found.client.uuid)}
        sent |= {"client_secret": found.secret, **({"scope": scope} if scope else {})}
        return self.told("post_token", body=sent)["access_token"]

    @functools.cached_property
    def operations(self):
        """Every operation by its id."""
        return {
            said["operationId"]: Operation(path, method, said, self.document)
            for path, methods in self.document["paths"].items()
            for method, said in methods.items()
        }

    # ---- Calling --------------------------------------------------------------------------
    def call(self, name, *, body=None, query=None, headers=None, wrong=False, **at):
        """Call one operation; `wrong` for what the document says cannot be sent."""
        one, query, headers = self.operations[name], query or {}, headers or {}
        at = {key: str(value) for key, value in at.items()}
        if not wrong:
            one.check_parameters("path", at)
            one.check_parameters("query", query)
            one.check_parameters("header", headers)
        sent = self.sent(one, body, wrong)
        answer = self.http.generic(
            one.method.upper(),
            one.path.format(**at),
            query_params=query,
            headers={**self.headers, **headers},
            **sent,
        )
        one.check_answer(answer, in_part="fields" in query)
        kind = answer.headers.get("Content-Type", "")
        told = answer.json() if kind.partition(";")[0] in (JSON, PROBLEM) else answer
        return Answer(answer.status_code, told, answer.headers)

    def sent(self, one, body, wrong):
        """The body as it is sent, which fits the document."""
        if "requestBody" not in one.said:
            return {}
        kind, schema = one.body
        body = body or {}
        if not wrong:
            one.holds(schema, {name: in_json(value) for name, value in body.items()})
        if kind == PARTS:
            return {"data": encode_multipart(BOUNDARY, body), "content_type": MULTIPART_CONTENT}
        return {
            "data": urlencode(body) if kind == FORM else json.dumps(body),
            "content_type": kind,
        }

    def done(self, name, **how):
        """The answer to a call that succeeds."""
        answer = self.call(name, **how)
        assert answer.status in (200, 201), (name, answer.status, answer.told)
        return answer

    def told(self, name, **how):
        """What a call that succeeds tells."""
        return self.done(name, **how).told

    def refused(self, status, name, **how):
        """The problem with a call that is refused, in plain words."""
        answer = self.call(name, **how)
        assert answer.status == status, (name, answer.status, answer.told)
        return answer.told

    def changed(self, name, *, body, **at):
        """Change what was read just now."""
        read = self.done(name.replace("patch", "get", 1), **at)
        return self.told(name, body=body, headers={"If-Match": read.etag}, **at)

    # ---- Addresses that answers name ------------------------------------------------------
    def at(self, address, method="get"):
        """The operation of an address that an answer named, with its parts."""
        path = urlsplit(address).path
        for name, one in sorted(self.operations.items(), key=lambda item: item[1].path.count("{")):
            shape = re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", re.escape(one.path))
            found = re.fullmatch(shape, path)
            if found and one.method == method:
                return name, found.groupdict()
        raise AssertionError(f"{address} is not in the document")

    def follow(self, address):
        """Read what an answer says is there."""
        name, parts = self.at(address)
        return self.told(name, query=dict(parse_qsl(urlsplit(address).query)), **parts)

    def change(self, address, body):
        """Change what an answer says is there."""
        name, parts = self.at(address, "patch")
        return self.changed(name, body=body, **parts)

    def choice(self, name, field, label, **at):
        """The value of the choice with this label, as the description of a form offers it."""
        (asked,) = [one for one in self.told(name, **at)["fields"] if one["name"] == field]
        found = [one["value"] for one in asked["choices"] if label in one["label"]]
        assert found, (label, asked["choices"])
        return found[0]
