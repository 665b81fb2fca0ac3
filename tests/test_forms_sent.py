"""A form is saved once however often it is sent, and comes back when it came too late."""

import datetime
import re
from http import HTTPStatus

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connections
from django.test import Client
from django.utils import timezone

from agencies.tests.factories import TeamFactory, member
from core.dates import format_day
from core.once import FIELD, REPEATED, new_token
from core.views import ServiceFormView
from profiles.models import Contact, Profile
from profiles.tests.factories import ContactKindFactory, make_person
from profiles.tests.walking import url
from profiles.tests.world import PersonWorld
from records.forms_sent import remove_old
from records.models import LateForm, SpentToken
from tests.sweeping import ROUTES, existing, view_of
from tests.together import together

pytestmark = pytest.mark.slow


def token_of(page, name=FIELD):
    return re.search(rf'type="hidden" name="{name}" value="([^"]+)"', page.content.decode())[1]


def entry(**fields):
    kind = ContactKindFactory()
    return {
        "kind": kind.pk,
        "moment": "today",
        "basis": "fact",
        "text": "Came to the office, calm.",
        **fields,
    }


@pytest.fixture
def signed_in(client, manager):
    client.force_login(manager)
    return client


@pytest.fixture
def page(person):
    return url("log-add", person)


@pytest.fixture
def saved(signed_in, page):
    """An entry that was saved from its page, and what was sent."""
    sent = entry(once=token_of(signed_in.get(page)))
    response = signed_in.post(page, sent)
    assert response.status_code == HTTPStatus.FOUND
    return sent, response


# ---- Sent twice ---------------------------------------------------------------------------------
def test_back_and_save_saves_once_and_shows_what_was_saved(signed_in, page, saved):
    sent, first = saved

    again = signed_in.post(page, sent, follow=True)

    assert Contact.objects.count() == 1
    assert again.redirect_chain[0][0] == first["Location"]
    assert "You have saved this already" in again.content.decode()


def test_the_same_text_from_a_page_fetched_anew_is_asked_about_first(signed_in, page, saved):
    """As a browser sends it that went back: the text is there again, with a new token."""
    sent, _ = saved
    anew = {**sent, FIELD: token_of(signed_in.get(page)), "moment": "yesterday"}

    asked = signed_in.post(page, anew)
    assert "You have saved this text here already, on " in asked.content.decode()
    assert "Came to the office, calm." in asked.content.decode()
    assert Contact.objects.count() == 1

    hidden = re.search(
        rf'type="hidden" name="{REPEATED}" value="([^"]+)"', asked.content.decode()
    )[1]
    signed_in.post(page, {**anew, REPEATED: hidden})
    assert Contact.objects.count() == 2


@pytest.mark.parametrize("text", ["Rang again, nobody answered.", "Seen"])
def test_another_text_and_a_word_or_two_are_not_asked_about(signed_in, page, saved, text):
    for _ in range(2 if len(text) < 12 else 1):
        token = token_of(signed_in.get(page))
        assert signed_in.post(page, entry(once=token, text=text)).status_code == HTTPStatus.FOUND


def test_two_short_texts_of_a_page_that_keeps_drafts_are_two_entries(signed_in, page, person):
    """What the page itself sends, such as what its draft is of, is longer than they are."""
    for text in ("He was at home.", "She rang back."):
        sent = entry(
            once=token_of(signed_in.get(page)),
            text=text,
            draft_kind="contact",
            draft_of=str(person.uuid),
        )
        assert signed_in.post(page, sent).status_code == HTTPStatus.FOUND

    assert Contact.objects.count() == 2


def test_the_text_about_another_person_is_not_asked_about(signed_in, manager, saved):
    sent, _ = saved
    other = url("log-add", make_person(by=manager, surname="Ashdown"))

    response = signed_in.post(other, {**sent, FIELD: token_of(signed_in.get(other))})

    assert response.status_code == HTTPStatus.FOUND


def test_an_error_spends_nothing(signed_in, page):
    token = token_of(signed_in.get(page))

    refused = signed_in.post(page, entry(once=token, text=""))
    assert token_of(refused) == token
    signed_in.post(page, entry(once=token_of(refused)))

    assert Contact.objects.count() == 1


@pytest.mark.parametrize("token", ["x", "x" * 97, "\x00", "a.b"])
def test_a_token_of_another_kind_is_asked_again_with_everything_there(signed_in, page, token):
    response = signed_in.post(page, entry(once=token))

    text = response.content.decode()
    assert Contact.objects.count() == 0
    assert "opened in another session" in text
    assert "Came to the office, calm." in text
    signed_in.post(page, entry(once=token_of(response)))
    assert Contact.objects.count() == 1


def test_a_token_is_its_readers_and_its_addresses(signed_in, page, person, officer, manager):
    for user, address in ((officer, page), (manager, url("edit", person))):
        signed_in.post(page, entry(once=new_token(user, address)))

    assert Contact.objects.count() == 0


def test_a_new_person_sent_twice_is_one_person(signed_in, police):
    response = signed_in.get("/profiles/new/", {"surname": "Ashdown", "forenames": "Bea"})
    form = response.context["form"]
    sent = {name: form[name].value() for name in form.fields if form[name].value()} | {
        FIELD: token_of(response),
        "surname": "Ashdown",
        "forenames": "Bea",
        "team": police.pk,
    }
    first = signed_in.post("/profiles/new/", sent)
    again = signed_in.post("/profiles/new/", sent)

    assert Profile.objects.filter(surname="Ashdown").count() == 1
    assert first["Location"] == again["Location"]


