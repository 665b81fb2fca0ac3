"""The OpenAPI document: valid, complete, and open to whoever may call."""

from openapi_spec_validator import validate

from api.scopes import CODES
from api.tests.factories import program_of


def test_the_document_is_valid_and_has_every_address(program):
    told = program.get("/api/v1/schema/").json()

    validate(told)
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]["/api/v1/profiles/{uuid}/log/"]) == {"get", "post"}
    assert set(told["paths"]["/api/v1/profiles/{uuid}/"]) == {"get", "patch"}
    assert "/api/v1/token/" in told["paths"]


def test_every_scope_that_is_asked_for_exists(program):
    told = program.get("/api/v1/schema/").json()

    asked = {
        scope
        for operations in told["paths"].values()
        for operation in operations.values()
        for way in operation["security"]
        for scope in way.get("oauth2", [])
    }
    assert asked
    assert asked <= CODES


def test_a_client_without_any_scope_of_records_reads_it(cast):
    narrow = program_of(cast.police, scopes=["statistics:read"])

    assert narrow.program.get("/api/v1/schema/").status_code == 200
    assert narrow.program.get("/api/v1/profiles/").status_code == 403
