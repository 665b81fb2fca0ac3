"""What a client must not decide: where the site begins, where a list goes on, what is logged."""

import base64
import json
import logging

import psycopg
import pytest
from django.db import DataError, connection, transaction

from core.tracebacks import without_values
from core.views import ListMixin
from profiles.tests.world import PersonWorld
from tests.cast import made_once
from tests.sweeping import ROUTES, existing, view_of

made, db, cast, world = made_once(PersonWorld)

NAME = "".join(["Pell", "worth"])  # a traceback quotes these lines


def cursor(*key):
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


CURSORS = [
    "WyJcdWQ4MDAiLCAxXQ",
    cursor("\ud800", 1),
    cursor("a\x00", 1),
    *(
        cursor(text, 1)
        for text in (
            "0001-01-01T00:00:00+23:59",
            "9999-12-31T23:59:59-23:59",
            "2026-02-31T00:00:00+00:00",
            "2026-02-01T00:00:00",
            "0001-01-01",
            "9999-12-31",
            "2026-13-01",
            "infinity",
            "NaN",
            "",
        )
    ),
    cursor(2**61),
    cursor(-1),
    cursor(2**70),
    cursor(1.5),
    cursor(None),
]


def paged_addresses(world):
    """Every list of the product, and every page of the record that goes on with `?after=`."""
    plain = [f"/{route}" for _, route, view in ROUTES if "<" not in route and is_list(view)]
    of_record = [
        existing(world, name, route)
        for name, route, view in ROUTES
        if "<uuid:uuid>" in route and view_of(view).__name__.endswith(("List", "History", "Log"))
    ]
    return plain + of_record


def is_list(callback):
    return issubclass(view_of(callback), ListMixin) or view_of(callback).__name__.endswith("List")


@pytest.mark.slow
@pytest.mark.parametrize("actor", ["manager", "administrator", "auditor"])
def test_a_hostile_cursor_is_the_first_page_on_every_list(client, world, request, actor):
    client.force_login(request.getfixturevalue(actor))
    paths = paged_addresses(world)
    paths = [path for path in paths if client.get(path).status_code == 200]
    answers = {
        (path, after): client.get(path, {"after": after, "sort": "-activity"}).status_code
        for path in paths
        for after in CURSORS
    }

    assert len(paths) > 4
    assert {asked: code for asked, code in answers.items() if code >= 500} == {}


def test_where_the_site_begins_is_not_for_clients_to_say(client, settings, manager):
    settings.MFA_REQUIRED = True
    client.force_login(manager)

    as_account = client.get("/account/profiles/", SCRIPT_NAME="/account", PATH_INFO="/profiles/")
    as_static = client.get("/static/profiles/", SCRIPT_NAME="/static", PATH_INFO="/profiles/")

    assert as_account.status_code == as_static.status_code == 302
    assert as_account["Location"].startswith("/account/")
    assert as_static["Cache-Control"] == "no-store"


def database_error():
    refused = pytest.raises(DataError)
    with refused as caught, transaction.atomic(), connection.cursor() as asked:
        asked.execute("SELECT %s::date", [NAME])
    return caught.value


def test_an_error_of_the_database_is_logged_without_its_values(db, caplog):
    caplog.set_level("ERROR")
    error = database_error()
    assert NAME in str(error)  # what is kept out of the log

    logging.getLogger("any").error("It failed: %(exc)s", {"exc": repr(error)}, exc_info=error)

    as_json = logging.getLogger().handlers[0].format(caplog.records[0])
    for text in (caplog.text, as_json):
        assert NAME not in text
        assert "22007" in text
        assert "test_hostile_requests.py" in text


def test_so_is_one_that_led_to_another_error():
    try:
        try:
            raise psycopg.errors.UniqueViolation(f"Key (name)=({NAME}) already exists.")
        except psycopg.Error as cause:
            raise ValueError("cannot be saved") from cause
    except ValueError as error:
        told = without_values((type(error), error, error.__traceback__))

    assert NAME not in told
    assert "ValueError: cannot be saved" in told
