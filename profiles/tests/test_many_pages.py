"""Giving and ending access to all of a filtered list, in pages."""

import re

import pytest

from access import bulk_preview
from access.models import Grant
from access.services import restrict_record
from access.tests.factories import LawfulBasisFactory, give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, agree, member
from audit.models import Event
from profiles.tests.factories import make_person
from profiles.tests.walking import post, url
from records.models import SpentToken

pytestmark = pytest.mark.slow

GIVE, END, DONE = (f"/profiles/sharing/{name}/" for name in ("give", "end", "done"))


@pytest.fixture(autouse=True)
def agreements(police, elsewhere, council):
    """The agencies of these pages have agreed to share."""
    return [agree(police, elsewhere), agree(police, council)]


@pytest.fixture
def listed(manager, police, person):
    """Six people in the manager's list: one restricted, one another team's."""
    mine = [make_person(by=manager, surname=f"Fenwick{n}", forenames="") for n in range(4)]
    why = {"reason": "A threat", "basis": LawfulBasisFactory()}
    restrict_record(obj=mine[0], by=manager, **why)
    theirs = make_person(
        by=member(TeamFactory(name="Others"), Membership.Role.MANAGER), surname="Fenwick9"
    )
    give(theirs, theirs.created_by, police)
    return {"mine": mine, "theirs": theirs}


@pytest.fixture
def terms(elsewhere):
    return {
        "teams": "Norfolk IOM Team",
        "sections": ["log"],
        "level": "1",
        "purpose": "One cohort",
        "basis": LawfulBasisFactory().pk,
        "how_long": "ended",
    }


def words_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def checked(client, address, form):
    """The check, and the answers that it would send again with its green button."""
    response, page = post(client, address, **form)
    assert response.status_code == 200
    answers = {}
    for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page):
        answers.setdefault(name, []).append(value)
    answers.pop("csrfmiddlewaretoken", None)
    agreed = re.search(r'name="confirmed" value="([^"]+)"', page)
    return words_of(page), {**answers, "confirmed": agreed.group(1) if agreed else ""}


def test_the_list_leads_to_it_with_its_filters(signed_in, client, listed, officer, police):
    page = signed_in.get("/profiles/", {"q": "fenwick", "warning": ""}).content.decode()
    assert f'href="{GIVE}?q=fenwick"' in page
    assert f'href="{END}?q=fenwick"' in page

    police.gives_access = "managers"
    police.save()
    client.force_login(officer)
    assert GIVE not in client.get("/profiles/").content.decode()


def test_the_page_says_how_many_match_and_how_many_can_be_shared(signed_in, listed):
    page = words_of(signed_in.get(GIVE, {"q": "fenwick"}).content.decode())

    assert "5 match. You can share 3 of them." in page
    assert f"1 left out: {bulk_preview.NOT_YOURS}" in page
    assert f"1 left out: {bulk_preview.RESTRICTED}" in page


def test_it_is_checked_done_and_said(signed_in, client, listed, terms, outsider):
    page, answers = checked(signed_in, f"{GIVE}?q=fenwick", terms)
    assert "The person in Norfolk IOM Team will be able to read the records of 3 people" in page
    assert "Norfolk IOM Team: 3 shared, 2 left out" in page
    assert Grant.objects.filter(purpose="One cohort").count() == 0
    assert not Event.objects.filter(verb="access.given", target_type="").exists()

    response, _ = post(signed_in, f"{GIVE}?q=fenwick", **answers)
    assert response["Location"] == DONE
    page = signed_in.get(DONE).content.decode()
    assert "Norfolk IOM Team: 3 shared, 2 left out" in words_of(page)
    assert listed["theirs"].reference in page
    assert listed["mine"][0].reference in page
    assert listed["mine"][1].reference not in page
    event = Event.objects.order_by("-pk").first()
    assert set(event.subjects) == {listed["theirs"].pk, listed["mine"][0].pk}
    client.force_login(outsider)
    assert client.get(url("log", listed["mine"][1])).status_code == 200


