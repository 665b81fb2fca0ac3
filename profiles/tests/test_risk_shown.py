"""No risk has one meaning at a time: not assessed, not shared, or the level; on every page."""

import html

import pytest
from django.urls import reverse

from access.services import exclude_person
from access.tests.factories import give
from profiles.services import assess_risk
from profiles.tests.factories import TODAY, RiskLevelFactory, make_person

pytestmark = pytest.mark.slow

NOT_ASSESSED, NOT_SHARED = "Not assessed", "Risk not shared with you"


def assess(person, by, level="high", name="High"):
    level = RiskLevelFactory(code=level, name=name, badge=level)
    return assess_risk(
        profile=person,
        by=by,
        level=level,
        of_what="serious harm",
        rationale="A",
        assessed_on=TODAY,
    )


@pytest.fixture
def said(client):
    """What a page says about risk, in its badges; the paper and the API in theirs."""

    def read(reader, person):
        client.force_login(reader)

        def page(name, *args, **query):
            text = client.get(reverse(name, args=args), query).content.decode()
            return html.unescape(text)

        words = ("Not assessed", "Risk not shared with you", "High risk", "Low risk")
        pages = {
            "header": page("profiles:overview", person.uuid).partition("subnavigation")[0],
            "list": page("profiles:list"),
            "search": page("profiles:list", q=person.surname),
            "similar": page("profiles:list", q=f"Mr {person.surname}x"),
            "paper": page("profiles:print"),
        }
        found = {
            name: {one for one in words if one in text.replace("High risk of", "High risk")}
            for name, text in pages.items()
        }
        row = client.get("/api/v1/profiles/").json()["results"][0]["risk"]
        one = client.get(reverse("api:profile", args=[person.uuid])).json()["risk"]
        assert row == one
        return found, one

    return read


PAGES = ("header", "list", "search", "similar", "paper")


def test_who_holds_risk_is_told_that_there_is_none(said, person, officer):
    pages, api = said(officer, person)

    assert pages == {page: {NOT_ASSESSED} for page in PAGES}
    assert api == {"status": "not_assessed", "level": None, "name": None}


def test_who_holds_risk_is_told_the_latest_level(said, person, officer):
    assess(person, officer, "low", "Low")
    assess(person, officer)

    pages, api = said(officer, person)

    assert pages == {page: {"High risk"} for page in PAGES}
    assert api == {"status": "assessed", "level": "high", "name": "High"}


@pytest.mark.parametrize("assessed", [True, False])
def test_who_does_not_hold_risk_is_told_that_and_nothing_else(
    said, person, officer, manager, outsider, assessed
):
    if assessed:
        assess(person, officer)
    give(person, manager, outsider.acting_team, sections=["log"])

    pages, api = said(outsider, person)

    assert pages == {page: {NOT_SHARED} for page in PAGES}
    assert api == {"status": "not_shared", "level": None, "name": None}


def test_each_of_a_list_has_its_own(client, person, officer, manager, outsider):
    other = make_person(by=officer, surname="Quill", forenames="Ann")
    own = make_person(team=outsider.acting_team, surname="Own", forenames="Ida")
    for one in (person, other):
        assess(one, officer)
    give(person, manager, outsider.acting_team, sections=["risk"])
    give(other, manager, outsider.acting_team, sections=["log"])
    client.force_login(outsider)

    page = client.get(reverse("profiles:list")).context["page"]

    assert {row.pk: row.risk.status for row in page} == {
        person.pk: "assessed",
        other.pk: "not_shared",
        own.pk: "not_assessed",
    }
    exclude_person(obj=person, by=manager, user=outsider, reason="A relative")
    page = client.get(reverse("profiles:list")).context["page"]
    assert {row.pk for row in page} == {other.pk, own.pk}
