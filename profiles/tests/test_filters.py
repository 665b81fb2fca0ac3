"""Each filter of the list of people leaves whom it should and nobody else.

Whatever is asked, the page, its count, its ids and the printed list are of the same people, whom
`visible_to` says plainly.
"""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import BreakGlassFactory, DiscoveryFactory, give, restrict
from agencies.models import User
from agencies.tests.factories import MembershipFactory, PartnershipFactory, TeamFactory, member
from audit.models import Event
from profiles.list_filters import LIST_FILTERS, QUIET_DAYS
from profiles.models import Profile, RiskAssessment
from profiles.tests.factories import (
    ContactOutcomeFactory,
    CustodyStayFactory,
    EstablishmentFactory,
    InvolvementFactory,
    RiskAssessmentFactory,
    RiskLevelFactory,
    RoleFactory,
    StatutoryStatusFactory,
    WarningFactory,
    WarningKindFactory,
    make_person,
    write_contact,
)

pytestmark = pytest.mark.slow

LIST, PRINT = reverse("profiles:list"), reverse("profiles:print")
DAY = datetime.timedelta(days=1)


def words(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(text).split())


@pytest.fixture
def opened(manager, police):
    """A record of the owner team; opened that many days ago."""

    def make(surname, days=0, **fields):
        person = make_person(by=manager, team=police, surname=surname, **fields)
        if days:
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE profiles_profile SET created_at = created_at - %s WHERE id = %s",
                    [days * DAY, person.pk],
                )
            person.refresh_from_db()
        return person

    return make


@pytest.fixture
def listed(client):
    """The surnames on the reader's list, which every other way to ask agrees with."""

    def look(reader, **asked):
        client.force_login(reader)
        page = client.get(LIST, asked)
        assert page.status_code == 200
        rows, narrowed = list(page.context["page"]), page.context["filter"]
        found, how = narrowed.queryset(), narrowed.search.how
        assert page.context["count"] == str(len(rows))
        ids = {person.pk for person in rows}
        reader = User.objects.get(pk=reader.pk)
        assert set(found.ids_for(reader, **how)) == ids
        plainly = set(found.visible_to(reader).values_list("pk", flat=True))
        assert plainly >= ids if how else plainly == ids
        assert {person.pk for person in client.get(PRINT, asked).context["page"]} == ids
        return {person.surname for person in rows}

    return look


# ---- Role ---------------------------------------------------------------------------------------
def test_a_role_is_one_that_is_held_today(listed, opened, manager):
    today = timezone.localdate()
    for surname, dates in (
        ("Now", {}),
        ("Last day", {"ends_on": today}),
        ("First day", {"starts_on": today}),
        ("Over", {"ends_on": today - DAY}),
        ("To come", {"starts_on": today + DAY}),
    ):
        RoleFactory(profile=opened(surname), kind="witness", **dates)
    RoleFactory(profile=opened("Victim"), kind="victim")
    RoleFactory(profile=make_person(surname="Elsewhere"), kind="witness")

    assert listed(manager, role="witness") == {"Now", "Last day", "First day"}


# ---- Area ---------------------------------------------------------------------------------------
def test_an_area_is_where_the_record_is_managed(
    listed, opened, manager, police, staffordshire, norfolk, elsewhere
):
    borough = PartnershipFactory(name="Moorlands", parent=staffordshire)
    local = TeamFactory(name="Moorlands Safety", areas=[borough])
    for surname, team in (("Borough", local), ("Norfolk", elsewhere)):
        person = make_person(team=team, surname=surname)
        give(person, person.created_by, police)
    opened("Force")
    make_person(team=local, surname="Unseen")

    assert listed(manager, area=staffordshire.code) == {"Force", "Borough"}
    assert listed(manager, area=borough.code) == {"Borough"}
    assert listed(manager, area=norfolk.code) == {"Norfolk"}
    nobodys = PartnershipFactory(name="No team there")
    assert listed(manager, area=nobodys.code) == set()


# ---- Team ---------------------------------------------------------------------------------------
@pytest.fixture
def shared(opened, manager, police, council, elsewhere):
    """One of the reader's team, one of each of two others, and one that is not shared."""
    opened("Ours")
    for surname, team in (("Council’s", council), ("Norfolk’s", elsewhere)):
        person = make_person(team=team, surname=surname)
        give(person, person.created_by, police)
    make_person(team=elsewhere, surname="Unseen")
    return manager


