"""Whom the search of the register does not name."""

import datetime

import pytest
from django.urls import reverse

from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory
from audit.models import Event
from profiles.tests.factories import make_person
from referrals.models import Intervention, Party
from referrals.tests.factories import InterventionFactory, party

pytestmark = pytest.mark.django_db


HIDDEN_WORDS = ["pellworth", "pelworth", "7 7 2001", "9 secret row", "960199", "quill", "lantern"]


@pytest.fixture
def secret(manager):
    """An entry about somebody whose record is restricted, with somebody who may be known."""
    person = make_person(by=manager, team=manager.acting_team, surname="Pellworth")
    hidden = {
        "profile": person,
        "surname": "Pellworth",
        "forenames": "Zed",
        "born_on": datetime.date(2001, 7, 7),
        "also_known_as": "Quill",
        "address": "9 Secret Row, Leek",
        "phone": "01632 960199",
    }
    other = party("harmed", surname="Underhay", forenames="Bea")
    InterventionFactory(by=manager, parties=[party(**hidden), other], summary="A lantern broke")
    return person


@pytest.mark.parametrize("words", HIDDEN_WORDS)
def test_who_is_restricted_is_not_found(ask, manager, secret, words):
    assert "Zed Pellworth" in ask(words)

    restrict_record(obj=secret, by=manager, reason="Safety", basis=LawfulBasisFactory())

    page = ask(words)
    assert "Pellworth" not in page
    assert "No RJ recorded" in page
    assert not any(secret.pk in event.subjects for event in Event.objects.order_by("-pk")[:1])


def test_who_is_hidden_is_masked_beside_who_is_not(ask, manager, secret):
    restrict_record(obj=secret, by=manager, reason="Safety", basis=LawfulBasisFactory())

    page = ask("underhay")
    assert "Yes, once, as the person harmed." in page
    assert "lantern" not in page
    page = ask(Intervention.objects.get(summary__startswith="A lantern").reference)
    assert "A person you may not see" in page
    assert "Bea Underhay" in page
    assert "Pellworth" not in page


def test_who_is_excluded_does_not_find_them(client, officer, manager, secret):
    client.force_login(officer)
    assert "Zed Pellworth" in client.get("/rj/", {"q": "pellworth"}).content.decode()
    assert "Zed Pellworth" in client.get("/rj/").content.decode()

    exclude_person(obj=secret, user=officer, by=manager, reason="Family")

    uuid = Party.objects.get(surname="Pellworth").uuid
    for query in ({"q": "pellworth"}, {"q": "leek"}, {"q": "pellworth", "party": uuid}):
        assert "Zed" not in client.get("/rj/", query).content.decode()
    assert "Zed" not in client.get("/rj/").content.decode()


def test_who_is_excluded_in_the_control_room_finds_them_masked(
    ask, client, operator, manager, secret
):
    entry = Intervention.objects.get(summary__startswith="A lantern").reference
    assert "Zed Pellworth" in ask(entry)
    client.force_login(manager)
    exclude = reverse("profiles:exclude", args=[secret.uuid])
    client.post(exclude, {"people": operator.username, "reason": "Her brother"})

    client.force_login(operator)

    assert "No RJ recorded" in ask("pellworth")
    page = ask(entry)
    assert "A person you may not see" in page
    assert "Bea Underhay" in page
    assert "Pellworth" not in page


def test_hidden_and_shown_are_all_there_are(officer, manager, secret, entry):
    for user in (officer, manager):
        hidden = set(Party.objects.hidden_from(user))
        assert hidden | set(Party.objects.shown_to(user)) == set(Party.objects.all())
        assert not hidden & set(Party.objects.shown_to(user))


def test_an_entry_of_a_discreet_team_is_not_found_by_its_people(ask, officer, police):
    police.is_discreet = True
    police.save()
    typed = {"officer_name": "PC Idris Vane", "facilitator": "Wendy Parlour"}
    InterventionFactory(by=officer, summary="A kite in a tree", **typed)

    assert "1 entry" in ask("kite tree")
    for words in ("idris vane", "wendy parlour"):
        assert "No RJ recorded" in ask(words)
