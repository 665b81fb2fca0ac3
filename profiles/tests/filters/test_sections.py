"""People without contact, and filters by a section: only readers of the section are told."""

import datetime

import pytest
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import BreakGlassFactory, DiscoveryFactory, give, restrict
from agencies.tests.factories import MembershipFactory, TeamFactory
from audit.models import Event
from profiles.list_filters import QUIET_DAYS
from profiles.models import Profile
from profiles.tests.factories import ContactOutcomeFactory, write_contact
from profiles.tests.filters.reading import LIST, graded, words

pytestmark = pytest.mark.slow
DAY = datetime.timedelta(days=1)


# ---- No contact ---------------------------------------------------------------------------------
@pytest.fixture
def quiet(opened, manager):
    """Records with entries on and around the day that counts, the 28th before today."""
    today = timezone.localdate()
    the_day = today - QUIET_DAYS * DAY
    tried = ContactOutcomeFactory()
    met = ContactOutcomeFactory(code="met", name="Met", speaks_for_itself=False)

    def met_on(surname, *entries, days=60):
        person = opened(surname, days=days)
        for day, outcome in entries:
            write_contact(person, manager, happened_on=day, outcome=outcome)

    met_on("Nothing at all")
    met_on("Long ago", (today - 90 * DAY, None))
    met_on("On the day", (the_day, None))
    met_on("The day after", (the_day + DAY, None))
    met_on("Today", (today, met))
    met_on("Only tried", (today, tried), (the_day + DAY, tried))
    met_on("Tried and met", (today, tried), (today - DAY, met))
    met_on("Opened that day", days=QUIET_DAYS)
    met_on("Opened since", days=QUIET_DAYS - 1)
    met_on("Opened today", days=0)
    met_on("Known from before", (today - 90 * DAY, met), days=2)
    met_on("Tried from before", (today - 90 * DAY, tried), days=2)
    silent = {"Nothing at all", "Long ago", "On the day", "Only tried", "Opened that day"}
    return silent | {"Known from before"}


def test_no_contact_is_nothing_that_took_place_for_28_days(listed, manager, quiet):
    assert listed(manager, contact="28") == quiet


def test_no_contact_is_of_those_whose_log_is_read(listed, manager, elsewhere, outsider, quiet):
    people = {person.surname: person for person in Profile.objects.all()}
    for surname in ("Long ago", "Only tried", "Today"):
        give(people[surname], manager, elsewhere, sections=["log"])
    give(people["Nothing at all"], manager, elsewhere, sections=["risk"])

    assert listed(outsider, contact="28") == {"Long ago", "Only tried"}


# ---- Sections are told to nobody who does not hold them -----------------------------------------
@pytest.fixture(params=["risk", "contact"])
def by_section(request, levels):
    """The section, the other one, and the filter that asks it."""
    section = {"risk": "risk", "contact": "log"}[request.param]
    other = {"risk": "log", "log": "risk"}[section]
    return section, other, {request.param: {"risk": "high", "contact": "28"}[request.param]}


@pytest.mark.parametrize(
    ("way", "is_told"),
    [
        *(("section", True), ("identity", False), ("other", False), ("nothing", False)),
        *(("glass", True), ("restricted", False), ("restricted, named", True)),
        *(("restricted, other named", False), ("excluded", False), ("found", False)),
    ],
)
def test_a_filter_by_a_section_tells_only_who_holds_it(
    listed, client, opened, manager, council, reader, levels, by_section, way, is_told
):
    section, other, asked = by_section
    person = opened("Pellworth", days=60)
    graded(person, levels["high"])
    if way in ("section", "restricted", "excluded") or "named" in way:
        give(person, manager, council, sections=[section])
    if way in ("identity", "other"):
        give(person, manager, council, sections=[other] if way == "other" else [])
    if "named" in way:
        named = other if "other" in way else section
        give(person, manager, reader, named=True, sections=[named])
    if way in ("glass", "found"):
        DiscoveryFactory(obj=person, by=reader)
    if way == "glass":
        BreakGlassFactory(obj=person, by=reader)
    if "restricted" in way:
        restrict(person, manager)
    if way == "excluded":
        exclude_person(obj=person, by=manager, user=reader, reason="A cousin")

    found = listed(reader, **asked)

    assert found == ({"Pellworth"} if is_told else set())
    page = words(client.get(LIST, asked))
    assert ("Pellworth" in page) is is_told
    assert ("1 person you can see" in page) is is_told
    assert (Event.objects.filter(verb="profile.list:list").latest("pk").subjects != []) is is_told


def test_two_sections_may_come_by_two_grants(listed, opened, manager, council, reader, levels):
    second = TeamFactory(name="Second", agency=council.agency)
    MembershipFactory(user=reader, team=second)
    both, one = opened("Both", days=60), opened("One", days=60)
    for person in (both, one):
        graded(person, levels["high"])
        give(person, manager, council, sections=["risk"])
    give(both, manager, second, sections=["log"])
    give(one, manager, second, sections=["contact_details"])
    asked = {"risk": "high", "contact": "28"}

    assert listed(reader, **asked) == {"Both"}
    assert listed(reader, **asked, sort="-activity") == {"Both"}
    assert listed(reader, risk="high", sort="-activity") == {"Both", "One"}
    assert listed(reader, risk="low", contact="28") == set()
