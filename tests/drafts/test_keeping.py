"""Drafts are kept as one types, found again, sent, and outlive the session."""

import datetime
import re
import time
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from agencies.middleware import ACTIVE
from agencies.tests.factories import PASSWORD
from audit.models import Event
from core.dates import format_day
from profiles.models import Contact, Profile
from profiles.tests.factories import write_contact
from records.models import Draft
from tests.drafts.drafting import SAVE, TEXT, complete, new, of, text_of
from tests.editing import filled, sent

pytestmark = pytest.mark.slow


YESTERDAY = format_day(timezone.localdate() - datetime.timedelta(days=1))


# ---- Kept and found again -----------------------------------------------------------------------
def test_what_is_typed_is_kept_and_the_form_begins_with_it(at_desk, person, officer):
    answer = at_desk.post(SAVE, of(person, text=TEXT, moment="yesterday 9pm", secret="x"))
    page = at_desk.get(new(person)).content.decode()

    draft = Draft.objects.get()
    assert answer.status_code == 200
    assert re.fullmatch(r"\d+(:\d\d)?[ap]m|midday|midnight", answer.json()["saved"])
    assert (draft.author, draft.reference) == (officer, person.reference)
    assert draft.payload == {"moment": [f"{YESTERDAY} at 9pm"], "text": [TEXT]}
    assert "You started this on" in page
    assert TEXT in page
    assert f'value="{YESTERDAY} at 9pm"' in page


def test_a_date_that_is_not_understood_is_kept_as_it_was_typed(at_desk, person):
    at_desk.post(SAVE, of(person, moment="31 June"))

    assert Draft.objects.get().payload == {"moment": ["31 June"]}


def test_typing_on_changes_the_one_draft_and_leaves_one_event(at_desk, person):
    for text in ("He", "He spoke", TEXT):
        at_desk.post(SAVE, of(person, text=text))

    event = Event.objects.get(verb__startswith="draft.")
    assert text_of(Draft.objects.get()) == [TEXT]
    assert (event.verb, event.subjects) == ("draft.started", [person.pk])
    assert "spoke" not in str(Event.objects.values_list("detail", "target_label", "reason"))


def test_without_script_a_button_keeps_it(at_desk, person):
    response = at_desk.post(new(person), {"text": TEXT, "draft": "1"}, follow=True)

    page = response.content.decode()
    assert text_of(Draft.objects.get()) == [TEXT]
    assert not Contact.objects.exists()
    assert "Your text is kept." in page
    assert f"Contact: {person.name}" in page
    assert person.reference in page


def test_the_quick_form_goes_on_in_the_full_one(at_desk, person):
    quick = f"/profiles/{person.uuid}/log/quick/"

    response = at_desk.post(quick, {"text": TEXT, "draft": "more"}, follow=True)

    assert response.redirect_chain[-1][0] == new(person)
    assert TEXT in response.content.decode()
    assert at_desk.get(quick)["Location"] == new(person)
    log = at_desk.get(f"/profiles/{person.uuid}/log/").content.decode()
    assert "You started a contact on" in log


def test_what_came_back_with_errors_is_kept_too(at_desk, person):
    at_desk.post(new(person), complete(moment="31 June"))

    assert text_of(Draft.objects.get()) == [TEXT]


def test_text_that_is_too_long_to_send_is_not_too_long_to_keep(at_desk, person):
    at_desk.post(SAVE, of(person, text="x" * 9000))

    assert len(text_of(Draft.objects.get())[0]) == 9000


@pytest.mark.parametrize("typed", [{"text": "x" * 200_000}, {"text": "x" * 100_001}])
def test_a_draft_has_a_limit_and_says_so(at_desk, person, typed):
    answer = at_desk.post(SAVE, of(person, **typed))

    assert (answer.status_code, Draft.objects.count()) == (400, 0)
    assert answer.json() == {"problem": "This is too long to be kept as a draft. Shorten it."}


def test_there_is_a_limit_to_the_number_of_drafts(at_desk, person, monkeypatch):
    monkeypatch.setattr("records.services.drafts.MOST_DRAFTS", 0)

    page = at_desk.post(new(person), {"text": TEXT, "draft": "1"}).content.decode()

    assert "You have 0 drafts. Finish or discard some first." in page
    assert TEXT in page


def test_what_was_emptied_is_no_draft(at_desk, person):
    at_desk.post(SAVE, of(person, text=TEXT))
    at_desk.post(SAVE, of(person, text="", moment=""))

    assert not Draft.objects.exists()
    assert Event.objects.filter(verb="draft.discarded").count() == 1