def test_records_are_ours_or_shared_with_us(listed, shared, police, elsewhere):
    assert listed(shared, team="ours") == {"Ours"}
    assert listed(shared, team="shared") == {"Council’s", "Norfolk’s"}
    assert listed(shared, team=police.pk) == {"Ours"}
    assert listed(shared, team=elsewhere.pk) == {"Norfolk’s"}


def test_ours_are_those_of_each_of_the_readers_teams(listed, shared, council):
    MembershipFactory(user=shared, team=council)

    assert listed(shared, team="ours") == {"Ours", "Council’s"}
    assert listed(shared, team="shared") == {"Norfolk’s"}


def test_whoever_practises_nowhere_has_nothing_of_their_own(listed, shared, auditor):
    assert listed(auditor, team="ours") == set()
    assert listed(auditor, team="shared") == set()


@pytest.mark.parametrize("kind", ["closed", "discreet"])
def test_a_team_that_the_reader_may_not_choose_is_told_like_none(client, shared, elsewhere, kind):
    """A discreet team answers like one that never was, though the reader holds a record of it."""
    if kind == "closed":
        elsewhere.closed_at = timezone.now()
    elsewhere.is_discreet = kind == "discreet"
    elsewhere.save()
    client.force_login(shared)

    theirs = words(client.get(LIST, {"team": elsewhere.pk}))
    none = words(client.get(LIST, {"team": 99_999_999}))

    assert "Left out: Managed by." in theirs
    minute = re.compile(r"\d+:\d\d[ap]m|\d+[ap]m")
    assert minute.sub("", theirs) == minute.sub("", none)


# ---- Risk ---------------------------------------------------------------------------------------
@pytest.fixture
def levels():
    return {
        code: RiskLevelFactory(code=code, name=code.title(), badge=code)
        for code in ("low", "medium", "high")
    }


def graded(person, level, day="2026-01-05"):
    return RiskAssessmentFactory(
        profile=person, level=level, assessed_on=datetime.date.fromisoformat(day)
    )


def latest(person):
    return list(
        RiskAssessment.objects.filter(profile=person, is_latest=True).values_list("pk", flat=True)
    )


def test_a_risk_is_that_of_the_latest_grading(listed, opened, manager, levels):
    risen, fallen, never = opened("Risen"), opened("Fallen"), opened("Never")
    for person, first, then in ((risen, "low", "high"), (fallen, "high", "low")):
        graded(person, levels[first], "2026-01-05")
        graded(person, levels[then], "2026-02-05")
    graded(make_person(surname="Unseen"), levels["high"])

    assert listed(manager, risk="high") == {"Risen"}
    assert listed(manager, risk="low") == {"Fallen"}
    assert listed(manager, risk="medium") == set()
    assert latest(never) == []


def test_the_latest_grading_is_kept_by_the_database(opened, levels):
    person, other = opened("One"), opened("Other")
    others = graded(other, levels["low"])
    first = graded(person, levels["low"], "2026-02-05")
    assert latest(person) == [first.pk]

    entered_late = graded(person, levels["high"], "2026-01-05")
    assert latest(person) == [first.pk]
    same_day = graded(person, levels["medium"], "2026-02-05")
    assert latest(person) == [same_day.pk]

    def moved(row, **fields):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    moved(entered_late, assessed_on=datetime.date(2026, 3, 5))
    assert latest(person) == [entered_late.pk]
    moved(entered_late, assessed_on=datetime.date(2026, 1, 5))
    assert latest(person) == [same_day.pk]
    moved(entered_late, rationale="Another reason")
    assert latest(person) == [same_day.pk]
    assert latest(other) == [others.pk]


def test_a_level_that_is_offered_no_longer_still_filters(listed, client, opened, manager, levels):
    graded(opened("Graded"), levels["medium"])
    levels["medium"].is_offered = False
    levels["medium"].save()

    assert listed(manager, risk="medium") == {"Graded"}
    assert "Risk: Medium" in words(client.get(LIST, {"risk": "medium"}))
    assert 'value="medium"' not in client.get(LIST, {"more": "1"}).content.decode()
    assert 'value="low"' in client.get(LIST, {"more": "1"}).content.decode()


# ---- Warnings -----------------------------------------------------------------------------------
def test_a_warning_is_one_in_force(listed, opened, manager):
    knives = WarningKindFactory(code="knives", name="Carries knives")
    today = timezone.localdate()
    WarningFactory(profile=opened("Staff"))
    WarningFactory(profile=opened("Knives"), kind=knives)
    WarningFactory(profile=opened("Over"), kind=knives, ends_on=today - DAY)
    WarningFactory(profile=opened("To come"), kind=knives, starts_on=today + DAY)
    WarningFactory(profile=opened("Until today"), kind=knives, ends_on=today)
    WarningFactory(profile=make_person(surname="Unseen"), kind=knives)
    opened("None")

    assert listed(manager, warning="yes") == {"Staff", "Knives", "Until today"}
    assert listed(manager, warning="knives") == {"Knives", "Until today"}
    assert listed(manager, warning="risk-to-staff") == {"Staff"}


