"""The pages: asking, how far it is, the file, and a manager's answer."""

import datetime
import re
import uuid

import pytest
from django.urls import reverse

from access.services import allow_listing_more
from access.tests.factories import ListingExceptionFactory
from audit.models import Event
from core.metrics import counted_statements
from exports import jobs, services, sheets
from exports.models import Export
from exports.tests.factories import ExportFactory

pytestmark = pytest.mark.django_db

ASK = "/exports/new/numbers/"
TYPED = {"file_format": "csv", "reason": "The cohort meeting"}


def address(name, export):
    return reverse(f"exports:{name}", args=[export.uuid])


def words(response):
    return " ".join(response.content.decode().split())


def test_from_the_list_to_the_file(as_officer, numbers):
    page = words(as_officer.get(ASK))
    assert "<b>3 rows</b>" in page
    assert "OFFICIAL-SENSITIVE" in page
    assert "Number, Text." in page

    response = as_officer.post(ASK, TYPED)
    export = Export.objects.get()
    assert response["Location"] == address("export", export)
    assert "Waiting to be made" in words(as_officer.get(response["Location"]))
    jobs.make_exports()
    summer_night = datetime.datetime(2026, 6, 3, 23, 30, tzinfo=datetime.UTC)
    Export.objects.update(made_at=summer_night)
    export.refresh_from_db()

    assert address("file", export) in words(as_officer.get(response["Location"]))
    assert address("file", export) in words(as_officer.get("/exports/"))
    file = as_officer.get(address("file", export))
    body = b"".join(file)
    assert body == (sheets.folder() / export.file_name).read_bytes()
    assert file["Content-Type"] == "text/csv"
    assert 'attachment; filename="numbers-2026-06-04-' in file["Content-Disposition"]
    event = Event.objects.get(verb="export.fetch:file")
    assert (event.target_id, event.detail["sha256"]) == (export.pk, export.sha256)


def test_exports_are_found_from_the_account_and_while_one_is_made(as_officer, officer):
    waiting = ExportFactory(asked_by=officer, state="waiting")
    page = words(as_officer.get(address("export", waiting)))

    assert 'href="/exports/">Your exports</a>, which' in page
    assert 'href="/exports/"' in words(as_officer.get("/account/"))


def test_a_form_that_says_no_reason_keeps_what_was_chosen(as_officer, numbers):
    page = words(as_officer.post(ASK, {"file_format": "csv", "reason": "  "}))

    assert "Enter why you need this file" in page
    assert re.search(r'<input[^>]*value="csv"[^>]*checked', page)
    assert not Export.objects.exists()


