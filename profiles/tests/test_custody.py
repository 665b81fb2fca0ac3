"""Where a person is: stays in custody, in words, in order, and by the right people."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.models import User
from agencies.tests.factories import member
from audit.models import Event
from profiles import services
from profiles.models import CustodyStay, Profile
from profiles.tests.factories import (
    CustodyStayFactory,
    EstablishmentFactory,
    make_person,
)
from profiles.tests.walking import edit, post, url

pytestmark = pytest.mark.slow

HELD, LEFT = "5 January 2026", "4 March 2026"


def day(text):
    return datetime.date.fromisoformat(text)


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def stafford():
    return EstablishmentFactory(code="hmp-stafford", name="HMP Stafford")


@pytest.fixture
def dovegate():
    return EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate")


def hold(person, by, establishment, start, end=None, release=None):
    """A stay, through the service."""
    stay = CustodyStay(
        establishment=establishment,
        starts_on=day(start),
        ends_on=end and day(end),
        release_expected_on=release and day(release),
    )
    return services.add_detail(profile=person, by=by, detail=stay)


# ---- Where they are -----------------------------------------------------------------------------
def test_who_is_inside_is_said_on_every_page_with_the_release(signed_in, person, stafford):
    response, _ = post(
        signed_in,
        url("detail-add", person, "custody"),
        establishment=stafford.pk,
        starts_on=HELD,
        release_expected_on="12 June 2150",
    )

    assert response.status_code == 302
    for name in ("overview", "details", "log", "sharing"):
        page = words(signed_in.get(url(name, person)))
        place = "In HMP Stafford since 5 January 2026, release expected 12 June 2150"
        assert f"<b>{place}</b>" in page
    assert "Release expected 12 June 2150" in words(signed_in.get(url("details", person)))


def test_a_release_that_is_late_is_said_so(signed_in, person, manager, stafford):
    hold(person, manager, stafford, "2026-01-05", release="2026-02-01")

    page = words(signed_in.get(url("overview", person)))

    assert "release was expected 1 February 2026" in page


def test_who_is_not_inside_is_in_the_community(signed_in, person, manager, stafford):
    assert "In the community" in words(signed_in.get(url("overview", person)))

    hold(person, manager, stafford, "2026-01-05", "2026-03-04")

    page = words(signed_in.get(url("overview", person)))
    assert "In the community" in page
    assert "HMP Stafford" not in page


def test_it_comes_with_any_access_and_not_without(client, person, manager, stafford, outsider):
    hold(person, manager, stafford, "2026-01-05")
    client.force_login(outsider)
    assert client.get(url("overview", person)).status_code == 404

    give(person, manager, outsider.acting_team, sections=[])

    assert "In HMP Stafford" in words(client.get(url("overview", person)))


def test_every_change_is_in_history_in_words(signed_in, person, manager, stafford, dovegate):
    stay = hold(person, manager, stafford, "2026-01-05", release="2026-05-01")
    edit(
        signed_in,
        url("detail-edit", person, "custody", stay.uuid),
        establishment=dovegate.pk,
        starts_on="6 January 2026",
        release_expected_on="1 June 2026",
        ends_on=LEFT,
    )

    page = words(signed_in.get(url("history", person)))

    for told in (
        *("Added stay in custody", "Edited stay in custody", "Establishment", "HMP Stafford"),
        *("HMP Dovegate", "6 January 2026", "4 March 2026", "Release expected", "1 June 2026"),
    ):
        assert told in page


# ---- What cannot be -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"starts_on": ""}, "Enter the first day there"),
        ({"starts_on": "1 June 2150"}, "First day there must be today or earlier"),
        ({"starts_on": "31 February 2026"}, "There is no 31 February"),
        ({"starts_on": "13 March 1991"}, "Enter a day after the person’s date of birth"),
        ({"ends_on": "4 January 2026"}, "Enter a date on or after the first one"),
        ({"ends_on": "1 June 2150"}, "Day they left must be today or earlier"),
        ({"release_expected_on": "4 January 2026"}, "Enter a date on or after the first one"),
        ({"establishment": ""}, "Choose the establishment"),
        ({"establishment": "0"}, "from the list"),
    ],
)
def test_what_is_wrong_is_said_by_its_field(signed_in, person, stafford, wrong, message):
    typed = {"establishment": stafford.pk, "starts_on": HELD, "ends_on": LEFT, **wrong}

    response, page = post(signed_in, url("detail-add", person, "custody"), **typed)

    assert response.status_code == 200
    assert "There is a problem" in page
    assert message in page
    assert "March 2026" in page or "ends_on" in wrong
    assert not person.stays.exists()


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        ("2026-01-01", "2026-01-11", "ends_on"),
        ("2026-01-19", "2026-02-01", "starts_on"),
        ("2026-01-12", "2026-01-14", "starts_on"),
        ("2026-01-01", "2026-02-01", "ends_on"),
        ("2026-01-10", "2026-01-20", "ends_on"),
        ("2026-01-15", "2026-01-15", "starts_on"),
        ("2026-01-15", None, "starts_on"),
        ("2026-01-01", None, "ends_on"),
        ("2026-02-15", "2026-03-10", "ends_on"),
        ("2026-03-01", None, "starts_on"),
        ("2026-04-01", None, "starts_on"),
    ],
)
def test_nobody_is_in_two_places(person, manager, stafford, dovegate, start, end, field):
    hold(person, manager, stafford, "2026-01-10", "2026-01-20")
    hold(person, manager, stafford, "2026-03-01")

    with pytest.raises(ValidationError) as problem:
        hold(person, manager, dovegate, start, end)

    assert list(problem.value.message_dict) == [field]
    assert "in HMP Stafford" in problem.value.messages[0]
    assert person.stays.count() == 2


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-01", "2026-01-10"),
        ("2026-01-20", "2026-03-01"),
        ("2026-01-10", "2026-01-10"),
        ("2026-02-01", "2026-02-01"),
    ],
)
def test_one_stay_may_begin_on_the_day_another_ends(
    person, manager, stafford, dovegate, start, end
):
    hold(person, manager, stafford, "2026-01-10", "2026-01-20")
    hold(person, manager, stafford, "2026-03-01")

    hold(person, manager, dovegate, start, end)

    assert person.stays.count() == 3


def test_a_stay_is_compared_with_the_others_when_it_is_edited(
    signed_in, person, manager, stafford, dovegate
):
    first = hold(person, manager, stafford, "2026-01-10", "2026-01-20")
    hold(person, manager, dovegate, "2026-01-20")

    response, page = edit(
        signed_in,
        url("detail-edit", person, "custody", first.uuid),
        establishment=stafford.pk,
        starts_on="10 January 2026",
    )

    assert response.status_code == 200
    assert "Enter the day they left: they have been in HMP Dovegate since 20 January 2026" in page
    services.edit_detail(detail=first, by=manager, ends_on=day("2026-01-19"))


def test_the_database_refuses_what_the_service_would(person, stafford):
    CustodyStayFactory(profile=person, starts_on=day("2026-01-10"), ends_on=day("2026-01-20"))
    for start, end in (("2026-01-15", None), ("2026-01-01", "2026-02-01")):
        with pytest.raises(IntegrityError), transaction.atomic():
            CustodyStayFactory(profile=person, starts_on=day(start), ends_on=end and day(end))
    with pytest.raises(IntegrityError), transaction.atomic():
        CustodyStayFactory(profile=person, starts_on=day("2026-03-02"), ends_on=day("2026-03-01"))
    CustodyStayFactory(profile=person, starts_on=day("2026-03-01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        CustodyStayFactory(profile=person, starts_on=day("2026-03-01"))


def test_stays_of_somebody_else_do_not_count(person, manager, stafford):
    hold(make_person(by=manager), manager, stafford, "2026-01-10")

    hold(person, manager, stafford, "2026-01-10")


@pytest.mark.parametrize("days", [1, 400])
def test_nobody_begins_or_leaves_ahead_of_time_by_the_service(person, manager, stafford, days):
    later = timezone.localdate() + datetime.timedelta(days=days)

    with pytest.raises(ValidationError) as begun:
        hold(person, manager, stafford, later.isoformat())
    with pytest.raises(ValidationError) as left:
        hold(person, manager, stafford, "2026-01-10", later.isoformat())

    assert "starts_on" in begun.value.message_dict
    assert "Release expected" in left.value.message_dict["ends_on"][0]


# ---- A release, a move --------------------------------------------------------------------------
@pytest.fixture
def inside(person, manager, stafford):
    return hold(person, manager, stafford, "2026-01-05", release="2026-06-12")


def test_a_release_ends_the_stay(signed_in, person, inside):
    page = words(signed_in.get(url("details", person)))
    assert "Record a release or a move" in page

    response, _ = edit(
        signed_in, url("custody-leave", person, inside.uuid), ends_on=LEFT, where_to="released"
    )

    assert response["Location"] == url("details", person)
    inside.refresh_from_db()
    assert inside.ends_on == day("2026-03-04")
    assert not person.stays.current().exists()
    assert "Record a release or a move" not in words(signed_in.get(url("details", person)))
    assert signed_in.get(url("custody-leave", person, inside.uuid)).status_code == 404


def test_a_move_ends_one_stay_and_begins_the_next(signed_in, person, inside, dovegate):
    edit(
        signed_in,
        url("custody-leave", person, inside.uuid),
        ends_on=LEFT,
        where_to="moved",
        establishment=dovegate.pk,
        release_expected_on="12 June 2150",
    )

    now, before = person.stays.all()
    assert (str(now), now.starts_on, now.ends_on) == ("HMP Dovegate", day("2026-03-04"), None)
    assert now.release_expected_on == day("2150-06-12")
    assert (before, before.ends_on) == (inside, day("2026-03-04"))
    verbs = Event.objects.filter(target_id=person.pk).values_list("verb", flat=True)
    assert {"detail.added", "detail.edited"} <= set(verbs)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"ends_on": ""}, "Enter the day they left"),
        ({"ends_on": "4 January 2026"}, "Enter a day that is not before 5 January 2026"),
        ({"ends_on": "1 June 2150"}, "today or earlier"),
        ({"where_to": ""}, "Choose released or moved"),
        ({"establishment": ""}, "Choose the establishment"),
        ({"establishment": "0"}, "from the list"),
        ({"release_expected_on": "1 February 2026"}, "Enter a date on or after the move"),
    ],
)
def test_a_move_that_cannot_be_changes_nothing(
    signed_in, person, inside, dovegate, wrong, message
):
    typed = {"ends_on": LEFT, "where_to": "moved", "establishment": dovegate.pk, **wrong}

    response, page = edit(signed_in, url("custody-leave", person, inside.uuid), **typed)

    assert response.status_code == 200
    assert message in page
    assert person.stays.get() == inside
    assert person.stays.current().exists()


def test_who_may_only_read_records_no_stay_and_no_release(
    client, person, manager, outsider, inside, stafford
):
    give(person, manager, outsider.acting_team, level=Level.VIEW)
    reader = User.objects.get(pk=outsider.pk)
    client.force_login(reader)

    assert client.get(url("detail-add", person, "custody")).status_code == 403
    assert client.get(url("custody-leave", person, inside.uuid)).status_code == 403
    assert "Record a release" not in words(client.get(url("details", person)))
    with pytest.raises(PermissionDenied):
        hold(person, reader, stafford, "2025-01-05", "2025-02-01")
    with pytest.raises(PermissionDenied):
        services.edit_detail(detail=inside, by=reader, ends_on=day("2026-03-04"))


def test_a_stay_of_another_person_is_not_there(signed_in, person, manager, stafford, theirs):
    other = hold(make_person(by=manager), manager, stafford, "2026-01-10")

    assert signed_in.get(url("custody-leave", person, other.uuid)).status_code == 404
    hidden = hold(theirs, theirs.created_by, stafford, "2026-01-10")
    with pytest.raises(Http404):
        services.edit_detail(detail=hidden, by=manager, ends_on=day("2026-03-04"))


@pytest.fixture
def theirs(outsider):
    """A record of another force."""
    return make_person(by=outsider, surname="Elsewhere")


# ---- In lists -----------------------------------------------------------------------------------
def found(client, custody, **more):
    page = words(client.get("/profiles/", {"custody": custody, **more}))
    page = page.replace("<mark>", "").replace("</mark>", "")
    return {name for name in ("Insider", "Outsider", "Mover", "Hidden") if f" {name}<" in page}


@pytest.fixture
def people(manager, stafford, dovegate, theirs):
    """One in Stafford, one moved to Dovegate, one released, and one who is another force's."""
    one, two, three = (
        make_person(by=manager, surname=name) for name in ("Insider", "Mover", "Outsider")
    )
    hold(one, manager, stafford, "2026-01-05")
    hold(two, manager, stafford, "2026-01-05", "2026-02-01")
    hold(two, manager, dovegate, "2026-02-01")
    hold(three, manager, dovegate, "2026-01-05", "2026-02-01")
    hidden = make_person(by=theirs.created_by, surname="Hidden")
    hold(hidden, theirs.created_by, stafford, "2026-01-05")
    return {"Insider": one, "Mover": two, "Outsider": three, "Hidden": hidden}