def test_a_restricted_kind_is_restricted_to_add_and_not_to_read(
    listed, client, opened, manager, elsewhere, outsider
):
    """It comes with identity: whom the filter leaves are those whose page says it too."""
    kind = WarningKindFactory(code="informant", name="Do not disclose", is_restricted=True)
    shown, hidden = opened("Shown"), opened("Hidden")
    for person in (shown, hidden):
        WarningFactory(profile=person, kind=kind)
    give(shown, manager, elsewhere, sections=[])

    assert listed(outsider, warning="informant") == {"Shown"}
    assert listed(outsider, warning="yes") == {"Shown"}
    assert "Do not disclose" in words(client.get(shown.get_absolute_url()))


# ---- Where they are -----------------------------------------------------------------------------
def test_custody_is_where_they_are_now(listed, opened, manager):
    stafford = EstablishmentFactory(code="hmp-stafford", name="HMP Stafford")
    dovegate = EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate")
    CustodyStayFactory(profile=opened("Stafford"), establishment=stafford)
    moved, out = opened("Dovegate"), opened("Out")
    over = {"ends_on": datetime.date(2026, 2, 1)}
    CustodyStayFactory(profile=moved, establishment=stafford, **over)
    CustodyStayFactory(profile=moved, establishment=dovegate, starts_on=datetime.date(2026, 2, 1))
    CustodyStayFactory(profile=out, establishment=dovegate, **over)
    opened("Never in")
    CustodyStayFactory(profile=make_person(surname="Unseen"), establishment=stafford)

    assert listed(manager, custody="in") == {"Stafford", "Dovegate"}
    assert listed(manager, custody="out") == {"Out", "Never in"}
    assert listed(manager, custody="hmp-stafford") == {"Stafford"}
    assert listed(manager, custody="hmp-dovegate") == {"Dovegate"}


def test_my_prison_is_where_the_reader_works(listed, client, opened, manager, prison):
    stafford = EstablishmentFactory(code="hmp-stafford", name="HMP Stafford")
    stafford.team = prison
    stafford.save()
    here, unseen, there = opened("Here"), opened("Unseen"), opened("There")
    for person in (here, unseen):
        CustodyStayFactory(profile=person, establishment=stafford)
    CustodyStayFactory(profile=there, establishment=EstablishmentFactory(code="x", name="X"))
    for person in (here, there):
        give(person, manager, prison)
    warder = member(prison)

    assert listed(warder, custody="mine") == {"Here"}
    assert listed(manager, custody="mine") == {"Here", "Unseen", "There"}
    assert "Left out: Where they are." in words(client.get(LIST, {"custody": "mine"}))


# ---- Mine ---------------------------------------------------------------------------------------
def test_my_people_are_those_i_work_with_by_name(listed, opened, manager, officer, colleague):
    over = {"ends_on": timezone.localdate() - DAY}
    for surname in ("Led", "Led by another", "Nobody’s"):
        person = opened(surname)
        person.lead = {"Led": officer, "Led by another": colleague}.get(surname)
        person.save_without_historical_record()
    for surname, user, dates in (
        ("of", officer, {}),
        ("of another", colleague, {}),
        ("over", officer, over),
    ):
        StatutoryStatusFactory(profile=opened(f"Licence {surname}"), user=user, **dates)
        InvolvementFactory(profile=opened(f"Work {surname}"), user=user, **dates)
    unseen = make_person(surname="Unseen")
    InvolvementFactory(profile=unseen, user=officer)

    mine = {"Led", "Licence of", "Work of"}
    assert listed(officer, mine="on") == mine
    assert listed(officer, mine="on", team="ours") == mine
    assert listed(colleague, mine="on") == {
        "Led by another",
        "Licence of another",
        "Work of another",
    }


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
@pytest.fixture
def reader(council):
    return member(council, name="Tomas Ellery")


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


# ---- Together, in words, and taken away ---------------------------------------------------------
@pytest.fixture
def everything(opened, manager, levels, staffordshire, police):
    """One person whom all filters leave; a value of each."""
    person = opened("Pellworth", days=60)
    person.lead = None
    person.save_without_historical_record()
    InvolvementFactory(profile=person, user=manager)
    RoleFactory(profile=person, kind="witness")
    graded(person, levels["high"])
    WarningFactory(profile=person)
    CustodyStayFactory(profile=person)
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
            "Nobody at work leads",
            "Area: Staffordshire",
            "Warning: Risk to staff",
            "In HMP Stafford",
        ),
        "No contact for 28 days",
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
    assert "Records opened since, with no entry from before, are left out." in page
    assert "More filters (7 in use)" in page


