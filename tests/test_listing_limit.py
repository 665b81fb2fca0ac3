"""Nobody carries a caseload off: how many people a person may list within an hour."""

import ast

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from access import services
from access.models import ListingException
from access.tests.factories import ListingExceptionFactory
from agencies.models import Membership
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from api.tests.factories import program_of
from audit.models import Event
from cases.tests.factories import make_case
from galleries.tests.factories import GalleryFactory
from missing.tests.factories import arranged, report
from profiles.tests.factories import make_person
from profiles.views.base import FindsPeople
from referrals.tests.factories import InterventionFactory, ReferralFactory
from tests.sources import ROOT, SOURCES
from tests.sweeping import ROUTES, view_of

pytestmark = pytest.mark.slow

State = ListingException.State
LISTS = [
    *("/profiles/", "/profiles/?q=Many", "/profiles/print/", "/api/v1/profiles/"),
    *("/profiles/new/?surname=Many1", "/search/?q=Many", "/search/?q=Many&kind=people"),
]
# Pages where somebody is looked for by words, each with what its address names.
CHOOSERS = {
    "cases:participant-add": lambda by: make_case(by=by).uuid,
    "galleries:add": lambda by: GalleryFactory(curators=[by.acting_team]).slug,
    "referrals:party-add": lambda by: ReferralFactory(by=by).uuid,
    "rj:party-add": lambda by: InterventionFactory(by=by).uuid,
}


def report_by_name(by):
    arranged(by.acting_team)
    fields = {"name": "Kit", "area": by.acting_team.areas.get()}
    reported = report(by, **fields)
    reported.episode.profile = None
    reported.episode.save()
    return reported.episode.uuid


# While somebody is missing nobody is held up: whom they find counts, and no more.
NEVER_HELD_UP = {"missing:report": None, "missing:link": report_by_name}


@pytest.fixture
def limited(settings):
    """At most nine different people within an hour, twenty for a manager."""
    settings.LISTING_LIMITS = {"practitioner": 9, "manager": 20}


@pytest.fixture
def caseload(officer):
    return [make_person(by=officer, surname=f"Many{number}") for number in range(11)]


@pytest.fixture
def asked(officer):
    return ListingExceptionFactory(user=officer)


@pytest.mark.parametrize("path", LISTS)
def test_more_people_than_the_limit_are_not_listed(client, officer, limited, caseload, path):
    client.force_login(officer)

    response = client.get(path)

    assert response.status_code == 403
    assert "Many3" not in response.content.decode()
    assert "limit" in response.content.decode()


def chooser(name, made, by):
    return reverse(name, args=[made(by)] if made else [])


@pytest.mark.parametrize("name", CHOOSERS)
def test_choosing_somebody_by_name_is_a_list_too(client, officer, limited, caseload, name):
    address = chooser(name, CHOOSERS[name], officer)
    client.force_login(officer)
    assert "Many3" in client.get(address, {"q": "Many3"}).content.decode()

    response = client.get(address, {"q": "Many"})

    assert response.status_code == 403
    assert "Many4" not in response.content.decode()
    assert client.get("/profiles/?q=Many3").status_code == 200


@pytest.mark.parametrize("name", {**CHOOSERS, **NEVER_HELD_UP})
def test_whom_a_chooser_found_counts_and_once(client, officer, limited, caseload, name):
    made = {**CHOOSERS, **NEVER_HELD_UP}[name]
    address = chooser(name, made, officer)
    client.force_login(officer)
    client.get(address, {"q": "Many3"})

    (event,) = Event.objects.filter(verb="profile.list:search")
    assert (event.target_id, event.subjects) == (None, [caseload[3].pk])
    assert event.operation == Event.CONSULTATION
    assert "Many" not in str(event.detail)
    for words in ({}, {"q": "Nobodyy"}, {"q": "Many3", "person": caseload[3].uuid}):
        assert client.get(address, words).status_code == 200
    assert Event.objects.filter(verb="profile.list:search").count() == 1


@pytest.mark.parametrize("name", NEVER_HELD_UP)
def test_nobody_is_held_up_while_somebody_is_missing(client, officer, limited, caseload, name):
    address = chooser(name, NEVER_HELD_UP[name], officer)
    client.force_login(officer)

    response = client.get(address, {"q": "Many"})

    assert response.status_code == 200
    assert "Many4" in response.content.decode()
    assert client.get("/profiles/").status_code == 403  # it did count