def test_the_list_is_narrowed_by_where_people_are(signed_in, people):
    assert found(signed_in, "in") == {"Insider", "Mover"}
    assert found(signed_in, "out") == {"Outsider"}
    assert found(signed_in, "hmp-stafford") == {"Insider"}
    assert found(signed_in, "hmp-dovegate") == {"Mover"}
    assert found(signed_in, "hmp-norwich") == set()
    assert found(signed_in, "hmp-dovegate", q="mover") == {"Mover"}
    assert found(signed_in, "out", role="offender") == set()
    for nonsense in ("", "mine", "hmp-nowhere", "x" * 300):
        assert found(signed_in, nonsense) == {"Insider", "Outsider", "Mover"}


def test_the_filter_is_a_tag_and_in_the_log(signed_in, people):
    page = words(signed_in.get("/profiles/", {"custody": "hmp-stafford"}))

    assert "In HMP Stafford" in page
    assert "<b>1 person</b> you can see" in page
    event = Event.objects.filter(verb="profile.list:list").latest("pk")
    assert event.detail["filters"] == {"custody": "hmp-stafford"}
    assert event.subjects == [people["Insider"].pk]


@pytest.fixture
def warder(prison, stafford):
    """Somebody who works in HMP Stafford."""
    stafford.team = prison
    stafford.save()
    return member(prison, name="Grace Odum")


