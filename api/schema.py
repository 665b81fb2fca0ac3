"""The OpenAPI document, read from what the views declare: filters, forms, serializers, scopes."""

import functools
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import modelform_factory
from django.urls import get_resolver
from django.utils.choices import flatten_choices
from drf_spectacular.generators import EndpointEnumerator, SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from api.describing import hint_of
from api.documents import COMPONENTS, DESCRIPTION, HEADERS, PARAMETERS, TOKEN_PATH, problem
from api.parameters import AFTER, FIELDS, LIMIT, MOST_ROWS, kept_names
from api.scopes import IN_WORDS
from api.sending import MOST_CHOICES, SEVERAL, Beside, taken_by_class
from api.uploading import MULTIPART
from core.fields import LenientDateField, MomentField
from core.filters import DateFilter, Filter, TickFilter
from core.forms import ModelForm
from core.paging import PAGE_SIZE

KEYS = {"uuid", "child", "grant"}
DOCUMENTED = {"GET", "POST", "PATCH"}
IN_PART = "InPart"
OBJECT: dict[str, Any] = {"type": "object"}
FORM = {"$ref": "#/components/schemas/Form"}
LIST: dict[str, Any] = {
    "type": "array",
    "items": {"type": "string"},
    "maxItems": MOST_CHOICES,
}
NO_VALUES: Mapping[str, str] = {}
ROWS = {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": PAGE_SIZE}
TEXT_OR_NONE: dict[str, Any] = {"type": ["string", "null"]}


class Enumerator(EndpointEnumerator):
    """Each address with the methods that it takes, also those that another class answers."""

    def get_allowed_methods(self, callback: Any) -> list[str]:
        view = callback.cls(**callback.initkwargs)
        return [method for method in view.allowed_methods if method in DOCUMENTED]


class Generator(SchemaGenerator):
    """Asks of each method the class that answers it."""

    endpoint_inspector_cls = Enumerator

    def create_view(self, callback: Any, method: str, request: Any = None) -> Any:
        writer = callback.initkwargs.get("others", {}).get(method)
        return super().create_view(writer.as_view() if writer else callback, method, request)


class KitSchema(AutoSchema):
    """One operation, from the declarations of its view."""

    def get_operation_id(self) -> str:
        words = re.sub(r"\{[^}]*\}", "one", self.path.removeprefix("/api/v1/"))
        return "_".join([self.method.lower(), *filter(None, re.split(r"[^a-z]+", words))])

    def get_summary(self) -> str:
        doc = (type(self.view).__doc__ or "").strip()
        if self.is_description:
            return "The fields that this takes, and what may be chosen"
        return self.view.summary or doc.split("\n")[0].rstrip(".")

    def get_description(self) -> str:
        scope = self.scope
        return f"Scope `{scope}`: {IN_WORDS[scope].lower()}." if scope else "For every client."

    def get_tags(self) -> list[str]:
        return [self.view.resource or "api"]

    @property
    def is_description(self) -> bool:
        return self.method == "GET" and hasattr(self.view, "takes")

    @property
    def scope(self) -> str:
        return str(self.view.scope_for(self.method))

    def get_auth(self) -> list[dict[str, list[str]]]:
        scopes = [self.scope] if self.scope else []
        return [{"oauth2": scopes}, {"key": []}, {"session": []}][: 3 if self.reads else 2]

    @property
    def reads(self) -> bool:
        return self.method == "GET"

    @property
    def takes_key(self) -> bool:
        """Is it done once for each Idempotency-Key?"""
        return self.method == "POST" and self.view.keyed

    @property
    def has_version(self) -> bool:
        """Does an answer say its version? A description of fields does, also that of a file."""
        return self.is_description or bool(self.view.has_version)

    # ---- What is asked --------------------------------------------------------------------
    def _get_parameters(self) -> list[dict[str, Any]]:
        names = re.findall(r"\{(\w+)\}", self.path)
        found = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "schema": {"type": "string", "format": "uuid"}
                if name in KEYS
                else {"type": "string"},
            }
            for name in names
        ]
        if self.reads and not self.is_description:
            found += [_query(FIELDS, "Names of fields, with commas: the answer has no others")]
            found += self._of_list()
        refs = ["OnBehalfOf", *(["IfNoneMatch"] if self.reads and self.has_version else [])]
        if self.takes_key:
            refs.append("IdempotencyKey")
        if self.method == "PATCH":
            refs.append("IfMatch")
        return [*found, *({"$ref": f"#/components/parameters/{ref}"} for ref in refs)]

    def _of_list(self) -> list[dict[str, Any]]:
        known = self._known()
        if not hasattr(self.view, "row"):
            return [known[name] for name in self.view.queries]
        filters = getattr(self.view, "filters", None)
        names = [part.name for part in filters.filters] if filters else []
        if filters:
            names += [*(["sort"] if filters.orders else []), *kept_names(filters)]
        return [known[name] for name in (AFTER, LIMIT, *names, *self.view.queries)]

    def _known(self) -> dict[str, dict[str, Any]]:
        """Each parameter that its filters or the view itself describe, by name."""
        found = {
            AFTER: _query(AFTER, "The cursor of the page before, from `next`"),
            LIMIT: {**_query(LIMIT, "How many rows a page has"), "schema": ROWS},
        }
        if filters := getattr(self.view, "filters", None):
            found |= {part.name: _of_filter(part) for part in filters.filters}
            found["sort"] = _query("sort", "The order. Without it, the first", filters.orders)
        own = self.view.parameters.items()
        return found | {name: _query(name, one.words, one.values) for name, one in own}

    def _get_request_body(self, direction: str = "request") -> dict[str, Any] | None:
        if self.reads:
            return None
        schema = body_of(self.view, keeps=self.method == "PATCH")
        needed = "required" in schema
        kind = MULTIPART if getattr(self.view, "takes_file", False) else "application/json"
        return {"required": needed, "content": {kind: {"schema": schema}}}

    # ---- What is answered -----------------------------------------------------------------
    def _get_response_bodies(self, direction: str = "response") -> dict[str, Any]:
        status = str(getattr(self.view, "done", 200)) if self.method == "POST" else "200"
        headers = [
            *HEADERS["always"],
            *(HEADERS["version"] if self.has_version else []),
            *(HEADERS["created"] if status == "201" else []),
            *(HEADERS["keyed"] if self.takes_key else []),
        ]
        found = {
            status: {
                "description": "Done" if not self.reads else "What was asked for",
                "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in headers},
                "content": self._content(),
            }
        }
        if self.reads and self.has_version:
            found["304"] = {"description": "The version of If-None-Match is the latest"}
        return found | {str(code): problem(code) for code in self._problems()}

    def _content(self) -> dict[str, Any]:
        if getattr(self.view, "is_file", False) and not self.is_description:
            return {self.view.media_type: {"schema": {}}}
        return {"application/json": {"schema": self._told()}}

    def _problems(self) -> list[int]:
        found = [400, 401, 403, 404, 406, 429, 503]
        if not self.reads:
            found += [405, 413, 415, 422]
        if self.method == "PATCH":
            found += [412, 428]
        if getattr(self.view, "conflicts", False):
            found.append(409)
        return sorted(found)

    def _told(self) -> dict[str, Any]:
        if self.is_description:
            return FORM
        if not self.reads:
            return self._outcome()
        return self._told_by(self.view)

    def _outcome(self) -> dict[str, Any]:
        """What the address of the outcome tells; to who may not read there, the address alone."""
        by_name = {one.name: one.callback.view_class for one in _patterns()}
        names = self.view.outcomes or (self.view.shown_at,)
        told = [self._told_by(by_name[name.partition(":")[2]]) for name in names]
        return {"anyOf": [*told, {"$ref": "#/components/schemas/Elsewhere"}]}

    def _told_by(self, view: Any) -> dict[str, Any]:
        if hasattr(view, "takes"):
            return FORM
        if hasattr(view, "row"):
            return {
                "type": "object",
                "required": ["count", "next", "results"],
                "properties": {
                    "count": {"type": "string", "description": "Such as 7, or 1,000+"},
                    "next": {"type": ["string", "null"], "description": "The next page"},
                    "results": {"type": "array", "items": self._ref(view.row)},
                },
            }
        return self._ref(view.answers) if view.answers else OBJECT

    def _ref(self, serializer: Any) -> dict[str, Any]:
        found: dict[str, Any] = self.resolve_serializer(serializer(), "response").ref
        return found


