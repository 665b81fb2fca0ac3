"""Tokens: got by a key for half an hour, with the scopes that were asked for."""

import pytest
from django.utils import timezone

from api import services
from api.middleware import NO_USE, TOKEN_ENDED
from api.models import AccessToken
from api.tests.factories import Program, ask_token, opens, program_of, token_of


def test_a_token_has_what_was_asked_for_and_no_more(police_client):
    answer = ask_token(police_client, scope="log:read")
    token = answer.json()

    assert (token["token_type"], token["expires_in"], token["scope"]) == (
        "Bearer",
        1800,
        "log:read",
    )
    assert answer["Cache-Control"] == "no-store"
    assert opens(token["access_token"]) == 403


def test_a_token_runs_out(police_client):
    token = token_of(police_client)

    AccessToken.objects.update(expires_at=timezone.now())

    assert opens(token) == 401
    assert services.forget_calls() == 1


@pytest.mark.parametrize(
    ("sent", "status", "error"),
    [
        ({"client_secret": "wrong"}, 401, "invalid_client"),
        ({"client_id": "00000000-0000-0000-0000-000000000000"}, 401, "invalid_client"),
        ({"grant_type": "password"}, 400, "unsupported_grant_type"),
        ({"scope": "people:burn"}, 400, "invalid_scope"),
    ],
)
def test_what_is_no_request_for_a_token(police_client, sent, status, error):
    answer = ask_token(police_client, **sent)

    assert (answer.status_code, answer.json()["error"]) == (status, error)
    assert answer.json()["error_description"].endswith(".")


def test_a_request_that_lacks_something_says_what(police_client):
    answer = ask_token(police_client, grant_type="")

    assert "grant type" in answer.json()["error_description"]


def test_who_tried_basic_is_asked_for_basic(police_client):
    tried = {"authorization": "Basic eDp5"}
    kind = "application/x-www-form-urlencoded"

    answer = police_client.program.http.post(
        "/api/v1/token/", "grant_type=client_credentials", content_type=kind, headers=tried
    )

    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, 'Basic realm="E-CINS"')


def test_a_token_is_a_call_of_the_minute(cast, counting):
    found = program_of(cast.police, a_minute=1)

    got, refused = ask_token(found), ask_token(found)

    assert (got.status_code, got["RateLimit"]) == (200, '"client";r=0;t=20')
    assert (refused.status_code, refused["RateLimit"]) == (429, '"client";r=0;t=20')
    assert refused["RateLimit-Policy"] == '"client";q=1;w=60'


def test_a_token_that_ended_says_where_the_next_one_is(police_client):
    token = token_of(police_client)
    AccessToken.objects.update(expires_at=timezone.now())

    ended = Program(token).get("/api/v1/profiles/")
    wrong_key = Program("ecins_k_wrong").get("/api/v1/profiles/")

    assert (ended.status_code, ended.json()["detail"]) == (401, TOKEN_ENDED)
    assert wrong_key.json()["detail"] == NO_USE


def test_without_any_key_it_says_what_to_send(client, db):
    answer = client.get("/api/v1/profiles/").json()

    assert answer["type"].endswith("#unauthorised")
    assert "Authorization: Bearer" in answer["detail"]


def test_a_token_is_asked_for_by_post_and_form_alone(police_client):
    http = police_client.program.http

    assert http.get("/api/v1/token/").status_code == 405
    assert http.post("/api/v1/token/", {}, content_type="application/json").status_code == 415
    assert http.post("/api/v1/token/?client_secret=x", {}).status_code == 415
