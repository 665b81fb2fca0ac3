"""The board: the worst and longest first, what each reader sees of it, and its polls."""

import datetime

import pytest
from django.utils import timezone

from access.services import exclude_person
from access.tests.factories import give
from agencies.tests.factories import member
from audit.models import Event
from core.panels import _slots, register
from missing.selectors import CARDS
from missing.tests.acts import assess, find, talk
from missing.tests.factories import EpisodeFactory, SightingFactory, arranged
from profiles.tests.factories import ProfilePhotoFactory, make_person

HOUR = datetime.timedelta(hours=1)
BOARD, LIVE = "/missing/", "/missing/live/"


@pytest.fixture(autouse=True)
def area(police):
    return arranged(police)


@pytest.fixture
def missing(officer):
    def report(name, hours=1, **facts):
        first, last = name.split()
        person = make_person(by=officer, forenames=first, surname=last)
        at = timezone.now() - hours * HOUR
        return EpisodeFactory(by=officer, profile=person, last_seen_at=at, **facts)

    return report


@pytest.fixture
def page(client, officer):
    def read(path=BOARD, by=officer, **kwargs):
        client.force_login(by)
        answer = client.get(path, **kwargs)
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def in_order(page, *names):
    places = [page.index(f">{name}</a>") for name in names]
    return places == sorted(places)


def seen():
    return Event.objects.filter(verb="missing.list:list")


# ---- What it shows ------------------------------------------------------------------------------
def test_the_worst_come_first_and_of_one_level_the_longest(page, missing, officer):
    low, high = missing("Low Longest", 50), missing("High Short", 2)
    longer = missing("High Longer", 9)
    missing("Nobody Assessed", 1)
    for episode, code in ((low, "low"), (high, "high"), (longer, "high")):
        assess(episode, officer, code)

    shown = page()

    assert "4 people missing now" in shown
    assert in_order(shown, "Nobody Assessed", "High Longer", "High Short", "Low Longest")


def test_a_card_says_how_long_how_high_what_is_due_and_with_whom(page, missing, officer):
    episode = missing("Amber Lisle", 5.5, born_on=datetime.date(2012, 1, 1))

    shown = page()
    assert "Not assessed yet" in shown
    assert "First risk assessment due in 59 min" in shown

    assess(episode, officer)
    shown = page()
    assert "High risk" in shown
    assert "Missing</b> 5 h 30 min" in shown
    assert "The bus station. Grey hoodie" in shown
    assert "Risk review due in 3 h 59 min" in shown
    assert "Staffordshire IOM Team" in shown


def test_what_is_late_is_said_to_be_late(page, missing):
    episode = missing("Amber Lisle")
    clock = episode.clocks.get()
    clock.started_at, clock.due_at = clock.started_at - 2 * HOUR, clock.due_at - 1.2 * HOUR
    clock.save()

    assert '<b class="ecins-late">First risk assessment overdue 12 min</b>' in page()


def test_readers_of_the_actions_see_the_latest_sighting(page, missing, officer, manager, council):
    episode = missing("Amber Lisle")
    now = timezone.now()
    SightingFactory(episode=episode, by=officer, place="Castle Meadow", seen_at=now)
    SightingFactory(episode=episode, by=officer, place="The arcade", seen_at=now - HOUR)
    give(episode.case, manager, council, sections=[])

    assert "Castle Meadow (likely)" in page()
    assert "The arcade" not in page()
    others = page(by=member(council))
    assert "Amber Lisle" in others
    assert "Castle Meadow" not in others


def test_a_photo_is_shown_to_readers_of_the_record_alone(page, missing, manager, council):
    episode = missing("Amber Lisle")
    ProfilePhotoFactory(profile=episode.profile, by=manager)
    give(episode.case, manager, council)

    assert 'class="ecins-face' in page()
    assert 'class="ecins-face' not in page(by=member(council))


def test_who_is_shut_out_of_the_record_does_not_find_them(page, missing, manager, colleague):
    episode = missing("Amber Lisle")
    exclude_person(obj=episode.profile, by=manager, user=colleague, reason="Related")

    shown = page(by=colleague)

    assert "Amber Lisle" not in shown
    assert "Nobody missing that you can see" in shown


def test_other_apps_add_to_the_cards_once_for_the_page(page, missing):
    first, second = missing("Amber Lisle"), missing("Gordon Pask")
    asked = []

    def handover(user, cases):
        asked.append({case.pk for case in cases})
        return {first.case_id: {"text": "Handover not acknowledged, 18 min", "late": True}}

    register("missing.board.card", order=90)(handover)
    try:
        shown = page()
    finally:
        _slots["missing.board.card"].pop(f"{handover.__module__}.{handover.__qualname__}")

    assert asked == [{first.case_id, second.case_id}]
    assert shown.count("Handover not acknowledged, 18 min</b>") == 1


# ---- Those who came back ------------------------------------------------------------------------
def test_those_who_came_back_wait_for_their_interviews(page, missing, officer):
    episode = missing("Kai Merriden", 3, born_on=datetime.date(2013, 1, 1))
    find(episode, officer, at=timezone.now() - HOUR)
    talk(episode, officer, kind="prevention")

    shown = page()

    assert "Nobody missing that you can see" in shown
    assert "Returned: interviews to do" in shown
    assert "Done " in shown
    assert "2 days 22 h left" in shown


