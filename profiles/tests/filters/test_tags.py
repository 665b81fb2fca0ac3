"""All filters together, as tags that take them away, and what they cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from audit.models import Event
from profiles.list_filters import LIST_FILTERS
from profiles.models import DueReport
from profiles.tests.factories import (
    TODAY,
    CohortFactory,
    CustodyStayFactory,
    InvolvementFactory,
    RoleFactory,
    WarningFactory,
)
from profiles.tests.filters.reading import LIST, PRINT, graded, words
from records.models import FormKind

pytestmark = pytest.mark.slow


# ---- Together, in words, and taken away ---------------------------------------------------------
@pytest.fixture
def fits_all(manager, levels, police):
    """Makes a person one whom all filters leave."""

    def fit(person):
        person.lead = None
        person.save_without_historical_record()
        InvolvementFactory(profile=person, user=manager)
        RoleFactory(profile=person, kind="witness")
        graded(person, levels["high"], review_on=TODAY)
        WarningFactory(profile=person)
        CustodyStayFactory(profile=person)
        CohortFactory(profile=person)
        kind = FormKind.objects.get(code="review")
        DueReport.objects.create(
            profile=person, kind=kind, team=police, due_on=TODAY, why=DueReport.Why.PERIOD
        )

    return fit


@pytest.fixture
def everything(opened, fits_all, staffordshire, police):
    """One person whom all filters leave; a value of each."""
    fits_all(opened("Pellworth", days=60))
    opened("Ashdown", days=60)
    return {
        "mine": "on",
        "lead": "gone",
        "role": "witness",
        "risk": "high",
        "team": str(police.pk),
        "area": staffordshire.code,
        "warning": "risk-to-staff",
        "custody": "hmp-stafford",
        "contact": "28",
        "cohort": "fixed",
        "review": "late",
        "report": "late",
    }


def test_all_filters_together_with_words(listed, manager, everything):
    assert set(everything) == {kind.name for kind in LIST_FILTERS}
    assert listed(manager, **everything, q="pell") == {"Pellworth"}
    assert listed(manager, **everything, q="ashdown", by="name") == set()
    assert listed(manager, **everything | {"role": "victim"}) == set()


def test_each_filter_is_a_tag_that_takes_it_away(signed_in, everything):
    asked = {"q": "pell", **everything, "sort": "-name"}
    page = signed_in.get(LIST, asked)

    tags = page.context["filter"].tags
    assert [tag.text for tag in tags] == [
        *("“pell”", "My people", "Witness", "Risk: High", "Staffordshire IOM Team"),
        *(
            "No current lead",
            "Area: Staffordshire",
            "Warning: Risk to staff",
            "In HMP Stafford",
        ),
        "No contact for 28 days",
        *("Cohort: Fixed", "Risk review overdue", "A report is overdue"),
    ]
    for name, tag in zip(["q", *everything], tags_in_order(tags, everything), strict=True):
        left = signed_in.get(LIST + tag.remove).context["filter"].values
        assert {k: v for k, v in left.items() if v} == {
            key: value for key, value in asked.items() if key != name
        }
    clear = re.search(r'href="([^"]*)">Clear all', page.content.decode())
    assert clear.group(1) == LIST
    assert "Clear all" not in signed_in.get(LIST, {"sort": "-name"}).content.decode()


def tags_in_order(tags, asked):
    """The tags in the order of what was asked, the words first."""
    places = ["q", *(kind.name for kind in LIST_FILTERS)]
    return [tags[places.index(name)] for name in ("q", *asked)]


def test_what_must_be_known_is_said_once(signed_in, everything):
    page = words(signed_in.get(LIST, everything))

    assert "Risk: High: only people whose risk you may read." in page
    assert "No contact for 28 days: only people whose log you may read." in page
    assert "Newer records are left out." in page
    assert "More filters (10 in use)" in page


def test_the_filters_are_in_the_log_and_the_words_are_not(signed_in, everything):
    signed_in.get(LIST, {**everything, "q": "pell"})

    event = Event.objects.filter(verb="profile.list:search").latest("pk")
    assert event.detail == {"filters": everything, "by_name": True, "shown": "search"}


# ---- What it costs ------------------------------------------------------------------------------
@pytest.mark.parametrize("name", [kind.name for kind in LIST_FILTERS])
def test_20_people_cost_what_1_costs(signed_in, opened, everything, fits_all, name):
    asked = {name: everything[name]}

    def cost(address):
        with CaptureQueriesContext(connection) as made:
            page = signed_in.get(address, asked)
        return len(made), len(page.context["page"])

    for address in (LIST, PRINT):
        cost(address)
    (of_list, some), (of_print, _) = cost(LIST), cost(PRINT)
    for number in range(19):
        fits_all(opened(f"Other{number}", days=60))

    assert cost(LIST) == (of_list, some + 19)
    assert cost(PRINT) == (of_print, some + 19)


def test_a_narrowed_list_goes_on_page_by_page(signed_in, opened, levels):
    for number in range(30):
        graded(opened(f"Other{number:02}"), levels["high"])

    first = signed_in.get(LIST, {"risk": "high"})
    after = first.context["page"].next_cursor
    second = signed_in.get(LIST, {"risk": "high", "after": after})

    assert [len(page.context["page"]) for page in (first, second)] == [25, 5]
    both = [one.pk for page in (first, second) for one in page.context["page"]]
    assert len(set(both)) == 30
