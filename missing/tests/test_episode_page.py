"""The page of an episode: who, risk and clocks first, and no more than its reader may read."""

import pytest
from django.urls import reverse

from access.naming import naming
from access.services import exclude_person
from access.tests.factories import restrict
from agencies.models import Membership
from agencies.tests.factories import member
from audit.models import Event
from core.metrics import counted_statements
from core.paging import encode
from missing import services
from missing.entries import timeline
from missing.models import Episode
from missing.tests.casts import a_cast, ago, assess, find, let_in, see
from missing.tests.factories import (
    HypothesisFactory,
    InformationFactory,
    MissingReportFactory,
    RiskAssessmentFactory,
    SightingFactory,
    report,
)
from profiles.tests.factories import ProfilePhotoFactory
from tests.editing import sent


@pytest.fixture
def cast(db):
    return a_cast()


def of(cast, name="episode", *child):
    return reverse(f"missing:{name}", args=[cast.episode.uuid, *child])


def reading(client, user, address, status=200):
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


def post(client, user, address, **typed):
    client.force_login(user)
    return client.post(address, sent(client, address) | typed)


# ---- What it shows ------------------------------------------------------------------------------
def test_it_says_who_is_missing_and_how_long(client, cast):
    words = reading(client, cast.officer, of(cast))

    for said in (
        "Mia Calderbrook",
        "Not assessed yet",
        "Missing</b> 1 h",
        "Grey hoodie",
        "The bus station",
        "Joan Birchall, Key worker",
        "01632 960 177",
        "First risk assessment",
        "due in",
        "Norfolk Missing Persons Unit",
    ):
        assert said in words


def test_it_says_the_risk_and_who_assessed_it(client, cast):
    assess(cast)

    words = reading(client, cast.carer, of(cast))

    assert "High risk" in words
    assert "Femi Adeyoule, Norfolk Missing Persons Unit" in words
    assert "She has been met by a car before" in words
    assert "Risk review" in words


def test_the_timeline_is_newest_first_and_hypotheses_are_apart(client, cast):
    see(cast, cast.carer, ago(30))
    services.add_information(
        episode=cast.episode, by=cast.carer, text="Her phone is off", obtained_at=ago(10)
    )
    services.add_hypothesis(episode=cast.episode, by=cast.carer, text="With her brother")

    words = reading(client, cast.carer, of(cast))

    assert words.index("With her brother") < words.index("Her phone is off")
    assert words.index("Her phone is off") < words.index("Seen: Castle Meadow")
    assert "Hypotheses, not facts" in words


def test_open_hypotheses_come_first(client, cast):
    first = HypothesisFactory(episode=cast.episode, by=cast.carer, text="With her brother")
    second = HypothesisFactory(episode=cast.episode, by=cast.carer, text="On a train")
    services.settle_hypothesis(
        hypothesis=second, by=cast.officer, state="ruled_out", why="No train went"
    )

    words = reading(client, cast.carer, of(cast))

    assert words.index(first.text) < words.index(second.text)
    assert "No train went" in words


def test_without_the_actions_it_shows_who_is_missing_and_no_more(client, cast):
    assess(cast)
    see(cast, cast.carer)
    let_in(cast, cast.ward, sections=["people"])

    words = reading(client, cast.nurse, of(cast))

    assert "Mia Calderbrook" in words
    assert "Grey hoodie" in words
    assert "High risk" in words
    for hidden in ("met by a car", "Castle Meadow", "Joan Birchall", "Add a sighting"):
        assert hidden not in words


def test_the_hospital_reads_the_case_and_not_the_record(client, cast):
    let_in(cast, cast.ward)

    words = reading(client, cast.nurse, of(cast))

    assert "Grey hoodie" in words
    assert cast.person.reference not in words
    assert cast.person.get_absolute_url() not in words
    assert cast.person.get_absolute_url() in reading(client, cast.carer, of(cast))


def test_a_stranger_finds_nothing(client, cast):
    for name in ("episode", "photo", "assess", "information-add", "found", "briefing"):
        reading(client, cast.outsider, of(cast, name), 404)


# ---- Since restricted or excluded ---------------------------------------------------------------
def test_an_episode_does_not_vanish_when_the_record_is_restricted(client, cast):
    manager = member(cast.carer.acting_team, Membership.Role.MANAGER)
    restrict(cast.person, manager)

    words = reading(client, cast.officer, of(cast))

    assert "Mia Calderbrook" in words
    assert cast.person.get_absolute_url() not in words


def test_who_is_excluded_from_the_record_finds_no_episode(client, cast):
    manager = member(cast.carer.acting_team, Membership.Role.MANAGER)
    exclude_person(obj=cast.person, by=manager, user=cast.officer, reason="A cousin")

    case = cast.episode.case
    reading(client, cast.officer, of(cast), 404)
    assert "Mia Calderbrook" not in reading(client, cast.officer, case.get_absolute_url())


def test_nor_does_history_tell_them_of_it(client, cast):
    see(cast, cast.carer)
    assess(cast)
    services.edit_episode(episode=cast.episode, by=cast.carer, clothing="Red coat")
    history = reverse("cases:history", args=[cast.episode.case.uuid])
    told = ("Mia Calderbrook", "Castle Meadow", "met by a car", "Red coat")
    words = reading(client, cast.officer, history)
    for one in told:
        assert one in words

    manager = member(cast.carer.acting_team, Membership.Role.MANAGER)
    exclude_person(obj=cast.person, by=manager, user=cast.officer, reason="A cousin")

    words = reading(client, cast.officer, history)
    assert "Assessed the risk" in words
    for one in told:
        assert one not in words