def _patterns() -> Any:
    """The addresses of the API."""
    return get_resolver().namespace_dict["api"][1].url_patterns


def _query(name: str, words: str, values: Mapping[str, str] = NO_VALUES) -> dict[str, Any]:
    listed = "; ".join(f"{value}: {meant}" for value, meant in values.items())
    schema = {"type": "string", **({"enum": [*values]} if values else {})}
    return {
        "name": name,
        "in": "query",
        "description": ". ".join(filter(None, [words, listed])),
        "schema": schema,
    }


def _of_filter(part: type[Filter]) -> dict[str, Any]:
    """A filter of a list: what it is about, and the values that are the same for everybody."""
    words = f"{part.label}: {part.taken}" if part.taken else part.label
    choices = getattr(part, "choices", None)
    values = dict(choices) if isinstance(choices, list | tuple) else NO_VALUES
    told = _query(part.name, words, values)
    if issubclass(part, DateFilter):
        return {**told, "schema": {"type": "string", "format": "date"}}
    return {**told, "schema": {"type": "boolean"}} if issubclass(part, TickFilter) else told


# ---- Forms --------------------------------------------------------------------------------------
def form_class_of(view: Any) -> Any:
    """The form of a view, as far as its class says."""
    if getattr(view, "form_class", None):
        return view.form_class
    if getattr(view, "entry", None) and view.fields:
        return modelform_factory(view.entry, ModelForm, fields=view.fields)
    return None