def test_an_interview_that_is_late_or_declined_is_said_so(page, missing, officer):
    episode = missing("Jodie Kirkham", 100)
    find(episode, officer, at=timezone.now() - 96 * HOUR - 1 * HOUR)
    talk(episode, officer, kind="prevention", state="declined")

    shown = page()

    assert "Declined " in shown
    assert '<b class="ecins-late">Overdue 1 day 1 h</b>' in shown


def test_who_has_had_all_interviews_is_on_it_no_more(page, missing, officer):
    episode = missing("Kai Merriden", 3)
    find(episode, officer)
    talk(episode, officer, kind="prevention")
    talk(episode, officer, kind="return", state="declined")

    assert "Kai Merriden" not in page()


# ---- Filters and pages --------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("risk=high", ["Amber Lisle"]),
        ("risk=not-assessed", ["Gordon Pask"]),
        ("q=amber", ["Amber Lisle"]),
        ("q=WARD+4", ["Gordon Pask"]),
        ("mine=on", ["Gordon Pask"]),
        ("risk=low", []),
        ("area=nowhere", ["Amber Lisle", "Gordon Pask"]),
        ("after=nonsense", ["Amber Lisle", "Gordon Pask"]),
    ],
)
def test_the_address_narrows_it(page, missing, officer, query, names):
    assess(missing("Amber Lisle"), officer)
    other = missing("Gordon Pask", last_seen_place="Ward 4")
    case = other.case
    case.lead = officer
    case.save()

    shown = page(f"{BOARD}?{query}")

    found = [name for name in ("Amber Lisle", "Gordon Pask") if f">{name}</a>" in shown]
    assert found == names
    assert "2 people missing now" in shown


def test_an_area_shows_whom_its_unit_looks_for(page, missing, area):
    missing("Amber Lisle")

    assert "Amber Lisle" in page(f"{BOARD}?area={area.code}")


def test_more_than_a_page_holds_come_on_the_next(client, page, missing, officer):
    missing("Last Ofall", 0.1)
    for number in range(CARDS):
        missing(f"Person Number{number}", 2)

    first = page()
    assert f"{CARDS + 1} people missing now" in first
    assert "Last Ofall" not in first

    after = first.split("after=")[1].split('"')[0]
    second = page(f"{BOARD}?after={after}")
    assert "Last Ofall" in second
    assert "Number1<" not in second


# ---- Polls --------------------------------------------------------------------------------------
def seal_of(page):
    return page.split('data-seen="')[1].split('"')[0]


def poll(seal=""):
    return {"X-Poll": "1", "X-Board-Seen": seal}


def test_looking_is_recorded_and_asking_again_is_not(page, missing):
    episode = missing("Amber Lisle")
    seal = seal_of(page())
    assert [event.subjects for event in seen()] == [[episode.profile_id]]

    for _ in range(2):
        again = page(LIVE, headers=poll(seal))
        seal = seal_of(again)

    assert "Amber Lisle" in again
    assert "<html" not in again
    assert seen().count() == 1


def test_somebody_new_on_it_is_recorded_once(page, missing):
    missing("Amber Lisle")
    seal = seal_of(page())
    other = missing("Gordon Pask")

    seal = seal_of(page(LIVE, headers=poll(seal)))
    page(LIVE, headers=poll(seal))

    assert [event.subjects for event in seen().order_by("pk")][1:] == [[other.profile_id]]


@pytest.mark.parametrize("seal", ["", "nonsense", "WzEsWzFdXQ:1:x"])
def test_a_poll_without_a_seal_of_ours_is_recorded(page, missing, seal):
    missing("Amber Lisle")

    page(LIVE, headers=poll(seal))

    assert seen().count() == 1


def test_the_seal_of_another_reader_says_nothing(page, missing, colleague):
    missing("Amber Lisle")
    seal = seal_of(page())

    page(LIVE, by=colleague, headers=poll(seal))

    assert seen().filter(actor_id=colleague.pk).count() == 1


def test_a_poll_is_narrowed_as_its_page_is(page, missing):
    missing("Amber Lisle")
    missing("Gordon Pask")

    shown = page(f"{BOARD}?q=amber")
    assert 'data-board="/missing/live/?q=amber"' in shown
    assert "Gordon Pask" not in page(f"{LIVE}?q=amber", headers=poll())


# ---- Home ---------------------------------------------------------------------------------------
def test_home_shows_the_worst_and_records_them(page, missing, officer):
    episodes = [missing(f"Person Number{number}", number) for number in range(1, 7)]
    assess(episodes[0], officer)

    shown = page("/")

    panel = shown.split("Missing now</h2>")[1].split("Everybody who is missing")[0]
    assert "Person Number6" in panel
    assert "Person Number1" not in panel
    [event] = Event.objects.filter(verb="profile.list:list", actor_id=officer.pk)
    assert {one.profile_id for one in episodes[1:]} <= set(event.subjects)


def test_home_says_nothing_where_nobody_is_missing(page):
    assert "Missing now" not in page("/")
