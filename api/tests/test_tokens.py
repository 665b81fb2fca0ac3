"""Tokens: got by a key for half an hour, with the scopes that were asked for."""

import pytest
from django.utils import timezone

from api import services
from api.models import AccessToken
from api.tests.factories import ask_token, opens, token_of


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


def test_a_token_is_asked_for_by_post_and_form_alone(police_client):
    http = police_client.program.http

    assert http.get("/api/v1/token/").status_code == 405
    assert http.post("/api/v1/token/", {}, content_type="application/json").status_code == 415
    assert http.post("/api/v1/token/?client_secret=x", {}).status_code == 415