def test_each_record_says_so_in_its_history(signed_in, listed, terms):
    _, answers = checked(signed_in, f"{GIVE}?q=fenwick", terms)
    post(signed_in, f"{GIVE}?q=fenwick", **answers)

    given, left = listed["mine"][1], listed["mine"][0]
    words = "Gave access to Norfolk IOM Team"
    assert words in words_of(signed_in.get(url("history", given)).content.decode())
    assert words not in words_of(signed_in.get(url("history", left)).content.decode())


def test_a_page_reloaded_does_nothing_again(signed_in, listed, terms):
    _, answers = checked(signed_in, f"{GIVE}?q=fenwick", terms)
    post(signed_in, f"{GIVE}?q=fenwick", **answers)
    grants = Grant.objects.count()

    signed_in.get(DONE)
    signed_in.get(DONE)

    assert Grant.objects.count() == grants


def test_giving_sent_twice_is_done_once(signed_in, listed, terms):
    _, answers = checked(signed_in, f"{GIVE}?q=fenwick", terms)
    post(signed_in, f"{GIVE}?q=fenwick", **answers)

    again = signed_in.post(f"{GIVE}?q=fenwick", answers, follow=True)

    assert Grant.objects.filter(purpose="One cohort").count() == 3
    assert Event.objects.filter(verb="access.given", target_type="").count() == 1
    assert again.redirect_chain == [(DONE, 302)]
    page = words_of(again.content.decode())
    assert "You have given this access already. It was given once." in page
    assert "Norfolk IOM Team: 3 shared, 2 left out" in page


def test_ending_sent_twice_is_done_once(signed_in, listed, terms):
    _, answers = checked(signed_in, f"{GIVE}?q=fenwick", terms)
    post(signed_in, f"{GIVE}?q=fenwick", **answers)
    form = {"teams": "Norfolk IOM Team", "because": "The cohort is over"}
    _, answers = checked(signed_in, f"{END}?q=fenwick", form)
    post(signed_in, f"{END}?q=fenwick", **answers)

    again = signed_in.post(f"{END}?q=fenwick", answers, follow=True)

    assert Event.objects.filter(verb="access.ended", target_type="").count() == 1
    assert again.redirect_chain == [(DONE, 302)]
    page = words_of(again.content.decode())
    assert "You have ended this access already. It was ended once." in page
    assert "Norfolk IOM Team: 3 ended" in page


def test_what_did_not_go_on_spends_nothing(signed_in, manager, listed, terms):
    _, answers = checked(signed_in, f"{GIVE}?q=fenwick", terms)
    assert answers["once"]
    assert not SpentToken.objects.exists()
    make_person(by=manager, surname="Fenwick5")
    _, page = post(signed_in, f"{GIVE}?q=fenwick", **answers)
    assert "The list has changed since you checked it." in page
    assert not SpentToken.objects.exists()

    response, _ = post(signed_in, f"{GIVE}?q=fenwick", **{**answers, "confirmed": "4"})

    assert response["Location"] == DONE
    assert Grant.objects.filter(purpose="One cohort").count() == 4


def test_a_list_that_changed_is_checked_again(signed_in, manager, listed, terms):
    _, answers = checked(signed_in, f"{GIVE}?q=fenwick", terms)
    make_person(by=manager, surname="Fenwick5")

    response, page = post(signed_in, f"{GIVE}?q=fenwick", **answers)

    assert response.status_code == 200
    assert "The list has changed since you checked it." in page
    assert 'value="4">Give access' in page
    assert not Grant.objects.filter(purpose="One cohort").exists()


def test_access_of_many_is_ended(signed_in, client, listed, terms, outsider):
    _, answers = checked(signed_in, f"{GIVE}?q=fenwick", terms)
    post(signed_in, f"{GIVE}?q=fenwick", **answers)

    form = {"teams": "Norfolk IOM Team", "because": ""}
    assert "Enter why you are ending it" in post(signed_in, f"{END}?q=fenwick", **form)[1]
    form["because"] = "The cohort is over"
    page, answers = checked(signed_in, f"{END}?q=fenwick", form)
    assert "will no longer have this access to 3 people." in page
    post(signed_in, f"{END}?q=fenwick", **answers)

    client.force_login(outsider)
    assert client.get(url("log", listed["mine"][1])).status_code == 404


