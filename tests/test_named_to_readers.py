"""Photo, name and reference to those who may read a record; to others the reference alone.

Asked of each place that leads to a record: Home, drafts, pages of requests and transfers, alerts.
"""

import pytest

from access import services
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    DiscoveryFactory,
    ListingExceptionFactory,
    TransferFactory,
    give,
)
from agencies.models import Membership, User
from agencies.tests.factories import JoiningProposalFactory, MembershipFactory, member
from audit.jobs import drain_deliveries
from audit.models import Event
from profiles.models import Profile
from profiles.tests.factories import DraftFactory, make_person
from profiles.tests.walking import url

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FACE = "no-photo.svg"
MANAGER = Membership.Role.MANAGER


@pytest.fixture
def section(client):
    """The words and faces under a heading of Home, for this reader."""

    def read(reader, heading):
        client.force_login(reader)
        page = client.get("/").content.decode()
        return page.partition(f">{heading}</h2>")[2].partition("</section>")[0]

    return read


@pytest.fixture
def neighbour(council):
    """A practitioner at work in the owner's area."""
    return member(council, name="Femi Castleton")


@pytest.fixture
def asked(person, neighbour):
    DiscoveryFactory(obj=person, by=neighbour)
    return AccessRequestFactory(obj=person, by=neighbour)


def is_named(words, person):
    assert person.name in words
    assert person.reference in words
    assert FACE in words


def is_not_named(words, person):
    assert person.reference in words
    assert person.surname not in words
    assert FACE not in words


WAITING, ASKED = "Waiting for your answer", "You asked, waiting for an answer"


# ---- Home ---------------------------------------------------------------------------------------
def test_a_request_names_the_person_to_the_manager_and_not_to_the_asker(
    section, asked, person, manager, neighbour
):
    is_named(section(manager, WAITING), person)
    is_not_named(section(neighbour, ASKED), person)


def test_a_question_gives_the_asker_the_reference(section, asked, person, manager, neighbour):
    services.ask_for_more(request=asked, by=manager, question="Which case?")

    is_not_named(section(neighbour, WAITING), person)
    assert section(neighbour, ASKED) == ""


def test_an_emergency_names_the_person_to_the_manager(section, person, manager, neighbour):
    DiscoveryFactory(obj=person, by=neighbour)
    BreakGlassFactory(obj=person, by=neighbour)

    is_named(section(manager, WAITING), person)


def test_a_transfer_names_the_person_to_readers_alone(section, person, manager, council):
    receiver = member(council, MANAGER)
    agreed = give(person, manager, council)
    services.end_access(obj=person, grant=agreed, by=manager, because="Over")
    TransferFactory(obj=person, by=manager, to=council)
    make_person(by=receiver, surname="Atterley")

    is_not_named(section(receiver, WAITING), person)
    is_named(section(manager, ASKED), person)

    give(person, manager, council)
    is_named(section(receiver, WAITING), person)


def test_names_of_what_waits_count_as_shown(section, asked, person, manager):
    section(manager, WAITING)

    shown = Event.objects.get(verb="profile.list:list", actor_id=manager.pk)
    assert shown.subjects == [person.pk]


def test_a_reference_does_not_count_as_shown(section, asked, neighbour):
    section(neighbour, ASKED)

    assert not Event.objects.filter(verb="profile.list:list", actor_id=neighbour.pk).exists()


def test_people_at_hand_have_photo_and_reference(section, officer):
    own = make_person(by=officer, surname="Atterley")

    is_named(section(officer, "My people"), own)


# ---- Drafts -------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/", "/drafts/", "draft"])
def test_a_draft_names_the_person_as_long_as_its_author_may_read_them(
    client, person, manager, outsider, path
):
    grant = give(person, manager, outsider.acting_team, level=2)
    draft = DraftFactory(author=outsider, obj=person)
    path = f"/drafts/{draft.uuid}/" if path == "draft" else path
    client.force_login(outsider)
    is_named(client.get(path).content.decode(), person)

    services.end_access(obj=person, grant=grant, by=manager, because="Over")

    is_not_named(client.get(path).content.decode(), person)


def test_the_name_of_a_draft_on_home_counts_as_shown(client, person, officer):
    DraftFactory(author=officer, obj=person)
    client.force_login(officer)
    client.get("/")

    assert Event.objects.get(verb="profile.list:list").subjects == [person.pk]


# ---- Pages of requests and transfers ------------------------------------------------------------
def test_the_page_of_a_request(client, asked, person, manager, neighbour):
    client.force_login(manager)
    page = client.get(f"{url('sharing', person)}requests/{asked.uuid}/").content.decode()
    is_named(page, person)

    client.force_login(neighbour)
    is_not_named(client.get(url("request-access", person)).content.decode(), person)