# ---- The photo ----------------------------------------------------------------------------------
def test_the_photo_of_the_record_shows_to_those_who_hold_the_case(client, cast):
    photo = ProfilePhotoFactory(profile=cast.person)
    let_in(cast, cast.ward)

    assert of(cast, "photo") in reading(client, cast.nurse, of(cast))
    answer = client.get(of(cast, "photo"))
    assert answer["Content-Type"] == "image/jpeg"
    assert b"".join(answer.streaming_content)
    assert Event.objects.get(verb="missing.view:thumbnail").target_id == photo.pk


def test_without_a_photo_there_is_none(client, cast):
    assert of(cast, "photo") not in reading(client, cast.officer, of(cast))
    reading(client, cast.officer, of(cast, "photo"), 404)


# ---- After the return ---------------------------------------------------------------------------
def test_where_they_are_is_shown_unless_they_want_it_kept(client, cast):
    find(cast, located_place="The pier", company="Her brother")

    words = reading(client, cast.carer, of(cast))

    assert "The pier" in words
    assert "Her brother" in words
    assert "Return home interview" in words


def test_where_they_do_not_want_told_shows_to_the_unit_alone(client, cast):
    find(cast, "not-disclosed", located_place="Diss", company="Ola", keeps_whereabouts=True)
    report(cast.carer, profile=cast.person, last_seen_at=ago(1))

    for address in (of(cast), reverse("missing:of-person", args=[cast.person.uuid])):
        words = reading(client, cast.carer, address)
        assert "Diss" not in words
        assert "Ola" not in words
    assert "Diss" in reading(client, cast.officer, of(cast))
    later = Episode.objects.latest("pk").get_absolute_url()
    assert "Diss" not in reading(client, cast.carer, later)
    assert "Diss" in reading(client, cast.officer, later)
    for user in (cast.carer, cast.officer):
        assert "Diss" not in reading(
            client, user, reverse("cases:history", args=[cast.episode.case.uuid])
        )


def test_earlier_times_stand_beside_it_and_on_the_record(client, cast):
    find(cast, located_place="The pier", company="Her brother")
    again = report(cast.carer, profile=cast.person, last_seen_at=ago(1)).episode

    for address in (
        again.get_absolute_url(),
        reverse("missing:of-person", args=[cast.person.uuid]),
    ):
        words = reading(client, cast.carer, address)
        assert of(cast) in words
        assert "The pier" in words
        assert "Came back" in words


def test_earlier_times_that_the_reader_does_not_see_are_not_there(client, cast):
    find(cast, located_place="The pier")
    again = report(cast.carer, profile=cast.person, last_seen_at=ago(1)).episode
    cast.episode = again
    let_in(cast, cast.ward)

    words = reading(client, cast.nurse, again.get_absolute_url())

    assert "The pier" not in words
    assert "None that you can see." in words


# ---- The case -----------------------------------------------------------------------------------
def test_the_case_leads_to_the_episode(client, cast):
    words = reading(client, cast.officer, cast.episode.case.get_absolute_url())

    assert of(cast) in words
    assert "is missing, 1 h" in words


def test_a_case_is_not_closed_from_its_page_while_somebody_is_missing(client, cast):
    address = reverse("cases:close", args=[cast.episode.case.uuid])
    client.force_login(cast.officer)
    form = client.get(address).context["form"]
    outcome = form.fields["outcome"].queryset.first()

    answer = post(client, cast.officer, address, outcome=outcome.pk, words="Over.")

    assert "Somebody is still missing" in answer.content.decode()
    cast.episode.case.refresh_from_db()
    assert cast.episode.case.is_open


# ---- As many statements for many as for one -----------------------------------------------------
MAKES = (RiskAssessmentFactory, InformationFactory, SightingFactory, MissingReportFactory)


def fill(cast, times):
    for _ in range(times):
        for make in (*MAKES, HypothesisFactory):
            make(episode=cast.episode, by=cast.officer)


def test_many_entries_ask_no_more_statements(client, cast):
    fill(cast, 1)
    reading(client, cast.officer, of(cast))
    with counted_statements() as few:
        reading(client, cast.officer, of(cast))
    fill(cast, 24)
    with counted_statements() as many:
        words = reading(client, cast.officer, of(cast))

    assert len(many) == len(few)
    assert "Older entries" in words
    assert len(words) < 100_000


def test_paging_shows_each_entry_once(cast):
    fill(cast, 20)
    names, seen, after = naming(cast.officer, cast.episode.case), [], ""
    while True:
        page = timeline(cast.episode, names, after)
        seen += [(one.kind, one.row.pk) for one in page]
        if not page.next_cursor:
            break
        after = page.next_cursor

    # With the report of the care home.
    assert len(seen) == len(set(seen)) == 20 * len(MAKES) + 1


@pytest.mark.parametrize("key", [("1", 2, 3), ("2026-01-01T00:00:00+00:00", 9, 1), (1,)])
def test_a_bent_cursor_shows_the_first_page(client, cast, key):
    words = reading(client, cast.officer, f"{of(cast)}?after={encode(*key)}")

    assert "Reported missing" in words