def test_every_chooser_is_asked_here():
    choosers = {
        name
        for name, _, callback in ROUTES
        if issubclass(view_of(callback), FindsPeople) and not name.startswith("api:")
    }

    assert choosers == {*CHOOSERS, *NEVER_HELD_UP}


def test_views_find_people_by_words_in_no_other_way():
    """What finds people for a view is called by those whose event is that of a list."""
    finding = {"people_found", "possible_duplicates", "keys_for", "first_for", "page_for"}
    callers = {
        (str(path.relative_to(ROOT)), node.func.attr if hasattr(node.func, "attr") else name)
        for path in SOURCES
        if "views" in path.parts or path.stem == "views"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and (name := getattr(node.func, "id", getattr(node.func, "attr", ""))) in finding
    }

    assert callers == {
        ("profiles/views/base.py", "people_found"),
        ("profiles/views/creating.py", "possible_duplicates"),
    }


def test_programs_are_told_of_no_more_duplicates_than_the_limit(officer, police, settings):
    person = make_person(by=officer, surname="Ashdown", forenames="Ivy")
    program = program_of(police).program
    sent = {
        "surname": "Ashdown",
        "forenames": "Ivy",
        "born_on": str(person.born_on),
        "sex": "female",
        "team": str(police.uuid),
    }
    assert program.post("/api/v1/profiles/", sent).status_code == 409
    settings.LISTING_LIMITS = {"practitioner": 0}

    answer = program.post("/api/v1/profiles/", sent)

    assert answer.status_code == 403
    assert "Ivy" not in answer.content.decode()


def test_the_refusal_says_how_to_go_on(client, officer, limited, caseload):
    client.force_login(officer)

    page = client.get("/profiles/").content.decode()

    assert 'href="/sharing/listing/">Ask a manager of your team' in page
    assert client.get(caseload[0].get_absolute_url()).status_code == 200


def test_people_of_earlier_lists_count_within_the_hour_and_once(
    client, officer, limited, caseload
):
    client.force_login(officer)
    for _ in range(3):
        assert client.get("/profiles/?q=Many1").status_code == 200  # Many1 and Many10

    page = [client.get(f"/profiles/?q=Many{number}").status_code for number in (2, 3, 4, 5, 6)]
    assert page == [200] * 5
    assert client.get("/profiles/").status_code == 403


def test_an_hour_later_they_no_longer_count(client, officer, limited, caseload):
    long_ago = timezone.now() - timezone.timedelta(minutes=61)
    Event.objects.create(
        verb="profile.list:list",
        operation=Event.CONSULTATION,
        actor_id=officer.pk,
        actor_name=officer.name,
        at=long_ago,
        subjects=list(range(10_000, 10_010)),
    )
    client.force_login(officer)

    assert client.get("/profiles/?q=Many2").status_code == 200


def test_neither_records_that_were_opened_nor_acts_count(client, officer, person, limited):
    for operation, target in ((Event.CONSULTATION, person.pk), (Event.ALTERATION, None)):
        Event.objects.create(
            verb="any.thing",
            operation=operation,
            actor_id=officer.pk,
            actor_name=officer.name,
            target_type="profiles.profile" if target else "",
            target_id=target,
            subjects=list(range(10_000, 10_030)),
        )
    client.force_login(officer)

    assert client.get("/profiles/").status_code == 200


def test_who_is_over_the_limit_still_reads_lists_without_people(
    client, officer, limited, caseload
):
    Event.objects.create(
        verb="profile.list:list",
        operation=Event.CONSULTATION,
        actor_id=officer.pk,
        actor_name=officer.name,
        subjects=list(range(10_000, 10_030)),
    )
    client.force_login(officer)

    assert client.get("/profiles/?q=Many2").status_code == 403
    assert client.get("/drafts/").status_code == 200
    assert "Many" in client.get("/").content.decode()


def test_a_role_without_a_limit_changes_nothing(client, officer, limited, caseload, police):
    MembershipFactory(user=officer, team=police, role=Membership.Role.CONTROL_ROOM)
    client.force_login(officer)

    assert client.get("/profiles/?q=Many2").status_code == 200
    assert client.get("/profiles/").status_code == 403


def test_looks_of_others_do_not_count(client, officer, manager, limited, caseload):
    client.force_login(manager)
    assert client.get("/profiles/").status_code == 200
    client.force_login(officer)

    assert client.get("/profiles/?q=Many2").status_code == 200