def test_staff_of_a_prison_find_the_people_there_whom_they_may_see(
    client, warder, prison, people, manager
):
    client.force_login(warder)
    assert "My prison" in words(client.get("/"))
    short = client.get("/profiles/my-prison/", follow=True)
    assert "People in HMP Stafford" in words(short)
    assert found(client, "mine") == set()

    for name in ("Insider", "Mover"):
        give(people[name], manager, prison)

    assert found(client, "mine") == {"Insider"}
    assert found(client, "") == {"Insider", "Mover"}
    assert "<b>1 person</b> you can see" in words(client.get("/profiles/?custody=mine"))


@pytest.mark.parametrize("actor", ["manager", "operator", "auditor", "outsider"])
def test_nobody_else_has_a_prison(client, request, actor, warder, people):
    client.force_login(request.getfixturevalue(actor))

    assert "My prison" not in words(client.get("/"))
    landed = client.get("/profiles/my-prison/", follow=True)
    assert "HMP Stafford</h1>" not in words(landed)
    assert "My prison" not in words(landed)


def test_a_place_that_is_over_is_no_place_of_work(client, warder, prison, people, manager):
    give(people["Insider"], manager, prison)
    warder.memberships.update(role="control")

    client.force_login(warder)

    assert "My prison" not in words(client.get("/"))