def test_named_people_are_given_many_together(signed_in, listed, terms, outsider, council):
    other = member(council, name="Dilan Aksoy")
    form = {**terms, "teams": "", "people": f"outsider\n{other.username}"}

    page, answers = checked(signed_in, f"{GIVE}?q=fenwick", form)
    assert "Isla Thornbury: 3 shared, 2 left out" in page
    post(signed_in, f"{GIVE}?q=fenwick", **answers)

    given = Grant.objects.filter(purpose="One cohort")
    assert given.filter(user=outsider).count() == given.filter(user=other).count() == 3


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"teams": ""}, "Enter a team or a person"),
        ({"people": "outsider"}, "Choose one team, or named people and no team"),
        ({"purpose": ""}, "Enter why they need access"),
        ({"teams": "Nowhere"}, "No team is called “Nowhere”."),
        ({"how_long": "date", "until": "1 May 2020"}, "today or later"),
        ({"change": "yes"}, "Give access to these people"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_done(
    signed_in, listed, terms, outsider, wrong, message
):
    for extra in ({}, {"confirmed": "3"}):
        _, page = post(signed_in, f"{GIVE}?q=fenwick", **{**terms, **wrong, **extra})
        assert message in page
    assert not Grant.objects.filter(purpose="One cohort").exists()


def test_access_that_reaches_further_stays(signed_in, manager, listed, terms, elsewhere):
    give(listed["mine"][1], manager, elsewhere, level=2)

    page, _ = checked(signed_in, f"{GIVE}?q=fenwick", terms)

    assert "Norfolk IOM Team: 2 shared, 3 left out" in page
    assert "1 left out: they already have more access" in page


@pytest.mark.parametrize(("address", "what"), [(GIVE, "share"), (END, "end access to")])
def test_nobody_matches_and_none_can_be_shared_are_plain_pages(
    signed_in, manager, listed, terms, address, what
):
    page = signed_in.get(address, {"q": "nobody-like-this"}).content.decode()
    assert "No matching people found." in page
    assert "<textarea" not in page
    page = signed_in.get(address, {"q": "fenwick9"}).content.decode()
    assert f"You can {what} none of the 1 that match." in page
    post(signed_in, f"{address}?q=fenwick9", **terms, because="x", confirmed="0")
    assert not Grant.objects.filter(purpose="One cohort").exists()


def test_there_is_a_most_in_one_go(signed_in, listed, terms, monkeypatch):
    monkeypatch.setattr(bulk_preview, "CAP", 3)

    page = signed_in.get(GIVE).content.decode()
    assert "3 is the most in one go" in page
    _, page = post(signed_in, GIVE, **terms)
    assert "3 is the most in one go" in page
    assert not Grant.objects.filter(purpose="One cohort").exists()


@pytest.mark.parametrize("address", [GIVE, END])
def test_it_is_for_those_who_give_access(client, request, listed, terms, police, address):
    police.gives_access = "managers"
    police.save()
    for actor in ("officer", "operator", "auditor", "administrator"):
        client.force_login(request.getfixturevalue(actor))
        refused = 404 if actor == "operator" else 403
        assert client.get(address).status_code == refused
        assert client.post(address, terms).status_code == refused
    assert not Grant.objects.filter(purpose="One cohort").exists()


def test_there_is_no_outcome_before_anything_was_done(signed_in):
    assert signed_in.get(DONE).status_code == 404


@pytest.mark.parametrize("odd", ["\U0001f600", "%", "';--", "x" * 9000, "-1", "٣", "\u202e"])
@pytest.mark.parametrize("name", ["q", "role", "team", "warning", "sort", "after"])
def test_odd_filters_are_never_an_error_of_ours(signed_in, listed, terms, name, odd):
    for address in (GIVE, END):
        assert signed_in.get(address, {name: odd}).status_code == 200