def test_sent_twice_is_saved_once(as_officer, numbers):
    token = as_officer.get(ASK).context["form"].once

    first, second = (as_officer.post(ASK, {**TYPED, "once": token}) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert Export.objects.count() == 1


@pytest.mark.parametrize("state", ["working", "held", "declined", "refused", "failed"])
def test_every_state_says_what_it_means(as_officer, officer, state):
    export = ExportFactory(asked_by=officer, state=state, why_not="The reason", rows_done=1)

    page = words(as_officer.get(address("export", export)))

    assert "1 of 3 rows written" in page if state == "working" else "The reason" in page


def test_the_page_is_asked_how_far_it_is_without_an_event(as_officer, officer):
    export = ExportFactory(asked_by=officer, state="working", rows_done=2)
    before = Event.objects.count()

    page = words(as_officer.get(address("progress", export), headers={"X-Poll": "1"}))

    assert '<progress id="progress" max="3" value="2">' in page
    assert Event.objects.count() == before


# ---- Who may ------------------------------------------------------------------------------------
def test_a_list_that_does_not_open_is_not_found(as_officer, numbers):
    numbers.opens = False

    assert as_officer.get(ASK).status_code == 404
    assert as_officer.post(ASK, TYPED).status_code == 404
    assert as_officer.get("/exports/new/nothing/").status_code == 404
    assert as_officer.get(f"{ASK}{uuid.uuid4()}/").status_code == 404


@pytest.mark.parametrize("actor", ["operator", "auditor", "administrator"])
def test_who_does_not_practise_exports_nothing(client, request, numbers, actor):
    client.force_login(request.getfixturevalue(actor))

    assert client.get(ASK).status_code == 404
    assert client.post(ASK, TYPED).status_code == 404
    assert not Export.objects.exists()


def test_an_export_is_for_its_asker_alone(client, colleague, manager, made):
    export = made()

    for user in (colleague, manager):
        client.force_login(user)
        for name in ("export", "progress", "file", "answer"):
            assert client.get(address(name, export)).status_code == 404, name
        assert "Numbers" not in words(client.get("/exports/"))


def test_a_file_is_not_fetched_after_the_access_has_ended(as_officer, numbers, made):
    export = made()
    numbers.values = ["one"]

    response = as_officer.get(address("file", export))

    assert response.status_code == 403
    assert "What you may see has changed" in words(response)


def test_a_file_of_a_list_that_no_longer_opens_is_refused(as_officer, numbers, made):
    export = made()
    numbers.opens = False

    assert as_officer.get(address("file", export)).status_code == 403


def test_a_file_that_is_not_as_it_was_made_is_refused(as_officer, made):
    export = made()
    (sheets.folder() / export.file_name).write_text("something else")

    assert as_officer.get(address("file", export)).status_code == 403


@pytest.mark.parametrize("state", ["waiting", "working", "held", "refused"])
def test_before_it_is_made_there_is_no_file(as_officer, officer, state):
    export = ExportFactory(asked_by=officer, state=state)

    assert as_officer.get(address("file", export)).status_code == 404


# ---- A manager's answer -------------------------------------------------------------------------
@pytest.fixture
def held(officer):
    return ExportFactory(
        asked_by=officer,
        over=True,
        title="Log of Jordan Pellworth",
        label="Log of P-2026-000123",
        in_words="“Pellworth”",
    )


def test_the_ask_page_says_that_it_goes_over(as_officer, numbers, settings):
    settings.EXPORT_LIMITS = {"practitioner": {"rows": 2, "files": 1}}

    page = words(as_officer.get(ASK))

    assert "This goes over your limit." in page
    assert "A manager of Staffordshire IOM Team will be asked" in page


def test_the_ask_page_says_how_much_is_allowed_and_what_is_left(
    as_officer, numbers, settings, ask, person
):
    settings.EXPORT_LIMITS = {"practitioner": {"rows": 2006, "files": 3}}
    settings.LISTING_LIMITS = {"practitioner": 4}
    ask()
    as_officer.get("/profiles/")

    page = words(as_officer.get(ASK))

    assert "2,006 rows in 24 hours: you have 2,003 left" in page
    assert "3 files in 24 hours: you have 2 left" in page
    assert "4 different people within an hour, on pages and in files: you have 3 left" in page
    assert "a manager of Staffordshire IOM Team must allow the file first" in page
    assert "This goes over your limit." not in page


def test_the_ask_page_says_that_a_manager_has_lifted_the_limit_on_people(
    as_officer, numbers, officer, manager
):
    allow_listing_more(asked=ListingExceptionFactory(user=officer), by=manager)

    assert "a manager has lifted your limit for now" in words(as_officer.get(ASK))


def test_a_manager_finds_it_on_home_and_allows_it_without_learning_of_whom(client, manager, held):
    client.force_login(manager)
    home = words(client.get("/"))
    page = words(client.get(address("answer", held)))

    assert "Priya Nandra asks for an export over the limit" in home
    for text in (home, page):
        assert "Log of P-2026-000123" in text
        assert "Jordan" not in text
        assert "Pellworth" not in text
    response = client.post(address("answer", held), {"answer": "allow"})
    assert response["Location"] == "/"
    held.refresh_from_db()
    assert (held.state, held.decided_by) == ("waiting", manager)
    assert "has answered: allowed" in words(client.get(address("answer", held)))


def test_a_manager_who_does_not_allow_it_says_why(client, manager, held):
    client.force_login(manager)
    refused = client.post(address("answer", held), {"answer": "decline"})
    assert "Enter why not" in words(refused)

    client.post(address("answer", held), {"answer": "decline", "why_not": "One team alone"})

    held.refresh_from_db()
    assert (held.state, held.why_not) == ("declined", "One team alone")
    assert "One team alone" in words(client.get(address("answer", held)))


def test_who_asked_finds_on_home_that_it_waits(as_officer, held):
    assert "You asked for an export over the limit" in words(as_officer.get("/"))


def test_the_list_of_exports_asks_as_much_for_many(as_officer, officer):
    ExportFactory(asked_by=officer)
    as_officer.get("/exports/")
    with counted_statements() as one:
        as_officer.get("/exports/")
    ExportFactory.create_batch(24, asked_by=officer)

    with counted_statements() as many:
        as_officer.get("/exports/")

    assert len(one) == len(many)


def test_one_that_was_declined_is_asked_for_again(as_officer, numbers, held, manager):
    services.decline_export(export=held, by=manager, answer="No")

    as_officer.post(ASK, TYPED)

    assert Export.objects.filter(state="waiting").count() == 1