def test_a_manager_may_list_more(client, manager, limited, caseload):
    client.force_login(manager)

    assert client.get("/profiles/").status_code == 200


def test_an_exception_lifts_the_limit_and_ends(client, officer, manager, limited, caseload, asked):
    client.force_login(officer)
    assert client.get("/profiles/").status_code == 403

    services.allow_listing_more(asked=asked, by=manager)
    assert client.get("/profiles/").status_code == 200

    ListingException.objects.update(valid_until=timezone.now())
    assert client.get("/profiles/").status_code == 403


def test_one_that_waits_or_was_refused_lifts_nothing(
    client, officer, manager, limited, caseload, asked
):
    client.force_login(officer)
    assert client.get("/profiles/").status_code == 403

    services.refuse_listing_more(asked=asked, by=manager, answer="Not today")

    assert client.get("/profiles/").status_code == 403


def test_nor_does_the_exception_of_a_colleague(
    client, officer, manager, limited, caseload, police
):
    colleague = member(police)
    services.allow_listing_more(asked=ListingExceptionFactory(user=colleague), by=manager)
    client.force_login(officer)

    assert client.get("/profiles/").status_code == 403


# ---- Asking and answering -----------------------------------------------------------------------
def test_the_way_through_the_pages(client, officer, manager, police):
    elsewhere = TeamFactory(name="A team of others")
    ListingExceptionFactory(user=member(elsewhere), reason="Somebody else's reason")
    client.force_login(officer)
    page = client.get("/sharing/listing/").content.decode()
    assert police.name in page
    assert elsewhere.name not in page
    assert "Somebody else" not in page
    client.post("/sharing/listing/", {"team": police.pk, "reason": "The cohort meeting"})

    client.force_login(manager)
    assert f"{officer.name} asks to list more people" in client.get("/").content.decode()
    asked = ListingException.objects.get(user=officer)
    assert "The cohort meeting" in client.get(asked.get_absolute_url()).content.decode()
    client.post(asked.get_absolute_url(), {"answer": "refuse", "why_not": "Bring the print"})

    assert "asks to list more people" not in client.get("/").content.decode()

    client.force_login(officer)
    page = client.get("/sharing/listing/").content.decode()
    assert "Bring the print" in page
    verbs = set(Event.objects.values_list("verb", flat=True))
    assert {"listing.asked", "listing.refused"} <= verbs


def test_a_refusal_needs_its_reason(client, manager, asked):
    client.force_login(manager)

    page = client.post(asked.get_absolute_url(), {"answer": "refuse"}).content.decode()

    assert "Enter why you are refusing" in page


def test_nobody_asks_twice(officer, police, asked):
    with pytest.raises(ValidationError, match="asked already"):
        services.ask_to_list_more(team=police, by=officer, reason="Again")


def test_who_was_refused_or_asked_elsewhere_may_ask(officer, manager, police, asked):
    services.refuse_listing_more(asked=asked, by=manager, answer="No")
    second = TeamFactory()
    MembershipFactory(user=officer, team=second)
    ListingExceptionFactory(user=officer, team=second)
    ListingExceptionFactory(user=member(police))

    assert services.ask_to_list_more(team=police, by=officer, reason="Again").state == State.ASKED


def test_nobody_asks_in_a_team_whose_records_they_do_not_work_with(officer, administrator, police):
    for user, team in ((officer, TeamFactory()), (administrator, police)):
        with pytest.raises(Http404):
            services.ask_to_list_more(team=team, by=user, reason="All of them")


def test_only_a_manager_of_the_team_decides_and_never_for_themselves(
    officer, manager, administrator, police, asked
):
    others = [
        officer,
        administrator,
        member(police),
        member(TeamFactory(), Membership.Role.MANAGER),
    ]
    for by in others:
        with pytest.raises((Http404, PermissionDenied)):
            services.allow_listing_more(asked=asked, by=by)
        with pytest.raises((Http404, PermissionDenied)):
            services.refuse_listing_more(asked=asked, by=by, answer="No")
    own = ListingExceptionFactory(user=manager, team=police)
    with pytest.raises(Http404):
        services.allow_listing_more(asked=own, by=manager)


def test_it_is_decided_once(manager, asked):
    services.allow_listing_more(asked=asked, by=manager)

    with pytest.raises(ValidationError, match="answered already"):
        services.refuse_listing_more(asked=asked, by=manager, answer="No")