def test_more_people_and_more_stays_cost_no_more_statements(
    signed_in, manager, stafford, dovegate
):
    def more():
        one = make_person(by=manager)
        hold(one, manager, dovegate, "2025-01-05", "2025-02-01")
        hold(one, manager, stafford, "2026-01-05")
        return one

    def asked(address):
        with CaptureQueriesContext(connection) as queries:
            assert signed_in.get(address).status_code == 200
        return len(queries)

    person = more()
    pages = (
        *("/profiles/?custody=in", "/profiles/?custody=out", "/profiles/?custody=hmp-stafford"),
        *(url("overview", person), url("details", person), "/api/v1/profiles/?custody=in"),
        f"/api/v1/profiles/{person.uuid}/",
    )
    for address in pages:
        asked(address)
    one = [asked(address) for address in pages]
    for _ in range(9):
        more()
    for month in range(1, 10):
        hold(person, manager, dovegate, f"2024-{month:02}-01", f"2024-{month:02}-20")

    assert [asked(address) for address in pages] == one
    assert Profile.objects.in_custody().count() == 10


def test_programs_are_told_where_a_person_is(signed_in, person, manager, stafford):
    address = f"/api/v1/profiles/{person.uuid}/"
    assert signed_in.get(address).json()["custody"] is None

    hold(person, manager, stafford, "2026-01-05", release="2026-06-12")

    assert signed_in.get(address).json()["custody"] == {
        "establishment": "HMP Stafford",
        "starts_on": "2026-01-05",
        "release_expected_on": "2026-06-12",
    }