@pytest.mark.parametrize("odd", ["a\x00b", "\u202ehidden", "<script>alert(1)</script>"])
def test_odd_text_is_kept_tidied_and_shown_escaped(at_desk, person, odd):
    assert at_desk.post(SAVE, of(person, text=odd)).status_code == 200

    page = at_desk.get(f"/drafts/{Draft.objects.get().uuid}/").content.decode()
    assert "<script>alert" not in page


# ---- Sent ---------------------------------------------------------------------------------------
def test_sending_it_deletes_it(at_desk, person):
    at_desk.post(SAVE, of(person, text=TEXT))

    at_desk.post(new(person), complete())

    assert Contact.objects.get().text == TEXT
    assert not Draft.objects.exists()


def test_if_sending_fails_the_draft_stays(at_desk, person, monkeypatch):
    at_desk.post(SAVE, of(person, text=TEXT))
    at_desk.raise_request_exception = False
    monkeypatch.setattr("records.keeping.services.use_draft", lambda **kwargs: 1 / 0)

    response = at_desk.post(new(person), complete())

    assert response.status_code == 500
    assert Draft.objects.exists()
    assert not Contact.objects.exists()


def test_an_amendment_is_kept_for_its_entry(at_desk, person, manager):
    contact, other = write_contact(person, manager), write_contact(person, manager)
    at_desk.post(SAVE, of(contact, "amendment", text=TEXT))

    log = f"/profiles/{person.uuid}/log/"
    assert TEXT in at_desk.get(f"{log}{contact.uuid}/").content.decode()
    assert TEXT not in at_desk.get(f"{log}{other.uuid}/").content.decode()
    at_desk.post(f"{log}{contact.uuid}/", {"text": TEXT})
    assert not Draft.objects.exists()


def test_a_conflict_keeps_the_text_with_what_the_form_was_opened_with(at_desk, person, manager):
    address = f"/profiles/{person.uuid}/edit/"
    typed = {**sent(at_desk, address), "forenames": "Jordan Lee"}
    other = Client()
    other.force_login(manager)
    other.post(address, {**sent(other, address), "forenames": "Jordi"})

    response = at_desk.post(address, typed)

    assert response.status_code == 409
    assert Draft.objects.get().payload["opened"] == [typed["opened"]]
    page = at_desk.get(address)
    assert 'value="Jordan Lee"' in page.content.decode()
    assert page.context["form"]["opened"].value() == typed["opened"]
    assert at_desk.post(address, typed).status_code == 409
    at_desk.post(address, filled(response.context["form"]))
    assert Profile.objects.get(pk=person.pk).forenames == "Jordan Lee"
    assert not Draft.objects.exists()


# ---- The session ran out ------------------------------------------------------------------------
def run_out(client):
    session = client.session
    session[ACTIVE] = time.time() - 3600
    session.save()


@pytest.mark.parametrize("path", ["{}", SAVE])
def test_what_was_sent_too_late_is_there_after_signing_in(at_desk, person, path):
    at_desk.get("/account/")
    run_out(at_desk)

    response = at_desk.post(path.format(new(person)), {**of(person), **complete()}, follow=True)

    page = response.content.decode()
    assert "What you typed is kept: sign in, and it is there." in page
    assert TEXT not in page
    assert not Contact.objects.exists()
    at_desk.post("/sign-in/", {"login": "officer", "password": PASSWORD})
    assert TEXT in at_desk.get(new(person)).content.decode()


def test_a_forged_form_that_came_too_late_is_not_kept(officer, person):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    client.get("/account/")
    run_out(client)

    page = client.post(new(person), {**of(person), **complete()}, follow=True).content.decode()

    assert "You were signed out" in page
    assert "is kept" not in page
    assert not Draft.objects.exists()


def test_what_is_kept_tells_nobody_that_a_record_exists(client, outsider, person):
    hidden, absent = new(person), new(person).replace(str(person.uuid), str(uuid4()))
    pages = []
    for page_of in (hidden, absent):
        client.force_login(outsider)
        client.get("/account/")
        run_out(client)
        page = client.post(page_of, {**of(person), **complete()}, follow=True)
        pages.append("What you typed is kept" in page.content.decode())
        client.force_login(outsider)
        assert client.get(page_of).status_code == 404

    assert pages == [True, True]
    assert not Draft.objects.exists()


def test_nobody_signed_in_keeps_nothing(client, person):
    assert client.post(SAVE, of(person, text=TEXT)).status_code == 302
    assert not Draft.objects.exists()
