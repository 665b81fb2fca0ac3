"""The parts of the OpenAPI document that are the same for every address."""

from typing import Any

from django.conf import settings

from api.scopes import IN_WORDS

DESCRIPTION = """\
What the pages of E-CINS show and do, as JSON, by the same rule and into the same log.

A client gets exactly what its team may see, within its scopes. What it may not see answers like
what does not exist: 404. Every call is recorded, with the client and the person for whom it was
made.
"""
HEADERS = {
    "always": ["RateLimit", "RateLimit-Policy"],
    "version": ["ETag"],
    "created": ["Location"],
    "keyed": ["Idempotency-Replayed"],
}
RETRY = "Retry-After"
TEXT = {"type": "string"}
WORDS = {
    400: "The call cannot be read: a parameter, a header, a field or a type",
    401: "No key, or one that opens nothing",
    403: "A scope is missing, or the rule does not allow this; the detail says why",
    404: "There is nothing here that this client can see",
    405: "The address does not take this method",
    406: "There is only application/json",
    409: "It clashes with what is there; the answer says with what",
    412: "Somebody changed it since it was read",
    413: "The body is too large",
    415: "The body is of another type than this address takes",
    422: "A field is missing, or its value cannot be saved",
    428: "If-Match is missing",
    429: "Too many calls in this minute; Retry-After says when to go on",
    503: "The database does not answer; Retry-After says when to go on",
}
# The kinds of value that the fields of a form take (`api.describing.type_of`).
FIELD_TYPES = ["text", "number", "true or false", "date", "date or date and time", "list", "file"]
# Answers after which the same call is sent again, and when.
LATER = (429, 503)


def problem(status: int) -> dict[str, Any]:
    """An answer that refuses."""
    schema = {"$ref": "#/components/schemas/Problem"}
    told = {
        "description": WORDS[status],
        "content": {"application/problem+json": {"schema": schema}},
    }
    if status in LATER:
        told["headers"] = {RETRY: {"$ref": f"#/components/headers/{RETRY}"}}
    return told


def _header(words: str) -> dict[str, Any]:
    return {"description": words, "schema": TEXT}


def _parameter(name: str, words: str, *, required: bool = False) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": required,
        "description": words,
        "schema": TEXT,
    }


def _by_oauth(name: str) -> dict[str, Any]:
    """An answer of the shape that OAuth 2 has."""
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


PARAMETERS = {
    "OnBehalfOf": {
        **_parameter("On-Behalf-Of", "The partner’s own user for whom the client calls"),
        "schema": {"type": "string", "maxLength": 150},
    },
    "IfNoneMatch": _parameter("If-None-Match", "The ETag of the version that you have"),
    "IfMatch": _parameter(
        "If-Match", "The ETag of the version that the change is made to", required=True
    ),
    "IdempotencyKey": {
        **_parameter("Idempotency-Key", "The same call with the same key is done once"),
        "schema": {"type": "string", "maxLength": 200},
    },
}
COMPONENTS: dict[str, dict[str, Any]] = {
    "headers": {
        "ETag": _header("The version of this answer"),
        "RateLimit": _header("How many calls are left (r) for how many seconds (t)"),
        "RateLimit-Policy": _header("How many calls (q) there are in how many seconds (w)"),
        RETRY: _header("After how many seconds to send the same call again"),
        "Location": _header("The address of what was made"),
        "Idempotency-Replayed": _header("true, if it was done by an earlier call"),
    },
    "schemas": {
        "Problem": {
            "type": "object",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": {**TEXT, "description": "The kind of problem"},
                "title": TEXT,
                "status": {"type": "integer"},
                "detail": {**TEXT, "description": "What to do, in plain words"},
                "errors": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["field", "message"],
                        "properties": {"field": {"type": ["string", "null"]}, "message": TEXT},
                    },
                },
                "scope": {**TEXT, "description": "The scope that the client lacks"},
                "duplicates": {
                    "type": "array",
                    "description": "People who may be the one who was sent",
                    "items": {"$ref": "#/components/schemas/Duplicate"},
                },
            },
        },
        "Duplicate": {
            "type": "object",
            "required": ["uuid", "reference", "managed_by", "because"],
            "properties": {
                "uuid": {**TEXT, "format": "uuid"},
                "reference": TEXT,
                "managed_by": {**TEXT, "description": "The team that manages the record"},
                "because": {**TEXT, "description": "What is alike; empty if it may not be told"},
                "name": {**TEXT, "description": "Of a record that the client can read"},
            },
        },
        "Elsewhere": {
            "type": "object",
            "required": ["url"],
            "properties": {"url": {**TEXT, "description": "The address of the outcome"}},
            "additionalProperties": False,
        },
        "Form": {
            "type": "object",
            "required": ["fields"],
            "properties": {
                "fields": {"type": "array", "items": {"$ref": "#/components/schemas/FormField"}}
            },
        },
        "FormField": {
            "type": "object",
            "required": ["name", "label", "type"],
            "properties": {
                "name": TEXT,
                "label": TEXT,
                "type": {**TEXT, "enum": FIELD_TYPES},
                "required": {"type": "boolean"},
                "hint": TEXT,
                "max_length": {"type": "integer"},
                "choices": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["value", "label"],
                        "properties": {"value": TEXT, "label": TEXT},
                    },
                },
                "fields": {
                    "type": "array",
                    "description": "Of a list: the fields of each of its objects",
                    "items": {"$ref": "#/components/schemas/FormField"},
                },
            },
        },
        "Token": {
            "type": "object",
            "required": ["access_token", "token_type", "expires_in"],
            "properties": {
                "access_token": TEXT,
                "token_type": TEXT,
                "expires_in": {"type": "integer"},
                "scope": TEXT,
            },
        },
        "TokenProblem": {
            "type": "object",
            "required": ["error", "error_description"],
            "properties": {
                "error": {**TEXT, "description": "The code of OAuth 2, such as invalid_client"},
                "error_description": {**TEXT, "description": "What to do, in plain words"},
            },
        },
    },
    "securitySchemes": {
        "oauth2": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "/api/v1/token/", "scopes": IN_WORDS}},
        },
        "key": {"type": "http", "scheme": "bearer", "description": "A key, sent as it is"},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": settings.SESSION_COOKIE_NAME,
            "description": "People who are signed in, to read",
        },
    },
}
TOKEN_PATH = {
    "post": {
        "operationId": "post_token",
        "summary": "A token for half an hour, by client id and key",
        "tags": ["api"],
        "security": [{}],
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {
                        "type": "object",
                        "required": ["grant_type"],
                        "properties": {
                            "grant_type": {"const": "client_credentials"},
                            "client_id": TEXT,
                            "client_secret": {**TEXT, "description": "A key of the client"},
                            "scope": {**TEXT, "description": "Some of its scopes, with spaces"},
                        },
                    }
                }
            },
        },
        "responses": {
            "200": {
                "description": "The token",
                "headers": {
                    name: {"$ref": f"#/components/headers/{name}"} for name in HEADERS["always"]
                },
                "content": _by_oauth("Token"),
            },
            "400": {
                "description": "What OAuth 2 says is wrong with the request",
                "content": _by_oauth("TokenProblem"),
            },
            "401": {
                "description": "The client or its key is unknown, revoked or expired",
                "content": _by_oauth("TokenProblem"),
            },
            **{str(status): problem(status) for status in (405, 413, 415, 429, 503)},
        },
    }
}
