"""The log: quick and full entries, outcomes, follow-ups, filters, paper."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core import policy
from profiles import services
from profiles.models import Contact, FollowUp
from profiles.tests.factories import (
    AmendmentFactory,
    ContactKindFactory,
    ContactOutcomeFactory,
    write_contact,
)
from profiles.tests.walking import post, url
from tests.editing import sent

pytestmark = pytest.mark.slow

TODAY = timezone.localdate()
SOON = TODAY + datetime.timedelta(days=5)


def typed(**fields):
    return {
        "kind": ContactKindFactory().pk,
        "moment": "today",
        "text": "Seen at home",
        "basis": "fact",
        **fields,
    }


def not_at_home():
    return ContactOutcomeFactory()


@pytest.fixture
def waiting(person, manager):
    contact = write_contact(person, manager, follow_up="Ring the landlord", follow_up_by=SOON)
    return contact.follow_up


# ---- Writing ------------------------------------------------------------------------------------
def test_a_quick_entry_stands_on_the_log_itself(signed_in, person):
    log = signed_in.get(url("log", person)).content.decode()
    page = signed_in.get(f"{url('log', person)}?quick=1").content.decode()

    assert 'href="?quick=1#quick">Add a quick entry' in log
    assert "<form" in page[page.index('id="quick" open') :]
    assert f'action="{url("log-quick", person)}"' in page
    assert f'action="{url("log-quick", person)}"' not in log

    response, _ = post(signed_in, url("log-quick", person), **typed())

    assert response["Location"] == url("log", person)
    assert Contact.objects.get().text == "Seen at home"


def test_a_page_opened_before_midnight_and_sent_after_it_means_the_day_that_it_showed(
    signed_in, person, time_machine
):
    address = url("log-add", person)
    time_machine.move_to(datetime.datetime(2026, 6, 3, 22, 55, tzinfo=datetime.UTC))
    shown = sent(signed_in, address)
    time_machine.move_to(datetime.datetime(2026, 6, 3, 23, 5, tzinfo=datetime.UTC))

    assert signed_in.post(address, {**typed(), "moment": shown["moment"]}).status_code == 302

    assert Contact.objects.get().happened_on == datetime.date(2026, 6, 3)


def test_who_only_reads_is_offered_no_entry(client, person, manager, outsider):
    give(person, manager, outsider.acting_team, sections=["log"])
    client.force_login(outsider)

    page = client.get(url("log", person)).content.decode()

    assert "Add a quick entry" not in page
    assert client.get(url("log-quick", person)).status_code == 403


@pytest.mark.parametrize("name", ["log-quick", "log-add"])
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"moment": "1 January 1990"}, "must be after they were born, on 14 March 1991"),
        ({"moment": "tomorrow"}, "today or earlier"),
        ({"text": ""}, "Enter what happened"),
        ({"outcome": "0"}, "from the list"),
    ],
)
def test_an_entry_says_what_is_wrong_by_the_field(signed_in, person, name, wrong, message):
    response, page = post(signed_in, url(name, person), **typed(**wrong))

    assert response.status_code == 200
    assert message in page
    assert not Contact.objects.exists()


def test_an_outcome_that_speaks_for_itself_needs_no_text(signed_in, person):
    post(signed_in, url("log-quick", person), **typed(text="", outcome=not_at_home().pk))

    page = signed_in.get(url("log", person)).content.decode()
    assert Contact.objects.get().text == ""
    assert "Visit, was not at home" in page


def test_an_outcome_where_something_happened_needs_text(signed_in, person):
    met = ContactOutcomeFactory(code="met", name="Met", speaks_for_itself=False)

    _, page = post(signed_in, url("log-quick", person), **typed(text="", outcome=met.pk))

    assert "Enter what happened" in page


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"happened_on": datetime.date(1990, 1, 1)}, "happened_on"),
        ({"happened_on": TODAY + datetime.timedelta(days=1)}, "happened_on"),
        ({"text": ""}, "text"),
        ({"follow_up": "Ring"}, "follow_up_by"),
    ],
)
def test_the_service_refuses_what_the_form_does(person, manager, fields, name):
    with pytest.raises(ValidationError) as refused:
        write_contact(person, manager, **fields)

    assert name in refused.value.error_dict


def test_the_database_keeps_no_entry_that_says_nothing(contact):
    contact.text = ""
    with pytest.raises(IntegrityError, match="says_something"), transaction.atomic():
        contact.save()


# ---- Amendments ---------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "view", ["log", "log?view=compact", "log-print", "log-amend", "log-follow-up"]
)
def test_what_was_added_stands_with_its_entry_first_to_last(signed_in, person, manager, view):
    first, other = (write_contact(person, manager, follow_up="x", follow_up_by=SOON) for _ in "12")
    AmendmentFactory(contact=first, text="His brother rang")
    AmendmentFactory(contact=other, text="Of another visit")
    AmendmentFactory(contact=first, text="And rang again")

    name, _, query = view.partition("?")
    of = {"log-amend": [first.uuid], "log-follow-up": [first.follow_up.uuid]}.get(name, [])
    page = signed_in.get(f"{url(name, person, *of)}?{query}").content.decode()

    said = [page.index(text) for text in ("His brother rang", "And rang again")]
    assert said == sorted(said)
    assert page.count('<p class="ecins-quiet">Added ') == (2 if of else 3)


def test_there_is_no_page_to_add_to_what_was_added(signed_in, person, contact):
    added = AmendmentFactory(contact=contact)

    assert signed_in.get(url("log-amend", person, added.uuid)).status_code == 404
    assert signed_in.post(url("log-amend", person, added.uuid), {"text": "x"}).status_code == 404


def test_the_service_says_that_what_was_added_is_not_added_to(contact, manager):
    with pytest.raises(ValidationError, match="Add to the entry itself"):
        services.amend_contact(contact=AmendmentFactory(contact=contact), by=manager, text="x")


# ---- To follow up -------------------------------------------------------------------------------
def test_what_is_to_follow_shows_until_someone_says_what_came_of_it(signed_in, person):
    post(
        signed_in,
        url("log-add", person),
        **typed(follow_up="Ring the landlord", follow_up_by="tomorrow"),
    )
    follow_up = FollowUp.objects.get()
    for name in ("log", "overview"):
        page = signed_in.get(url(name, person)).content.decode()
        assert "Ring the landlord" in page
        assert url("log-follow-up", person, follow_up.uuid) in page

    post(signed_in, url("log-follow-up", person, follow_up.uuid), word="He will pay")

    assert "He will pay" in signed_in.get(url("log", person)).content.decode()
    assert "Ring the landlord" not in signed_in.get(url("overview", person)).content.decode()
    event = Event.objects.get(verb="log.followed_up")
    assert (event.section, event.subjects) == ("log", [person.pk])


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"follow_up": "Ring"}, "Enter by when"),
        ({"follow_up_by": "tomorrow"}, "Enter what needs doing"),
        ({"follow_up": "Ring", "follow_up_by": "yesterday"}, "Enter today or a later day"),
    ],
)
def test_a_follow_up_says_what_is_wrong(signed_in, person, wrong, message):
    _, page = post(signed_in, url("log-add", person), **typed(**wrong))

    assert message in page
    assert not Contact.objects.exists()


def test_it_is_cleared_once_with_a_word(signed_in, person, waiting, manager):
    address = url("log-follow-up", person, waiting.uuid)
    assert "Enter the outcome" in post(signed_in, address, word="")[1]
    post(signed_in, address, word="Done")

    _, page = post(signed_in, address, word="Again")

    assert "Ruth Calloway, Staffordshire IOM Team has already recorded the outcome." in page
    assert FollowUp.objects.get().done_word == "Done"


def test_who_may_clear_it(person, waiting, manager, officer, outsider):
    reader, adder = member(TeamFactory()), member(TeamFactory())
    give(person, manager, reader.acting_team, sections=["log"])
    give(person, manager, adder.acting_team, sections=["log"], level=Level.CONTRIBUTE)
    may = {
        user: policy.can(user, "log.follow_up", waiting)
        for user in (manager, officer, adder, reader, outsider)
    }

    assert list(may.values()) == [True, True, True, False, False]
    with pytest.raises(PermissionDenied):
        services.clear_follow_up(follow_up=waiting, by=reader, word="x")
    with pytest.raises(Http404):
        services.clear_follow_up(follow_up=waiting, by=outsider, word="x")
    services.clear_follow_up(follow_up=waiting, by=adder, word="x")


def test_it_is_not_shown_to_who_does_not_hold_the_log(client, person, manager, outsider, waiting):
    give(person, manager, outsider.acting_team, sections=["risk"])
    client.force_login(outsider)

    assert "Ring the landlord" not in client.get(url("overview", person)).content.decode()
    assert client.get(url("log-follow-up", person, waiting.uuid)).status_code == 404


# ---- Filters ------------------------------------------------------------------------------------
@pytest.fixture
def entries(person, manager, prison):
    """Four entries that differ in everything one can filter by."""
    spoc = member(prison, name="Grace Odum")
    give(person, manager, prison, sections=["log"], level=Level.CONTRIBUTE)
    day = datetime.date(2026, 5, 1)
    phone = ContactKindFactory(code="phone", name="Phone")
    return {
        "old": write_contact(person, manager, text="Alpha", happened_on=day.replace(year=2025)),
        "rang": write_contact(person, manager, text="Bravo", happened_on=day, kind=phone),
        "away": write_contact(
            person, manager, text="Charlie", happened_on=day, outcome=not_at_home()
        ),
        "inside": write_contact(
            person, spoc, text="Delta", happened_on=day, follow_up="Look", follow_up_by=SOON
        ),
    }


WORDS = {"old": "Alpha", "rang": "Bravo", "away": "Charlie", "inside": "Delta"}


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, "old rang away inside"),
        ({"q": "charl"}, "away"),
        ({"kind": "phone"}, "rang"),
        ({"agency": "HM Prison Service"}, "inside"),
        ({"by": "Grace Odum"}, "inside"),
        ({"since": "1 May 2026"}, "rang away inside"),
        ({"until": "30/4/26"}, "old"),
        ({"since": "1/1/26", "until": "1 Jan 2026"}, ""),
        ({"outcome": "any"}, "away"),
        ({"outcome": "not-at-home"}, "away"),
        ({"todo": "on"}, "inside"),
        ({"kind": "visit", "since": "1 May 2026"}, "away inside"),
    ],
)
def test_the_log_is_narrowed(signed_in, person, entries, query, shown):
    contact = entries["inside"]
    ids = {
        "HM Prison Service": contact.written_by_team.agency.uuid,
        "Grace Odum": contact.written_by.uuid,
    }
    query = {name: ids.get(value, value) for name, value in query.items()}

    for name in ("log", "log-print"):
        page = signed_in.get(url(name, person), query).content.decode()
        found = [entry for entry, word in WORDS.items() if word in page]
        assert found == shown.split(), name
    tags = signed_in.get(url("log", person), query).content.decode().count("moj-filter__tag")
    assert tags == len(query)


def test_a_filter_that_makes_no_sense_says_so_and_hides_nothing(signed_in, person, entries):
    page = signed_in.get(url("log", person), {"since": "31 June", "by": "x"}).content.decode()

    assert "There is no 31 June" in page
    assert "Alpha" in page


def test_filters_offer_only_who_wrote_what_the_reader_sees(signed_in, person, entries, elsewhere):
    page = signed_in.get(url("log", person), {"more": "1"}).content.decode()

    assert ">Grace Odum</option>" in page
    assert ">HM Prison Service</option>" in page
    assert "Norfolk Constabulary" not in page


def test_the_short_view_stays_in_the_address(signed_in, person, entries):
    page = signed_in.get(url("log", person), {"view": "compact", "q": "a"}).content.decode()

    assert "ecins-entry" in page
    assert '<input type="hidden" name="view" value="compact">' in page
    assert "view=compact" in page


# ---- Paper --------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["log", "log-print"])
def test_who_does_not_hold_the_log_meets_no_page_of_it(client, person, manager, elsewhere, name):
    give(person, manager, elsewhere, sections=["risk"])
    client.force_login(member(elsewhere))

    assert client.get(url("overview", person)).status_code == 200
    assert client.get(url(name, person)).status_code == 404
    assert not Event.objects.filter(verb__contains=":print").exists()


def test_printing_is_a_read_of_its_own_with_the_filters(signed_in, person, entries, manager):
    page = signed_in.get(url("log-print", person), {"kind": "phone"}).content.decode()

    event = Event.objects.latest("pk")
    assert event.verb == "log.print:print"
    assert (event.operation, event.section) == (Event.CONSULTATION, "log")
    assert event.detail == {"shown": "print", "entries": 1, "filters": ["Kind: Phone"]}
    assert "Printed by Ruth Calloway, Staffordshire IOM Team" in page
    assert f"Print {str(event.request_id)[:8]}" in page
    assert "OFFICIAL-SENSITIVE" in page


def test_the_whole_text_is_on_paper(signed_in, person, manager):
    text = "word " * 700
    write_contact(person, manager, text=text + "the end")

    assert "the end" in signed_in.get(url("log-print", person)).content.decode()


def test_paper_with_20_entries_costs_what_it_costs_with_1(
    signed_in, person, manager, django_assert_max_num_queries
):
    def more():
        AmendmentFactory(contact=write_contact(person, manager, follow_up="x", follow_up_by=SOON))

    more()
    for name in ("log", "log-print", "overview"):
        signed_in.get(url(name, person))
    costs = {}
    for name in ("log", "log-print", "overview"):
        with django_assert_max_num_queries(80) as found:
            signed_in.get(url(name, person))
        costs[name] = len(found)
    for _ in range(19):
        more()
    for name, one in costs.items():
        with django_assert_max_num_queries(one):
            signed_in.get(url(name, person))