def test_tokens_are_forgotten_after_two_days(saved):
    assert SpentToken.objects.count() == 1
    assert remove_old() == 0

    SpentToken.objects.update(spent_at=timezone.now() - timezone.timedelta(days=3))

    assert remove_old() == 1


# ---- Sent too late ------------------------------------------------------------------------------
def sign_in(client, user):
    client.force_login(user)


def idle(client):
    session = client.session
    session["active_at"] = 0
    session.save()


def gone(client):
    """Signed out elsewhere: the browser still has its cookies, the server has no session."""
    client.session.delete()


@pytest.mark.parametrize("ended", [idle, gone])
def test_what_came_too_late_is_there_after_signing_in(client, page, manager, ended):
    sign_in(client, manager)
    sent = entry(once=token_of(client.get(page)), text="Typed until after the end.")
    ended(client)

    response = client.post(page, sent)
    assert response.status_code == HTTPStatus.FOUND
    assert SESSION_KEY not in client.session
    assert Contact.objects.count() == 0

    sign_in(client, manager)
    back = client.get(page)
    assert "Typed until after the end." in back.content.decode()
    assert "You were signed out before this was saved" in back.content.decode()
    assert Contact.objects.count() == 0

    client.post(page, {**sent, FIELD: token_of(back)})
    assert Contact.objects.get().text == "Typed until after the end."
    assert not LateForm.objects.exists()
    assert "Typed until after" not in client.get(page).content.decode()


def test_a_late_form_comes_back_with_the_day_that_it_meant(client, page, manager):
    sign_in(client, manager)
    sent = entry(once=token_of(client.get(page)), moment="yesterday 4pm")
    idle(client)
    client.post(page, sent)

    sign_in(client, manager)
    back = client.get(page)

    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    assert back.context["form"]["moment"].data == f"{format_day(yesterday)} at 4pm"


def test_every_form_comes_back_not_only_those_with_drafts(client, person, manager):
    exclude = url("exclude", person)
    sign_in(client, manager)
    client.get(exclude)
    idle(client)
    client.post(exclude, {"person": "Nandra", "reason": "The victim's brother-in-law"})

    sign_in(client, manager)

    assert "brother-in-law" in client.get(exclude).content.decode()


def test_nobody_else_is_shown_it(client, page, manager, officer):
    sign_in(client, manager)
    client.get(page)
    idle(client)
    client.post(page, entry(text="Only for the one who typed it."))

    sign_in(client, officer)

    assert "Only for the one" not in client.get(page).content.decode()


def test_without_a_session_of_ours_before_nothing_is_kept(client, page, manager):
    client.post(page, entry())
    client.cookies["ecins_last"] = "forged:value"
    client.post(page, entry())

    assert not LateForm.objects.exists()


def test_no_password_is_kept(client, manager):
    sign_in(client, manager)
    client.get("/")
    idle(client)

    client.post("/account/password/", {"oldpassword": "secret", "password1": "x"})

    assert not LateForm.objects.exists()


def test_it_is_kept_for_a_day_and_shown_for_a_while(client, page, manager):
    sign_in(client, manager)
    client.get(page)
    idle(client)
    client.post(page, entry(text="Kept for a day."))
    sign_in(client, manager)
    assert "Kept for a day." in client.get(page).content.decode()

    LateForm.objects.update(shown_at=timezone.now() - timezone.timedelta(minutes=16))
    assert "Kept for a day." not in client.get(page).content.decode()

    LateForm.objects.update(sent_at=timezone.now() - timezone.timedelta(days=2))
    assert remove_old() == 1


def test_from_another_site_nothing_is_kept(manager, page):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager)
    client.get(page)
    gone(client)

    client.post(page, entry())

    assert not LateForm.objects.exists()


@pytest.mark.parametrize(("site", "is_shown"), [("same-origin", True), ("cross-site", False)])
def test_what_was_typed_before_another_sign_in_is_shown_to_be_copied(
    manager, page, site, is_shown
):
    client = Client(enforce_csrf_checks=True)
    client.force_login(manager)
    client.get(page)

    answer = client.post(page, entry(text="Said in tab A."), headers={"sec-fetch-site": site})

    assert answer.status_code == 403
    assert "Copy what you typed" in answer.content.decode()
    assert ("Said in tab A." in answer.content.decode()) is is_shown


# ---- Everywhere ---------------------------------------------------------------------------------
def test_every_page_with_a_form_that_acts_carries_a_token(client, cast):
    """Found from the views. A page without a form, since nothing waits there, is left out."""
    world, bare, seen = PersonWorld(cast), [], set()
    client.force_login(world.manager)
    for name, route, callback in ROUTES:
        if not issubclass(view_of(callback), ServiceFormView) or "<str:token>" in route:
            continue
        response = client.get(existing(world, name, route))
        if response.status_code == HTTPStatus.OK and 'method="post"' in form_in(response):
            seen.add(name)
            if f'type="hidden" name="{FIELD}"' not in form_in(response):
                bare.append(name)

    assert bare == []
    assert len(seen) > 20


def form_in(response):
    """The main part of a page: what is above it has the button that signs out."""
    return response.content.decode().partition("<main")[2]


def test_two_posts_at_the_same_moment_are_one_entry(live_database):
    officer = member(TeamFactory())
    page = url("log-add", make_person(by=officer))
    clients = [Client(), Client()]
    for client in clients:
        client.force_login(officer)
    sent = entry(once=token_of(clients[0].get(page)))

    results = together(*(lambda client=client: client.post(page, sent) for client in clients))

    assert [response.status_code for response in results] == [HTTPStatus.FOUND] * 2
    assert results[0]["Location"] == results[1]["Location"]
    assert Contact.objects.count() == 1
    connections.close_all()
