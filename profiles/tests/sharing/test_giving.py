"""Giving access on its page."""

import re
from html import unescape

import pytest

from access.models import Grant
from access.services import restrict_record
from access.tests.factories import LawfulBasisFactory, give
from agencies.tests.factories import TeamFactory, days_on, member
from audit.models import Event
from profiles.tests.walking import post, url

pytestmark = pytest.mark.slow


# ---- Giving access ------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"teams": ""}, "Enter a team or a person"),
        ({"teams": "Norfolk IOM Teem"}, "No team is called “Norfolk IOM Teem”."),
        ({"teams": "Norfolk IOM Team\nzzzz"}, "No team is called “zzzz”."),
        ({"teams": "\U0001f600"}, "No team is called “\U0001f600”."),
        ({"teams": "x" * 10_000}, "4000 characters or fewer. You entered 10000."),
        ({"teams": "x" * 200}, "too long for a name"),
        ({"teams": "\n".join("abcdefghijklmnopqrstu")}, "20 lines or fewer. You entered 21."),
        ({"teams": "Staffordshire IOM Team"}, "already manages this record"),
        ({"teams": "Closed Team"}, "“Closed Team” has closed."),
        ({"teams": "A refuge"}, "No team is called “A refuge”."),
        ({"people": "Nobody Atall"}, "Nobody in the directory is called “Nobody Atall”."),
        ({"people": "Gone Away"}, "Nobody in the directory is called “Gone Away”. They may have"),
        ({"chosen": "team:00000000-0000-0000-0000-000000000000"}, "no longer in the directory"),
        ({"chosen": "drop table"}, "no longer in the directory"),
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
    response, page = post(signed_in, url("grant", person), **terms)
    assert "Check before you give access" in page
    assert "The person in Norfolk IOM Team will be able to read and add to" in page
    assert not Grant.objects.exists()

    response, _ = post(signed_in, url("grant", person), **terms, confirmed="yes")
    assert response["Location"] == url("sharing", person)
    client.force_login(outsider)
    assert client.get(url("log", person)).status_code == 200
    assert client.get(url("risk", person)).status_code == 404


def test_what_is_replaced_is_shown_before(signed_in, person, manager, elsewhere, terms):
    give(person, manager, elsewhere, sections=["risk"])

    _, page = post(signed_in, url("grant", person), **terms)

    page = " ".join(page.split())
    assert "This replaces what they have now" in page
    assert "Read: overview, risk, until ended" in page
    assert "Read and add: overview, log, until" in page
    assert "No longer: risk" in page


def ticked(page):
    """The boxes of a page that are ticked, and its other choices: values and words."""
    boxes = re.findall(r'name="(chosen|instead)" type="checkbox" value="([^"]+)"( checked)?', page)
    return (
        [value for name, value, checked in boxes if checked],
        [(name, unescape(value)) for name, value, checked in boxes if not checked],
    )


def test_several_teams_and_people_are_given_access_together(signed_in, person, terms, council):
    one, two = member(council, username="ppo.one"), member(council, name="Dilan Aksoy")
    form = {
        **terms,
        "teams": "norfolk iom team\nStafford Housing\nNORFOLK IOM TEAM",
        "people": f"ppo.one\nDilan Aksoy\n{one.name}",
    }

    _, page = post(signed_in, url("grant", person), **form)
    assert "2 people in Stafford Housing" in page
    assert "Dilan Aksoy (Stafford Housing) will be able to" in page
    post(signed_in, url("grant", person), **form, confirmed="yes")

    given = set(Grant.objects.values_list("team__name", "user"))
    assert given == {
        ("Norfolk IOM Team", None),
        ("Stafford Housing", None),
        ("Stafford Housing", one.pk),
        ("Stafford Housing", two.pk),
    }


def test_what_was_found_stays_and_what_was_meant_is_one_tick(signed_in, person, terms, council):
    form = {**terms, "teams": "Norfolk IOM Team\nStaford Housing", "people": "Isla Thornbery"}
    isla = member(council, name="Isla Thornbury")
    _, page = post(signed_in, url("grant", person), **form)
    chosen, offered = ticked(page)
    assert len(chosen) == 1
    assert "Did you mean" in page
    assert ("instead", f"team:{council.uuid}|Staford Housing") in offered
    assert ("instead", f"person:{isla.memberships.get().uuid}|Isla Thornbery") in offered
    assert "\nStaford Housing</textarea>" in page

    # The lines that were answered are not asked about again, though they are still in the boxes.
    instead = [value for name, value in offered if name == "instead"]
    again = {**form, "teams": "Staford Housing", "chosen": chosen, "instead": instead}
    post(signed_in, url("grant", person), **again, confirmed="yes")

    assert set(Grant.objects.values_list("team__name", "user__name")) == {
        ("Norfolk IOM Team", None),
        ("Stafford Housing", None),
        ("Stafford Housing", "Isla Thornbury"),
    }


