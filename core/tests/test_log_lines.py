"""No line of the log leads to a person: not by the address of a page, nor of e-mail."""

import logging
from smtplib import SMTPRecipientsRefused

import pytest

from core.log_lines import RouteForPath, without_people
from core.tracebacks import without_values

pytestmark = pytest.mark.slow

RECORD = "0d9b3c1e-8c51-4b43-9a53-0a8d7a1f2b3c"
MAIL = "jo.o'neil+work@mail.staffordshire.police.uk"


@pytest.fixture(autouse=True)
def loud(caplog):
    caplog.set_level("WARNING")


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        (f"Error at /profiles/{RECORD}/log/", "Error at /profiles/…/log/"),
        (f"GET /profiles/{RECORD.upper()} failed", "GET /profiles/… failed"),
        ("Error at /profiles/?q=callum+drayfield&order=name", "Error at /profiles/?…"),
        ("Error at https://ecins.example/?q=x y", "Error at https://ecins.example/?… y"),
        (f"no match for {{'uuid': UUID('{RECORD}')}}", "no match for {'uuid': UUID('…')}"),
        (f"{{'{MAIL}': (550, b'no such user')}}", "{'…@…': (550, b'no such user')}"),
        (f"Task drain[{RECORD}] is done", f"Task drain[{RECORD}] is done"),
        ("Is it there? No.", "Is it there? No."),
        ("12 old drafts removed", "12 old drafts removed"),
    ],
)
def test_a_line_is_kept_without_what_leads_to_a_person(told, kept):
    assert without_people(told) == kept


def test_any_logger_of_any_library_is_covered(caplog):
    logging.getLogger("gunicorn.error").error("Error at /profiles/%s/", RECORD)
    logging.getLogger("any").error("100%% of %s", MAIL)

    assert [record.getMessage() for record in caplog.records] == [
        "Error at /profiles/…/",
        "100% of …@…",
    ]


def test_a_traceback_names_no_recipient(caplog):
    try:
        raise SMTPRecipientsRefused({MAIL: (550, b"no such user")})
    except SMTPRecipientsRefused as refused:
        told = without_values((type(refused), refused, refused.__traceback__))
        logging.getLogger("any").exception("not taken")

    as_json = logging.getLogger().handlers[0].format(caplog.records[0])
    for text in (told, caplog.text, as_json):
        assert "staffordshire" not in text
        assert "SMTPRecipientsRefused" in text
        assert "550" in text


def test_djangos_own_lines_name_no_address(client, caplog, db):
    client.get(f"/no-such-page/{RECORD}/ann-drayfield/")

    lines = [record.getMessage() for record in caplog.records if record.name == "django.request"]
    assert lines == ["Not Found: an address of no page"]


def test_the_line_of_a_failed_page_has_its_route_alone(rf):
    request = rf.get(f"/profiles/{RECORD}/log/")
    request.resolver_match = type("Match", (), {"route": "profiles/<uuid:uuid>/log/"})
    record = logging.makeLogRecord(
        {"msg": "%s: %s", "args": ("Internal Server Error", request.path), "request": request}
    )

    assert RouteForPath().filter(record)
    assert record.getMessage() == "Internal Server Error: /profiles/<uuid:uuid>/log/"


def test_a_secret_link_is_not_in_the_log(client, caplog, db):
    client.get("/invitation/not-a-token/x")

    assert "not-a-token" not in caplog.text
