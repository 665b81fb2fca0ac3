"""Giving, changing and ending access in pages; the stub, the request, History by section."""

import datetime

import pytest
from django.utils import timezone

from access.models import AccessRequest, Grant
from access.tests.factories import AccessRequestFactory, LawfulBasisFactory, allow_sharing, give
from agencies.models import User
from agencies.tests.factories import TeamFactory, member
from profiles.tests.factories import write_contact
from profiles.tests.walking import post, url


# ---- Giving access ------------------------------------------------------------------------------
@pytest.fixture
def terms(elsewhere):
    return {
        "to": "team",
        "team": "norfolk iom team",
        "sections": ["log"],
        "level": "2",
        "purpose": "Has moved to Norwich",
        "basis": LawfulBasisFactory().pk,
        "how_long": "7days",
    }


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"to": ""}, "whole team or named people"),
        ({"team": ""}, "Enter the name of a team"),
        ({"team": "Norfolk IOM Teem"}, "Did you mean: Norfolk IOM Team?"),
        ({"team": "zzzz"}, "No team is called"),
        ({"to": "people", "people": ""}, "Enter at least one name"),
        ({"to": "people", "people": "Nobody Atall"}, "Nobody in the directory"),
        ({"level": "3"}, "from the list"),
        ({"level": ""}, "read, or read and add"),
        ({"purpose": ""}, "Enter why they need access"),
        ({"purpose": "x" * 501}, "500 characters or fewer"),
        ({"basis": ""}, "Choose a lawful basis"),
        ({"basis": "999999"}, "from the list"),
        ({"sections": ["everything"]}, "from the list"),
        ({"how_long": ""}, "Choose how long"),
        ({"how_long": "date", "until": ""}, "Enter the last day"),
        ({"how_long": "date", "until": "1 May 2020"}, "today or later"),
        ({"how_long": "date", "until": "31 June 2027"}, "There is no 31 June"),
    ],
)
def test_giving_access_says_what_is_wrong(signed_in, person, terms, wrong, message):
    for extra in ({}, {"confirmed": "yes"}):
        response, page = post(signed_in, url("grant", person), **{**terms, **wrong, **extra})

        assert response.status_code == 200
        assert "There is a problem" in page
        assert message.lower() in page.lower()
    assert not Grant.objects.exists()


def test_access_is_checked_then_given(signed_in, client, person, terms, outsider):
    allow_sharing(person.owner_team, outsider.acting_team)

    response, page = post(signed_in, url("grant", person), **terms)
    assert "Check before you give access" in page
    assert "1 person in Norfolk IOM Team" in page
    assert not Grant.objects.exists()

    response, _ = post(signed_in, url("grant", person), **terms, confirmed="yes")
    assert response["Location"] == url("sharing", person)
    client.force_login(outsider)
    assert client.get(url("log", person)).status_code == 200
    assert client.get(url("risk", person)).status_code == 404


def test_what_is_replaced_is_shown_before(signed_in, person, manager, elsewhere, terms):
    give(person, manager, elsewhere, sections=["risk"])

    _, page = post(signed_in, url("grant", person), **terms)

    assert "This replaces what the team has now: read: overview, risk" in " ".join(page.split())


def test_named_people_are_given_access_together(signed_in, person, terms, elsewhere):
    allow_sharing(person.owner_team, elsewhere)
    one, two = member(elsewhere, username="ppo.one"), member(elsewhere, name="Dilan Aksoy")
    form = {**terms, "to": "people", "people": f"ppo.one\nDilan Aksoy\n{one.name}"}

    post(signed_in, url("grant", person), **form, confirmed="yes")

    assert set(Grant.objects.values_list("user", flat=True)) == {one.pk, two.pk}


def test_between_agencies_access_needs_an_agreement_and_says_so(signed_in, person, terms):
    _, page = post(signed_in, url("grant", person), **terms, confirmed="yes")

    assert "No agreement is in force between Staffordshire Police and Norfolk" in page
    assert not Grant.objects.exists()


def test_a_discreet_team_cannot_be_found_by_typing_its_name(signed_in, person, terms):
    TeamFactory(name="A refuge", is_discreet=True)

    _, page = post(signed_in, url("grant", person), **{**terms, "team": "A refuge"})

    assert "No team is called" in page