def test_changing_something_keeps_everything(signed_in, person, terms):
    _, page = post(signed_in, url("grant", person), **terms)
    chosen = re.search(r'name="chosen" value="([^"]+)"', page).group(1)

    again = {**terms, "teams": "", "chosen": chosen, "change": "yes"}
    _, page = post(signed_in, url("grant", person), **again)

    assert "Check before you give access</button>" in page
    assert ticked(page)[0] == [chosen]
    assert "Has moved to Norwich" in page
    _, page = post(signed_in, url("grant", person), **{**again, "chosen": []})
    assert "Enter a team or a person" in page


def test_two_of_one_name_are_told_apart(signed_in, person, terms, council, elsewhere):
    member(council, name="Sam Small", username="sam.one")
    member(elsewhere, name="Sam Small", username="sam.two")

    _, page = post(signed_in, url("grant", person), **{**terms, "people": "sam small"})

    assert "Several people are called “sam small”. Choose which." in page
    assert "Stafford Housing, sam.one" in page
    assert "Norfolk IOM Team, sam.two" in page


def test_no_more_than_twenty_at_once(signed_in, person, terms):
    teams = [TeamFactory() for _ in range(21)]
    form = {**terms, "teams": "", "chosen": [f"team:{team.uuid}" for team in teams]}

    _, page = post(signed_in, url("grant", person), **form)

    assert "20 teams and people at most in one go. You chose 21." in page


def test_nothing_is_left_behind_by_the_check(signed_in, person, terms):
    events = Event.objects.count()

    post(signed_in, url("grant", person), **terms)

    assert not Grant.objects.exists()
    assert Event.objects.count() == events + 1  # the page itself


def test_a_restricted_record_is_not_given_to_a_team(signed_in, person, terms, manager):
    restrict_record(obj=person, by=manager, reason="x", basis=LawfulBasisFactory())

    _, page = post(signed_in, url("grant", person), **terms)

    assert "There is a problem" in page
    assert "This record is restricted. Give access to named people instead." in page


def test_teams_who_know_the_person_are_one_tick_away(
    signed_in, person, manager, council, elsewhere, norfolk, staffordshire
):
    give(person, manager, council)
    give(person, manager, TeamFactory(name="A refuge", is_discreet=True))
    staffordshire.neighbours.add(norfolk)

    page = signed_in.get(url("grant", person)).content.decode()

    assert f"team:{council.uuid}" in page
    assert "Has access now: read" in page
    assert f"team:{elsewhere.uuid}" in page
    assert "Neighbouring team" in page
    assert "A refuge" not in page


# ---- History by section -------------------------------------------------------------------------
def test_the_agreement_that_covers_it_stands_on_the_check_page(signed_in, person, terms):
    _, page = post(signed_in, url("grant", person), **terms)

    assert "Covered by the agreement" in page


def test_between_agencies_access_needs_an_agreement_and_says_so(
    signed_in, person, terms, agreements
):
    for agreement in agreements:
        agreement.review_due_on = agreement.in_force_until = days_on(-1)
        agreement.save()

    _, page = post(signed_in, url("grant", person), **terms)

    assert "No agreement is in force between Staffordshire Police and Norfolk" in page
    assert not Grant.objects.exists()


# ---- Going back ---------------------------------------------------------------------------------
def token_of(page):
    return re.search(r'name="once" value="([^"]+)"', page)[1]


def test_back_after_giving_leads_to_what_was_given(signed_in, client, person, terms, manager):
    address = url("grant", person)
    once = token_of(signed_in.get(address).content.decode())
    _, page = post(signed_in, address, **terms, once=once)
    assert f'data-back="?once={once}"' in page

    # Before it is given, the address is the form's.
    assert (
        "Check before you give access" in signed_in.get(f"{address}?once={once}").content.decode()
    )
    post(signed_in, address, **terms, once=once, confirmed="yes")
    back = signed_in.get(f"{address}?once={once}", follow=True)

    assert back.redirect_chain == [(url("sharing", person), 302)]
    assert "You have given this access already." in back.content.decode()
    assert Grant.objects.count() == 1


def test_the_token_of_somebody_else_leads_nowhere(signed_in, client, person, terms, council):
    address = url("grant", person)
    once = token_of(signed_in.get(address).content.decode())
    post(signed_in, address, **terms, once=once, confirmed="yes")

    client.force_login(member(person.owner_team, role="manager"))

    assert client.get(f"{address}?once={once}").status_code == 200
