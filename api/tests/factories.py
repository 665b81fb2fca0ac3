"""Clients of the API for tests, and how they call."""

import datetime
import json
from types import SimpleNamespace

from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils import timezone

from agencies.models import Membership
from agencies.tests.factories import member
from api import services
from api.scopes import CODES


def in_days(number):
    return timezone.now() + datetime.timedelta(days=number)


def make_client(team, *, scopes=CODES, agreed=True, days=90, **fields):
    """A client of a team, made by one manager and begun by another."""
    client = services.create_client(
        team=team,
        by=member(team, Membership.Role.MANAGER),
        name=fields.pop("name", "Custody system"),
        scopes=sorted(scopes),
        expires_on=timezone.localdate() + datetime.timedelta(days=days),
        purpose=fields.pop("purpose", "Contacts made in custody"),
        contact=fields.pop("contact", "helpdesk@example.org"),
        **fields,
    )
    if agreed:
        client = services.agree_client(client=client, by=member(team, Membership.Role.MANAGER))
    return client


def make_key(client, *, days=30):
    """A key of a client: the row, and the secret."""
    return services.add_key(client=client, by=client.created_by, expires_at=in_days(days))


class Program:
    """A program that calls with a key."""

    def __init__(self, secret, **headers):
        self.http = Client()
        self.headers = {"authorization": f"Bearer {secret}", **headers}

    def call(self, method, address, body=None, query=None, **headers):
        sent = {} if body is None else {"data": json.dumps(body)}
        if query:
            sent["query_params"] = query
        kind = "application/json"
        return self.http.generic(
            method, address, headers={**self.headers, **headers}, content_type=kind, **sent
        )

    def get(self, address, query=None, **headers):
        return self.call("GET", address, query=query, **headers)

    def post(self, address, body=None, **headers):
        return self.call("POST", address, body if body is not None else {}, **headers)

    def send(self, address, parts, **headers):
        """Send parts, files among them."""
        return self.http.generic(
            "POST",
            address,
            data=encode_multipart(BOUNDARY, parts),
            content_type=MULTIPART_CONTENT,
            headers={**self.headers, **headers},
        )

    def patch(self, address, body=None, **headers):
        return self.call("PATCH", address, body if body is not None else {}, **headers)


def program_of(team, **fields):
    """A client with a key, and the program that calls with it."""
    client = make_client(team, **fields)
    key, secret = make_key(client)
    return SimpleNamespace(client=client, key=key, secret=secret, program=Program(secret))


def ask_token(found, **sent):
    """Ask for a token by a client’s id and key."""
    told = {
        "grant_type": "client_credentials",
        "client_id": str(found.client.uuid),
        "client_secret": found.secret,
    }
    body = "&".join(f"{name}={value}" for name, value in {**told, **sent}.items())
    kind = "application/x-www-form-urlencoded"
    return Program("").http.post("/api/v1/token/", body, content_type=kind)


def token_of(found, **sent):
    return ask_token(found, **sent).json()["access_token"]


def opens(secret):
    """What a key or token gets for the list of people."""
    return Program(secret).get("/api/v1/profiles/").status_code