def test_an_access_is_changed_and_ended(signed_in, person, manager, elsewhere, terms):
    grant = give(person, manager, elsewhere)
    change = {**terms, "sections": ["risk"], "level": "1"}
    response, _ = post(signed_in, url("grant-change", person, grant.uuid), **change)
    assert response.status_code == 302
    newer = Grant.objects.unended().get()
    assert newer.sections == ["risk"]

    response, page = post(signed_in, url("grant-end", person, newer.uuid), because="")
    assert "Enter why it ends" in page
    post(signed_in, url("grant-end", person, newer.uuid), because="He has returned")
    assert not Grant.objects.unended().exists()
    assert "He has returned" in signed_in.get(url("sharing", person)).content.decode()


def test_an_open_session_loses_a_record_the_moment_its_access_runs_out(
    signed_in, client, person, manager, elsewhere, outsider
):
    grant = give(person, manager, elsewhere, days=1)
    client.force_login(outsider)
    assert client.get(url("overview", person)).status_code == 200

    past = timezone.now() - datetime.timedelta(seconds=1)
    person.team_holds.filter(grant=grant).update(valid_until=past)

    assert client.get(url("overview", person)).status_code == 404
    assert "Pellworth" not in client.get("/profiles/").content.decode()


def test_an_excluded_person_finds_nothing(signed_in, client, person, manager, officer):
    response, page = post(signed_in, url("exclude", person), person="officer", reason="")
    assert "Enter why" in page
    post(signed_in, url("exclude", person), person="officer", reason="His brother")

    client.force_login(officer)
    assert client.get(url("overview", person)).status_code == 404
    assert "Pellworth" not in client.get("/profiles/").content.decode()


# ---- The stub and the request -------------------------------------------------------------------
@pytest.fixture
def teammate(person, manager, outsider):
    give(person, manager, outsider, named=True)
    return member(outsider.acting_team, name="Mona Redgrave")


def test_a_colleague_asks_and_is_answered(client, signed_in, person, manager, teammate):
    client.force_login(teammate)
    _, page = post(client, url("request-access", person), reason="", words="")
    assert "Choose a reason" in page
    post(client, url("request-access", person), reason="linked", words="A case of mine")
    assert "has not answered yet" in client.get(url("request-access", person)).content.decode()

    client.force_login(manager)
    assert "Mona Redgrave asks for access" in client.get("/").content.decode()
    asked = AccessRequest.objects.get()
    answer = url("answer", person, asked.uuid)
    _, page = post(client, answer, answer="refuse", why_not="")
    assert "Enter why you refuse" in page
    _, page = post(client, answer, answer="give", purpose="x")
    assert "There is a problem" in page
    post(
        client,
        answer,
        answer="give",
        level="1",
        sections=["log"],
        purpose="x",
        basis=LawfulBasisFactory().pk,
        how_long="7days",
    )

    client.force_login(User.objects.get(pk=teammate.pk))
    assert client.get(url("log", person)).status_code == 200


def test_an_answer_comes_too_late_for_a_request_already_answered(
    signed_in, person, manager, teammate
):
    asked = AccessRequestFactory(obj=person, by=teammate)
    answer = url("answer", person, asked.uuid)
    post(signed_in, answer, answer="refuse", why_not="No need")

    _, page = post(
        signed_in,
        answer,
        answer="give",
        level="1",
        purpose="x",
        basis=LawfulBasisFactory().pk,
        how_long="7days",
    )

    assert "already answered" in page
    assert Grant.objects.count() == 1


# ---- History by section -------------------------------------------------------------------------
def test_history_shows_only_sections_that_are_held(
    signed_in, client, person, manager, elsewhere, outsider
):
    write_contact(person, manager, text="Secret of the log")
    give(person, manager, elsewhere, sections=["risk"])
    client.force_login(outsider)

    acts = client.get(url("history", person)).content.decode()
    views = client.get(url("history", person), {"show": "views"}).content.decode()

    assert "Secret of the log" not in acts
    assert "Added a contact" not in acts
    assert "Opened" in views


def test_history_names_no_discreet_team_but_to_the_owners_managers(
    signed_in, client, person, manager, officer
):
    refuge = TeamFactory(name="A refuge", is_discreet=True)
    give(person, manager, refuge)
    keyworker = member(refuge, name="Key Worker")
    client.force_login(keyworker)
    client.get(url("overview", person))

    seen = {}
    for reader in (officer, manager, keyworker):
        client.force_login(reader)
        history = url("history", person)
        pages = [client.get(history), client.get(history, {"show": "views"})]
        seen[reader] = "".join(page.content.decode() for page in pages)

    assert "Created the record" in seen[officer]
    assert "A refuge" not in seen[officer]
    assert "Key Worker" not in seen[officer]
    assert "A refuge" in seen[manager]
    assert "Key Worker" in seen[manager]
    assert "Key Worker" in seen[keyworker]
