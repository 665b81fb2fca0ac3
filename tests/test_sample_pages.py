"""Reviewing the weekly sample: who may, what is kept, what the pages say."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from access.models import SampledAccess
from access.projection import project
from access.services import exclude_person, restrict_record, review_sampled_access
from access.tests.factories import LawfulBasisFactory, SampledAccessFactory, give
from agencies.models import Membership, User
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from audit.models import Event
from core import policy
from profiles.models import Profile
from profiles.tests.factories import make_person
from tests.test_access_services import together

pytestmark = pytest.mark.slow

LIST = "/sharing/sample/"
METHODS = ["get", "post", "head", "options", "put", "patch", "delete"]


@pytest.fixture
def sampled(person, outsider):
    return SampledAccessFactory(obj=person, by=outsider, section="log")


def page_of(sampled):
    return f"{LIST}{sampled.uuid}/"


def fresh(user):
    return User.objects.get(pk=user.pk)


def review(sampled, by, outcome="expected", **kwargs):
    return review_sampled_access(sampled=sampled, by=fresh(by), outcome=outcome, **kwargs)


# ---- Who ----------------------------------------------------------------------------------------
@pytest.fixture
def everyone(person, police, manager, officer, outsider, administrator, operator, auditor):
    elsewhere_manager = member(outsider.acting_team, Membership.Role.MANAGER)
    give(person, manager, outsider.acting_team)
    excluded = member(police, Membership.Role.MANAGER)
    exclude_person(obj=person, by=manager, user=excluded, reason="A cousin")
    disabled = member(police, Membership.Role.MANAGER, is_active=False, disabled_at=timezone.now())
    return {
        "manager": manager,
        "practitioner": officer,
        "reader": outsider,
        "manager of the reader": elsewhere_manager,
        "administrator": administrator,
        "control": operator,
        "auditor": auditor,
        "excluded": excluded,
        "disabled": disabled,
    }


def test_only_managers_of_the_owner_who_see_the_record_may_review(everyone, sampled):
    may = {n for n, u in everyone.items() if policy.can(fresh(u), "access.review_sample", sampled)}

    assert may == {"manager"}


def test_nobody_else_can_tell_that_there_is_one_on_any_method(client, everyone, sampled):
    for name, user in everyone.items():
        if name in ("manager", "disabled"):
            continue
        client.force_login(user)
        for method in METHODS:
            answer = getattr(client, method)(page_of(sampled))
            absent = getattr(client, method)(f"{LIST}00000000-0000-4000-8000-000000000000/")
            assert (answer.status_code, absent.status_code) == (404, 404), (name, method)
            lists = getattr(client, method)(LIST)
            managers = name in ("excluded", "manager of the reader")
            assert lists.status_code == 404 or managers, (name, method)
            assert sampled.record.reference not in lists.content.decode()
    sampled.refresh_from_db()
    assert sampled.outcome == ""


def test_nobody_reviews_themselves(client, person, police, manager):
    second = member(police, Membership.Role.MANAGER)
    own = SampledAccessFactory(obj=person, by=manager)
    client.force_login(manager)

    assert client.get(page_of(own)).status_code == 404
    assert str(own.uuid) not in client.get(LIST).content.decode()
    with pytest.raises(Http404):
        review(own, manager)
    review(own, second)


def test_a_restricted_record_is_reviewed_by_its_named_managers(person, police, manager, sampled):
    unnamed = member(police, Membership.Role.MANAGER)
    restrict_record(obj=person, by=manager, reason="Corruption", basis=LawfulBasisFactory())

    with pytest.raises(Http404):
        review(sampled, unnamed)
    assert review(sampled, manager).outcome == "expected"


def test_the_record_takes_its_open_accesses_along(person, manager, outsider, officer):
    sampled = SampledAccessFactory(obj=person, by=officer)
    receiver = member(outsider.acting_team, Membership.Role.MANAGER)
    hand_over(person, outsider.acting_team)

    assert not policy.can(fresh(manager), "access.review_sample", sampled)
    assert review(sampled, receiver).reviewed_by == receiver


def hand_over(person, team):
    person.owner_team, person.lead = team, None
    person.save()
    project(person)


def test_a_practitioner_is_refused_by_the_service(person, officer, sampled):
    with pytest.raises(PermissionDenied):
        review(sampled, officer)


# ---- The review ---------------------------------------------------------------------------------
def test_a_review_is_kept_and_recorded_beside_the_record(person, manager, sampled, outsider):
    review(sampled, manager, "misuse", note="Told professional standards")

    sampled.refresh_from_db()
    assert (sampled.outcome, sampled.reviewed_by) == ("misuse", manager)
    event = Event.objects.get(verb="access.sample_reviewed")
    assert event.reason == "Misuse. Told professional standards"
    assert (event.recipient, event.subjects) == (outsider.name, [person.pk])
    assert event.target_label == f"Access to person {person.reference}"
    assert event.detail["event"] == sampled.event_id
    assert not Event.objects.of(person).filter(verb="access.sample_reviewed").exists()


def test_history_of_the_record_does_not_tell_its_readers(client, person, manager, sampled):
    review(sampled, manager, "misuse", note="Told professional standards")
    client.force_login(manager)

    for show in ("", "?show=views"):
        page = client.get(f"{person.get_absolute_url()}history/{show}").content.decode()
        assert "isuse" not in page
        assert "professional standards" not in page


def test_what_was_reviewed_is_not_reviewed_again(manager, police, sampled):
    second = member(police, Membership.Role.MANAGER)
    review(sampled, manager)

    with pytest.raises(ValidationError, match="Ruth Calloway has reviewed this already"):
        review(sampled, second, "misuse", note="x")
    sampled.refresh_from_db()
    assert sampled.outcome == "expected"


@pytest.mark.parametrize(
    ("outcome", "note", "field"),
    [("", "", "outcome"), ("odd", "", "outcome"), ("misuse", "", "note")],
)
def test_the_service_says_what_is_missing(manager, sampled, outcome, note, field):
    with pytest.raises(ValidationError) as problem:
        review(sampled, manager, outcome, note=note)
    assert set(problem.value.message_dict) == {field}


def test_two_reviewers_at_once_leave_one_outcome(live_database):
    owner = TeamFactory()
    one, two = member(owner, Membership.Role.MANAGER), member(owner, Membership.Role.MANAGER)
    sampled = SampledAccessFactory(obj=make_person(by=one, team=owner), by=member(TeamFactory()))

    results = together(
        lambda: review(sampled, one), lambda: review(sampled, two, "misuse", note="x")
    )

    assert len([r for r in results if isinstance(r, ValidationError)]) == 1
    assert len([r for r in results if isinstance(r, SampledAccess)]) == 1
    assert Event.objects.filter(verb="access.sample_reviewed").count() == 1
    connections.close_all()


# ---- Pages --------------------------------------------------------------------------------------
def test_home_counts_and_leads_to_the_list(client, manager, officer, sampled, person):
    SampledAccessFactory(obj=person, by=officer)
    client.force_login(manager)
    assert "2 unusual accesses to review" in client.get("/").content.decode()

    review(sampled, manager)
    assert "1 unusual access to review" in client.get("/").content.decode()
    client.force_login(officer)
    assert "unusual" not in client.get("/").content.decode()


def test_home_counts_nothing_of_a_team_in_which_one_only_practises(client, police, sampled):
    """Though the reader manages another team."""
    colleague = member(police)
    MembershipFactory(user=colleague, team=TeamFactory(), role=Membership.Role.MANAGER)
    client.force_login(colleague)

    assert "unusual" not in client.get("/").content.decode()


def test_home_counts_no_look_of_the_reader_s_own(client, manager, sampled, person):
    SampledAccessFactory(obj=person, by=manager)
    client.force_login(manager)

    assert "1 unusual access to review" in client.get("/").content.decode()


def test_the_list_says_who_when_what_and_why_and_leaves_an_event(client, manager, sampled, person):
    client.force_login(manager)

    page = " ".join(re.sub(r"<[^>]+>", " ", client.get(LIST).content.decode()).split())

    for words in (
        "Isla Thornbury Norfolk IOM Team",
        "3am",
        f"{person} {person.reference}",
        "Log",
        "At night or at a weekend",
        "Week of ",
    ):
        assert words in page
    event = Event.objects.filter(verb="access.review_sample:list").get()
    assert event.subjects == [person.pk]


def test_the_weeks_stand_apart_oldest_first(client, manager, officer, person):
    week = datetime.date(2026, 6, 1)
    for days in (7, 0):
        SampledAccessFactory(obj=person, by=officer, week=week + datetime.timedelta(days=days))
    client.force_login(manager)

    weeks = re.findall(r"Week of ([\w ]+)", client.get(LIST).content.decode())

    assert weeks == ["1 June 2026", "8 June 2026"]


def test_an_outcome_is_saved_and_moves_below(client, manager, sampled):
    client.force_login(manager)
    page = client.get(page_of(sampled)).content.decode()
    assert "What was it?" in page
    assert "Isla Thornbury, Norfolk IOM Team" in page

    answer = client.post(page_of(sampled), {"outcome": "needs_following_up", "note": "I ask her"})

    assert answer["Location"] == LIST
    page = client.get(LIST).content.decode()
    assert "Nothing to review" in page
    assert "I ask her" in page
    assert page_of(sampled) not in page
    assert "What was it?" not in client.get(page_of(sampled)).content.decode()


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Choose expected, follow up or misuse"),
        ({"outcome": "fine"}, "Choose expected, follow up or misuse"),
        ({"outcome": "misuse"}, "Enter what you found, and what happens next"),
        ({"outcome": "needs_following_up", "note": " "}, "Enter what you found"),
        ({"outcome": "misuse", "note": "x" * 1001}, "1000 characters or fewer"),
    ],
)
def test_what_is_wrong_is_said_by_the_field_and_nothing_is_lost(
    client, manager, sampled, sent, message
):
    client.force_login(manager)

    page = client.post(page_of(sampled), sent).content.decode()

    assert page.count(message) == 2
    assert "<title>Error: " in page
    assert sent.get("note", "") in page
    sampled.refresh_from_db()
    assert sampled.outcome == ""


def test_the_second_reviewer_is_told_of_the_first(client, manager, police, sampled):
    review(sampled, member(police, Membership.Role.MANAGER, name="Ada Quill"))
    client.force_login(manager)

    page = client.post(page_of(sampled), {"outcome": "misuse", "note": "x"}).content.decode()

    assert "Ada Quill has reviewed this already. Nothing was changed." in page


def test_a_break_glass_says_its_reason(client, manager, person, outsider):
    sampled = SampledAccessFactory(obj=person, by=outsider, why=["break_glass"])
    client.force_login(manager)

    assert "The whole record, in an emergency" in client.get(page_of(sampled)).content.decode()


def test_many_are_shown_a_part_at_a_time(client, manager, police, officer):
    person = make_person(by=manager, team=police)
    for _ in range(52):
        SampledAccessFactory(obj=person, by=officer)
    for number in range(27):
        review(SampledAccessFactory(obj=person, by=officer), manager, note=f"Note {number}.")
    client.force_login(manager)

    page = client.get(LIST).content.decode()
    assert page.count(">Review<") == 50
    assert "These are the oldest 50" in page
    assert "Note 26." in page
    assert "Note 1." not in page
    after = re.search(r'href="(\?after=[^"]+)"', page)[1]
    page = client.get(LIST + after).content.decode()
    assert "Note 1." in page
    assert "Note 26." not in page
    assert ">Review<" not in page


@pytest.mark.parametrize("odd", ["", "x", "W10", "\x00", "%00", "=" * 400])
def test_odd_cursors_are_the_first_page(client, manager, sampled, odd):
    client.force_login(manager)

    assert client.get(LIST, {"after": odd}).status_code in (200, 400)


def test_one_and_twenty_rows_ask_as_many_questions(client, manager, officer, sampled):
    review(SampledAccessFactory(obj=sampled.record, by=officer), manager)
    client.force_login(manager)

    def questions(path):
        client.get(path)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    few = [questions(path) for path in (LIST, "/", page_of(sampled))]
    for number in range(20):
        person = make_person(by=manager, surname=f"S{number}")
        SampledAccessFactory(obj=person, by=officer)
        review(SampledAccessFactory(obj=person, by=member(TeamFactory())), manager)

    assert [questions(path) for path in (LIST, "/", page_of(sampled))] == few
    assert Profile.objects.count() == 21