def test_the_filters_are_in_the_log_and_the_words_are_not(signed_in, everything):
    signed_in.get(LIST, {**everything, "q": "pell"})

    event = Event.objects.filter(verb="profile.list:search").latest("pk")
    assert event.detail == {"filters": everything, "by_name": True, "shown": "search"}


# ---- Bad values ---------------------------------------------------------------------------------
ODD = [
    "no-such",
    "9" * 100,
    "-1",
    "0",
    "1.5",
    "²",
    "٣",
    "🦔",
    "'; --",
    "%",
    "\\",
    "x" * 5_000,
    "\u202e",
]


@pytest.mark.parametrize("name", [kind.name for kind in LIST_FILTERS])
def test_odd_values_are_left_out_and_said(signed_in, person, name):
    label = next(kind.label for kind in LIST_FILTERS if kind.name == name)
    for odd in ODD:
        for address in (LIST, PRINT):
            page = signed_in.get(address, {name: odd})
            assert page.status_code == 200
            assert [one.surname for one in page.context["page"]] == ["Pellworth"]
        page = signed_in.get(LIST, {name: odd})
        assert f"Left out: {label}. What was chosen there is no longer there" in words(page)
        assert page.context["filter"].tags == []
    assert signed_in.get(LIST, {name: "\x00"}).status_code == 400
    assert "Left out" not in words(signed_in.get(LIST, {name: "  "}))


def test_two_that_are_gone_are_both_named(signed_in):
    page = words(signed_in.get(LIST, {"risk": "x", "team": "x", "role": "witness"}))

    assert "Left out: Risk, Managed by." in page


# ---- What it costs ------------------------------------------------------------------------------
@pytest.mark.parametrize("name", [kind.name for kind in LIST_FILTERS])
def test_20_people_cost_what_1_costs(signed_in, opened, manager, everything, levels, name):
    asked = {name: everything[name]}

    def cost(address):
        with CaptureQueriesContext(connection) as made:
            page = signed_in.get(address, asked)
        return len(made), len(page.context["page"])

    for address in (LIST, PRINT):
        cost(address)
    (of_list, some), (of_print, _) = cost(LIST), cost(PRINT)
    for number in range(19):
        person = opened(f"Other{number}", days=60)
        person.lead = None
        person.save_without_historical_record()
        InvolvementFactory(profile=person, user=manager)
        RoleFactory(profile=person, kind="witness")
        graded(person, levels["high"])
        WarningFactory(profile=person)
        CustodyStayFactory(profile=person)

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


# ---- Lead ---------------------------------------------------------------------------------------
@pytest.fixture
def led(manager, police):
    """Three people: led by somebody at work, by a closed account, and by nobody."""
    gone = member(police, name="PC Gone")
    people = [make_person(manager, police, surname=name) for name in ("Led", "Left", "Unled")]
    for person, lead in zip(people, (manager, gone, None), strict=True):
        person.lead, person._history_user = lead, manager
        person.save()
    return people, gone


def names_found(client, **asked):
    page = client.get("/profiles/", asked).content.decode()
    return {name for name in ("Led", "Left", "Unled") if f"{name}</a>" in page}


def test_records_without_a_lead_at_work_are_listed(signed_in, led, manager):
    _, gone = led
    assert names_found(signed_in, lead="gone") == {"Unled"}

    disable_user_quietly(gone)

    assert names_found(signed_in, lead="gone") == {"Left", "Unled"}
    assert names_found(signed_in) == {"Led", "Left", "Unled"}


def test_so_are_those_whose_lead_left_the_team(signed_in, led):
    _, gone = led
    gone.memberships.update(valid_until=timezone.now())

    assert names_found(signed_in, lead="gone") == {"Left", "Unled"}


def test_the_overview_says_that_the_lead_is_gone(signed_in, led):
    people, gone = led
    disable_user_quietly(gone)

    pages = [signed_in.get(person.get_absolute_url()).content.decode() for person in people]

    assert "Ruth Calloway, lead" in pages[0]
    assert "PC Gone was the lead: the account is closed" in pages[1]
    assert "Nobody leads" in pages[2]


def disable_user_quietly(user):
    type(user).objects.filter(pk=user.pk).update(is_active=False, disabled_at=timezone.now())