def body_of(view: Any, *, keeps: bool) -> dict[str, Any]:
    """What may be sent, as a JSON schema; where nothing is named, fields that stay as they are."""
    found = form_class_of(view)
    if found is None:
        return {**OBJECT, "description": "Its fields depend on the record: GET names them."}
    fields = taken_by_class(found, view.takes)
    for name in (*view.leaves_out, *view.beside):
        fields.pop(name, None)
    told = {name: _field(field) for name, field in fields.items()}
    for name in view.varies:
        told[name].pop("enum", None)
    told |= {name: _beside(one) for name, one in view.beside.items()}
    required = [
        name
        for name, field in fields.items()
        if getattr(field, "required", False) and name not in view.sometimes
    ]
    schema = {
        **OBJECT,
        "additionalProperties": False,
        "properties": told,
    }
    return schema | ({"required": required} if required and not keeps else {})


def _field(field: Any) -> dict[str, Any]:
    if not isinstance(field, forms.Field):
        inner = {name: _field(one) for name, one in field.form.base_fields.items()}
        return {"type": "array", "items": {**OBJECT, "properties": inner}}
    schema = dict(_type(field))
    if not field.required and isinstance(schema.get("type"), str):
        schema["type"] = [schema["type"], "null"]
        if "enum" in schema:
            schema["enum"] = [*schema["enum"], "", None]
    words = " ".join(filter(None, [str(field.label or ""), hint_of(field)]))
    return schema | ({"description": words} if words else {})


def _beside(one: Beside) -> dict[str, Any]:
    kind = LIST if one.kind == "list" else TEXT_OR_NONE
    return {**kind, "description": one.words}


def _type(field: Any) -> dict[str, Any]:
    if isinstance(field, SEVERAL):
        return LIST
    if isinstance(field, forms.FileField):
        return {"type": "string", "format": "binary"}
    if isinstance(field, forms.ModelChoiceField):
        return {"type": "string"}
    if isinstance(field, forms.ChoiceField):
        values = [str(v) for v, _ in flatten_choices(field.choices) if v not in ("", None)]
        if values and all(value.isdigit() for value in values):
            return {"type": "integer", "enum": [int(value) for value in values]}
        return {"type": "string", **({"enum": values} if values else {})}
    if isinstance(field, MomentField):
        return {"type": "string", "examples": ["2026-11-30", "2026-11-30T16:00"]}
    if isinstance(field, LenientDateField):
        return {"type": "string", "format": "date"}
    if isinstance(field, forms.BooleanField):
        return {"type": "boolean"}
    if isinstance(field, forms.IntegerField):
        limits = {"minimum": field.min_value, "maximum": field.max_value}
        return {"type": "integer", **{k: v for k, v in limits.items() if v is not None}}
    longest = getattr(field, "max_length", None)
    return {"type": "string", **({"maxLength": longest} if longest else {})}


# ---- Answers in part ----------------------------------------------------------------------------
def allow_parts(found: dict[str, Any]) -> None:
    """Say of each answer that takes `fields` that it may have those fields alone."""
    for methods in found["paths"].values():
        said = methods.get("get", {})
        names = {one.get("name") for one in said.get("parameters", [])}
        content = said.get("responses", {}).get("200", {}).get("content", {})
        told = content.get("application/json", {})
        if FIELDS not in names or "schema" not in told:
            continue
        rows = told["schema"].get("properties", {}).get("results")
        if rows is not None:
            rows["items"] = _or_in_part(rows["items"], found["components"]["schemas"])
        else:
            told["schema"] = _or_in_part(told["schema"], found["components"]["schemas"])


def _or_in_part(schema: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """A shape, or as much of it as `fields` names."""
    name = schema.get("$ref", "").rpartition("/")[2]
    if not name:
        return schema
    words = f"What `fields` names of {name}. Without `fields`, the answer is the whole."
    known[f"{name}{IN_PART}"] = {
        **{key: part for key, part in known[name].items() if key != "required"},
        "description": words,
    }
    return {"anyOf": [schema, {"$ref": f"{schema['$ref']}{IN_PART}"}]}


# ---- The document -------------------------------------------------------------------------------
@functools.cache
def document() -> dict[str, Any]:
    """The whole, the same for everybody; made once a process."""
    found: dict[str, Any] = Generator().get_schema(request=None, public=True)
    found["info"]["description"] = DESCRIPTION
    found["paths"]["/api/v1/token/"] = TOKEN_PATH
    components = found.setdefault("components", {})
    allow_parts(found)
    for name, parts in {**COMPONENTS, "parameters": PARAMETERS}.items():
        components[name] = {**components.get(name, {}), **parts}
    return found
