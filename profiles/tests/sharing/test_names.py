"""Names that the page offers while you type."""

import re

import pytest

from agencies.models import Team
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow


def named(client, **query):
    response = client.get("/profiles/sharing/names/", query)
    assert response.status_code == 200
    return [result["name"] for result in response.json()["results"]]


def test_names_are_offered_while_one_types(signed_in, terms, outsider):
    assert named(signed_in, q="norf iom") == ["Norfolk IOM Team"]
    assert named(signed_in, q="thornb", kind="person") == ["Isla Thornbury"]
    assert named(signed_in, q="n") == []
    assert named(signed_in, q="away", kind="person") == []
    assert named(signed_in, q="closed team") == []
    for number in range(11):
        TeamFactory(name=f"Many {number}")
    assert len(named(signed_in, q="many")) == 10


def test_a_discreet_team_is_answered_like_one_that_never_was(signed_in, person, terms):
    keyworker = member(Team.objects.get(name="A refuge"), name="Key Worker")
    answers = [
        signed_in.get("/profiles/sharing/names/", query).content
        for query in (
            {"q": "A refuge"},
            {"q": "No such team"},
            {"q": keyworker.name, "kind": "person"},
        )
    ]
    pages = [
        re.sub(
            r'(nonce|(csrfmiddlewaretoken|once)" value)="[^"]+"|\d+:\d\d[ap]m',
            "",
            post(signed_in, url("grant", person), **{**terms, "teams": name})[1],
        ).replace(name, "NAME")
        for name in ("A refuge", "B refuge")
    ]

    assert len(set(answers)) == 1
    assert pages[0] == pages[1]


def test_looking_for_names_is_logged_without_the_words(signed_in, manager, terms):
    named(signed_in, q="norfolk secret")

    event = Event.objects.order_by("-pk").first()
    assert (event.verb, event.actor_id) == ("access.name:search", manager.pk)
    assert event.operation == Event.CONSULTATION
    assert event.detail == {"shown": "search", "of": "teams"}


@pytest.mark.parametrize("actor", ["operator", "auditor"])
def test_names_are_for_those_who_give_access(client, request, actor):
    client.force_login(request.getfixturevalue(actor))

    refused = 404 if actor == "operator" else 403
    assert client.get("/profiles/sharing/names/", {"q": "norfolk"}).status_code == refused


@pytest.mark.parametrize("odd", ["%%", "\U0001f600" * 2, "x" * 9000, "\u202e\u202e"])
def test_odd_letters_name_nobody(signed_in, terms, odd):
    assert named(signed_in, q=odd) == []
    assert named(signed_in, q=odd, kind="person") == []