def test_the_page_of_a_transfer(client, person, manager, council):
    receiver = member(council, MANAGER)
    give(person, manager, council)
    transfer = TransferFactory(obj=person, by=manager, to=council)
    client.force_login(receiver)
    address = f"/sharing/transfers/{transfer.uuid}/"
    is_named(client.get(address).content.decode(), person)

    grant = person.team_holds.get(group_id=council.pk).grant
    services.end_access(obj=person, grant=grant, by=manager, because="Over")
    is_not_named(client.get(address).content.decode(), person)


# ---- Alerts -------------------------------------------------------------------------------------
@pytest.mark.parametrize("path", ["/", "/alerts/"])
def test_an_alert(client, asked, person, manager, neighbour, outsider, path):
    give(person, manager, outsider.acting_team)
    services.decide_request(request=asked, by=manager, give=False, answer="No need")
    drain_deliveries()

    client.force_login(outsider)
    is_named(client.get(path).content.decode(), person)
    client.force_login(neighbour)
    is_not_named(client.get(path).content.decode(), person)


# ---- What waits for others ----------------------------------------------------------------------
def test_who_asked_sees_it_as_long_as_nobody_has_answered(section, asked, manager, neighbour):
    assert "You asked for access to record" in section(neighbour, ASKED)

    services.decide_request(request=asked, by=manager, give=False, answer="No need")

    assert section(neighbour, ASKED) == ""


def test_who_reads_the_record_by_now_is_told_of_no_request(
    section, asked, person, manager, neighbour
):
    """By a team other than the one for which they asked, whose access would answer it."""
    services.ask_for_more(request=asked, by=manager, question="Which case?")
    give(person, manager, MembershipFactory(user=neighbour).team)

    assert Profile.objects.visible_to(User.objects.get(pk=neighbour.pk)).exists()
    assert section(neighbour, ASKED) == section(neighbour, WAITING) == ""


def test_who_is_excluded_is_told_of_no_request(section, asked, person, manager, neighbour):
    services.exclude_person(obj=person, by=manager, user=neighbour, reason="A cousin")

    assert section(neighbour, ASKED) == section(neighbour, WAITING) == ""


def test_nobody_else_is_told_what_somebody_asked(section, asked, colleague, council):
    assert section(colleague, ASKED) == section(member(council), ASKED) == ""


def test_a_transfer_waits_for_who_proposed_it_while_they_manage(section, person, manager, council):
    member(council, MANAGER)
    give(person, manager, council)
    transfer = TransferFactory(obj=person, by=manager, to=council)
    second = member(person.owner_team, MANAGER)
    assert f"You asked {council} to take over" in section(manager, ASKED)
    assert section(second, ASKED) == ""

    services.withdraw_transfer(transfer=transfer, by=manager, because="A mistake")

    assert section(manager, ASKED) == ""


def test_who_proposed_and_may_not_read_or_manage_it_any_more_is_told_nothing(
    section, person, manager, police, council
):
    member(council, MANAGER)
    give(person, manager, council)
    TransferFactory(obj=person, by=manager, to=council)
    second = member(police, MANAGER)
    exclusion = services.exclude_person(obj=person, by=second, user=manager, reason="A cousin")
    assert section(manager, ASKED) == ""
    services.readmit_person(obj=person, exclusion=exclusion, by=second, because="Not")
    assert section(manager, ASKED) != ""

    manager.memberships.update(role=Membership.Role.PRACTITIONER)
    MembershipFactory(user=manager, team=council, role=MANAGER)

    assert section(manager, ASKED) == ""


def test_a_listing_waits_for_who_asked_it(section, officer, manager):
    asked = ListingExceptionFactory(user=officer)
    assert "You asked to list more people" in section(officer, ASKED)
    assert section(manager, ASKED) == ""

    services.refuse_listing_more(asked=asked, by=manager, answer="Too many")

    assert section(officer, ASKED) == ""


def test_a_place_waits_for_who_asked_it(section, police, manager, administrator):
    JoiningProposalFactory(team=police, asked_by=administrator, user=administrator)

    assert f"You asked to join {police}" in section(administrator, ASKED)
    assert section(manager, ASKED) == ""


def test_six_of_what_was_asked_cost_as_much_as_one(
    client, person, manager, neighbour, police, django_assert_max_num_queries
):
    def ask(surname):
        other = make_person(by=manager, team=police, surname=surname)
        DiscoveryFactory(obj=other, by=neighbour)
        AccessRequestFactory(obj=other, by=neighbour)

    client.force_login(neighbour)
    ask("One")
    client.get("/")
    with django_assert_max_num_queries(30) as one:
        client.get("/")
    for number in range(24):
        ask(f"More{number}")
    with django_assert_max_num_queries(len(one)):
        client.get("/")
