"""The OpenAPI document: valid, complete, and open to everyone who may call."""

import json

import pytest
from drf_spectacular.drainage import GENERATOR_STATS
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from api.schema import Generator
from api.scopes import CODES
from api.tests.calls import PEOPLE, log_of, one
from api.tests.factories import program_of
from core.periods import PERIODS
from home.search.rows import KINDS


def test_the_document_is_valid_and_has_every_address(program):
    told = program.get("/api/v1/schema/").json()

    OpenAPIV31SpecValidator(told).validate()
    assert told["openapi"] == "3.1.0"
    assert set(told["paths"]["/api/v1/profiles/{uuid}/log/"]) == {"get", "post"}
    assert set(told["paths"]["/api/v1/profiles/{uuid}/"]) == {"get", "patch"}
    assert "/api/v1/token/" in told["paths"]


def test_no_type_is_guessed_and_no_name_is_used_twice(db):
    GENERATOR_STATS.reset()

    with GENERATOR_STATS.silence():
        made = Generator().get_schema(request=None, public=True)

    assert not GENERATOR_STATS
    ids = [one["operationId"] for path in made["paths"].values() for one in path.values()]
    assert len(ids) == len(set(ids)) > 200


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


def test_every_call_that_acts_takes_a_key_for_one_time(program):
    paths = program.get("/api/v1/schema/").json()["paths"]
    key = {"$ref": "#/components/parameters/IdempotencyKey"}

    without = {
        path
        for path, told in paths.items()
        if "post" in told and key not in told["post"].get("parameters", [])
    }

    assert without == {"/api/v1/token/", "/api/v1/missing/{uuid}/briefing/"}
    for path, status in (("/api/v1/tasks/{uuid}/comment/", "200"), ("/api/v1/tasks/", "201")):
        headers = paths[path]["post"]["responses"][status]["headers"]
        assert "Idempotency-Replayed" in headers
        assert ("Location" in headers) == (status == "201")


def test_what_can_be_answered_anywhere_is_said_everywhere(program):
    told = program.get("/api/v1/schema/").json()
    operations = [one for path in told["paths"].values() for one in path.values()]

    assert all({"429", "503"} <= one["responses"].keys() for one in operations)
    token = told["paths"]["/api/v1/token/"]["post"]["responses"]
    assert {"200", "400", "401", "405", "413", "415"} <= token.keys()
    for status in ("429", "503"):
        assert token[status]["headers"].keys() == {"Retry-After"}


def test_a_version_is_promised_where_it_is_sent(program):
    answer = program.get("/api/v1/schema/")
    paths = answer.json()["paths"]

    assert program.get("/api/v1/schema/", **{"if-none-match": answer["ETag"]}).status_code == 304
    assert "304" in paths["/api/v1/schema/"]["get"]["responses"]
    briefing = paths["/api/v1/missing/{uuid}/briefing/"]
    assert "ETag" not in briefing["post"]["responses"]["200"]["headers"]
    assert "304" not in paths["/api/v1/docs/"]["get"]["responses"]
    assert "ETag" not in program.get("/api/v1/docs/")


def test_a_client_without_any_scope_of_records_reads_it(cast):
    narrow = program_of(cast.police, scopes=["statistics:read"])

    assert narrow.program.get("/api/v1/schema/").status_code == 200
    assert narrow.program.get("/api/v1/profiles/").status_code == 403


def test_an_answer_in_part_has_the_fields_of_the_whole_and_needs_none(program):
    told = program.get("/api/v1/schema/").json()

    def shape(path):
        answer = told["paths"][path]["get"]["responses"]["200"]
        schema = answer["content"]["application/json"]["schema"]
        return schema.get("properties", {}).get("results", {}).get("items", schema)["anyOf"]

    for path in ("/api/v1/profiles/", "/api/v1/profiles/{uuid}/"):
        whole, part = (
            told["components"]["schemas"][one["$ref"].rpartition("/")[2]] for one in shape(path)
        )
        assert whole["properties"] == part["properties"]
        assert whole["required"]
        assert "required" not in part


@pytest.mark.parametrize("act", ["approve", "return", "restrict", "exclude"])
def test_what_managers_do_on_pages_has_no_address(program, act):
    paths = program.get("/api/v1/schema/").json()["paths"]

    assert [path for path in paths if path.endswith(f"/{act}/")] == []


def test_from_the_first_address_everything_is_found(program):
    told = program.get("/api/v1/").json()

    assert told.keys() == {"documentation", "schema", "token"}
    assert program.get(told["schema"]).json()["openapi"].startswith("3.1")
    assert program.get(told["documentation"]).status_code == 200
    assert "/api/v1/" in program.get(told["schema"]).json()["paths"]


def test_a_time_of_day_is_in_uk_time_and_no_time_of_rfc_3339(program):
    """Which wants an offset: 16:00:00 is none."""
    schemas = program.get("/api/v1/schema/").json()["components"]["schemas"]

    said = schemas["Contact"]["properties"]["happened_at"]

    assert said["description"] == "In UK time"
    assert set(said["type"]) == {"string", "null"}
    assert '"format":"time"' not in json.dumps(schemas, separators=(",", ":"))


def test_a_problem_and_a_form_say_their_shape(program, person, cast):
    components = program.get("/api/v1/schema/").json()["components"]

    def check(name, value):
        whole = {"$ref": f"#/components/schemas/{name}", "components": components}
        OAS31Validator(whole).validate(value)
        said = components["schemas"][name]["properties"]
        assert value.keys() <= said.keys()
        return said

    narrow = program_of(cast.police, scopes=["log:read"]).program
    check("Problem", narrow.get(one(person)).json())
    sent = {"surname": person.surname, "forenames": person.forenames, "sex": "male"}
    sent |= {"born_on": str(person.born_on), "team": str(cast.police.uuid)}
    clash = program.post(PEOPLE, sent).json()
    check("Problem", clash)
    assert check("Duplicate", clash["duplicates"][0]).keys() == clash["duplicates"][0].keys()
    for address in (f"{log_of(person)}new/", f"{PEOPLE}new/", "/api/v1/referrals/new/"):
        form = program.get(address).json()
        check("Form", form)
        for field in form["fields"]:
            check("FormField", field)


def parameters(program, path):
    told = program.get("/api/v1/schema/").json()["paths"][path]["get"]["parameters"]
    return {one["name"]: one for one in told if "name" in one}


def test_each_parameter_says_what_it_is(program):
    paths = program.get("/api/v1/schema/").json()["paths"]

    unsaid = [
        (path, one["name"])
        for path, methods in paths.items()
        for one in methods.get("get", {}).get("parameters", [])
        if one.get("in") == "query" and not one["description"]
    ]

    assert unsaid == []


@pytest.mark.parametrize(
    ("path", "name", "values"),
    [
        ("tasks/", "tab", ["mine", "team", "unassigned", "hold", "sent", "done", "all"]),
        ("tasks/", "due", ["overdue", "soon"]),
        ("handovers/", "tab", ["mine", "team", "over"]),
        ("referrals/", "tab", ["mine", "team", "received", "advice", "closed"]),
        ("alerts/", "state", ["new", "team", "snoozed", "done"]),
        ("profiles/", "sort", ["name", "-name", "-activity"]),
        ("statistics/{key}/", "period", list(PERIODS)),
        ("search/", "kind", list(KINDS)),
    ],
)
def test_a_parameter_names_the_values_that_are_the_same_for_everybody(program, path, name, values):
    assert parameters(program, f"/api/v1/{path}")[name]["schema"]["enum"] == values


def test_a_parameter_says_how_days_flags_and_teams_are_sent(program):
    people, log = (
        parameters(program, path) for path in ("/api/v1/profiles/", "/api/v1/profiles/{uuid}/log/")
    )

    assert log["since"]["schema"] == {"type": "string", "format": "date"}
    assert log["todo"]["schema"] == {"type": "boolean"}
    assert people["team"]["description"] == "Managed by: ours, shared, or the uuid of a team"
