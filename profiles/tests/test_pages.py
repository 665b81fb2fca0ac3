"""The pages of people: what they show, what they say of bad input, what they cost."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from access.tests.factories import give
from agencies.tests.factories import TeamFactory
from profiles.models import Contact, Profile
from profiles.tests.factories import (
    AmendmentFactory,
    ContactKindFactory,
    RiskLevelFactory,
    RoleFactory,
    WarningKindFactory,
    make_person,
    write_contact,
)
from profiles.tests.walking import edit, post, url

pytestmark = pytest.mark.slow

TOMORROW = (timezone.localdate() + datetime.timedelta(days=1)).strftime("%d/%m/%Y")


# ---- Bad input: a clear message, everything typed still there, nothing half done ----------------
LONG = "x" * 6000


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"surname": ""}, "Enter the surname"),
        ({"surname": "x" * 81}, "80 characters or fewer"),
        ({"surname": "a\x00b"}, "surname"),
        ({"born_on": "31 June 1990"}, "There is no 31 June"),
        ({"born_on": TOMORROW}, "today or earlier"),
        ({"born_on": "4 May 1702"}, "year from 1900"),
        ({"sex": "none-of-these"}, "from the list"),
        ({"team": "987654"}, "from the list"),
        ({"team": "x"}, "from the list"),
    ],
)
def test_a_new_record_says_what_is_wrong(signed_in, police, wrong, message):
    typed = {
        "surname": "Coldridge",
        "forenames": "Ann-Marie",
        "born_on": "14 March 1991",
        "sex": "female",
        "team": police.pk,
        **wrong,
    }

    response, page = post(signed_in, reverse("profiles:create"), **typed)

    assert response.status_code == 200
    assert "There is a problem" in page
    assert message.lower() in page.lower()
    assert "Ann-Marie" in page
    assert not Profile.objects.exists()


def test_a_new_record_opens(signed_in, police):
    typed = {
        "surname": "O’Néill",
        "forenames": "Ĳ",
        "born_on": "14/3/1991",
        "sex": "female",
        "team": police.pk,
    }

    response, _ = post(signed_in, reverse("profiles:create"), **typed)

    person = Profile.objects.get()
    assert response["Location"] == person.get_absolute_url()
    assert (person.born_on, person.lead.username) == (datetime.date(1991, 3, 14), "manager")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"text": ""}, "Enter what happened"),
        ({"text": LONG}, "4000 characters or fewer"),
        ({"moment": "31 June"}, "There is no 31 June"),
        ({"moment": "tomorrow"}, "today or earlier"),
        ({"basis": "reported", "told_by": ""}, "Enter who told you"),
        ({"basis": ""}, "Choose fact, opinion or reported"),
        ({"kind": "0"}, "from the list"),
        ({"attitude": "grim"}, "from the list"),
    ],
)
def test_a_contact_says_what_is_wrong(signed_in, person, wrong, message):
    typed = {
        "kind": ContactKindFactory().pk,
        "moment": "yesterday 4pm",
        "text": "Seen at home",
        "basis": "fact",
        "response": "Kept every appointment",
        **wrong,
    }

    response, page = post(signed_in, url("log-add", person), **typed)

    assert response.status_code == 200
    assert "There is a problem" in page
    assert message.lower() in page.lower()
    assert "Kept every appointment" in page
    assert not Contact.objects.exists()


def test_a_contact_whose_time_is_not_known_shows_the_date_alone(signed_in, person):
    typed = {
        "kind": ContactKindFactory().pk,
        "moment": "3 June 2025",
        "text": "Seen",
        "basis": "fact",
    }

    post(signed_in, url("log-add", person), **typed)
    page = signed_in.get(url("log", person)).content.decode()

    assert Contact.objects.get().happened_at_time is None
    assert "3 June 2025" in page
    assert "3 June 2025 at" not in page


@pytest.mark.parametrize(
    ("kind", "typed", "message"),
    [
        ("names", {"surname": "", "forenames": ""}, "Enter a surname or a first name"),
        ("roles", {"kind": "wizard", "source": "x"}, "from the list"),
        ("roles", {"kind": "victim", "source": ""}, "Enter the source"),
        (
            "roles",
            {"kind": "victim", "source": "x", "starts_on": "4 May 2020", "ends_on": "3 May 2020"},
            "on or after",
        ),
        ("phones", {"number": "none"}, "like 01632 960 114"),
        ("addresses", {"text": "x" * 501}, "500 characters or fewer"),
        ("identifiers", {"kind": "pnc", "value": ""}, "Enter"),
        ("warnings", {"kind": "0", "text": "x"}, "from the list"),
    ],
)
def test_a_detail_says_what_is_wrong(signed_in, person, kind, typed, message):
    response, page = post(signed_in, url("detail-add", person, kind), **typed)

    assert response.status_code == 200
    assert "There is a problem" in page
    assert message.lower() in page.lower()


def test_a_detail_is_added_edited_and_ended(signed_in, person):
    WarningKindFactory()
    post(
        signed_in,
        url("detail-add", person, "warnings"),
        kind=WarningKindFactory().pk,
        text="visit in pairs",
        starts_on="1 May 2025",
    )
    warning = person.warnings.get()
    edit(
        signed_in,
        url("detail-edit", person, "warnings", warning.uuid),
        kind=warning.kind_id,
        text="visit in threes",
        starts_on="1 May 2025",
    )

    page = signed_in.get(url("overview", person)).content.decode()
    history = signed_in.get(url("history", person)).content.decode()

    assert "visit in threes" in page
    assert "from visit in pairs to visit in threes" in " ".join(history.split())


def test_the_tab_of_the_page_is_marked(signed_in, person):
    for name in ("overview", "log", "risk", "details", "sharing", "history"):
        page = " ".join(signed_in.get(url(name, person)).content.decode().split())

        assert f'aria-current="page" href="{url(name, person)}"' in page


def test_risk_is_graded_and_shown_to_those_who_hold_it(
    signed_in, client, person, manager, elsewhere, outsider
):
    post(
        signed_in,
        url("risk-assess", person),
        level=RiskLevelFactory().pk,
        of_what="serious harm",
        rationale="Two assaults",
        assessed_on="today",
    )
    assert "High risk of serious harm" in signed_in.get(url("overview", person)).content.decode()

    give(person, manager, elsewhere, sections=["log"])
    client.force_login(outsider)
    page = client.get(url("overview", person)).content.decode()
    assert "Pellworth" in page
    assert "serious harm" not in page


@pytest.mark.parametrize("opened", ["", "x", "-1", "99999999999999999999", "{}", "[1]"])
def test_an_edit_that_lost_what_it_was_opened_with_changes_nothing(signed_in, person, opened):
    form = {
        "surname": "Changed",
        "forenames": "",
        "born_on": "",
        "sex": "male",
        "opened": opened,
    }

    response = signed_in.post(url("edit", person), form)

    assert response.status_code == 409
    assert Profile.objects.get(pk=person.pk).surname == "Pellworth"


# ---- What pages cost ----------------------------------------------------------------------------
def queries(client, django_assert_num_queries_at_all, address):
    with django_assert_num_queries_at_all() as found:
        assert client.get(address).status_code == 200
    return len(found)


@pytest.fixture
def counted():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


def test_a_list_of_20_costs_what_a_list_of_1_costs(signed_in, counted, person, manager):
    RoleFactory(profile=person)
    signed_in.get("/profiles/")
    one = queries(signed_in, counted, "/profiles/")
    for number in range(19):
        RoleFactory(profile=make_person(by=manager, surname=f"Other{number}"))

    assert queries(signed_in, counted, "/profiles/") == one


@pytest.mark.parametrize("name", ["log", "overview", "history", "sharing", "details"])
def test_a_page_with_20_rows_costs_what_it_costs_with_1(signed_in, counted, person, manager, name):
    def more():
        contact = write_contact(person, manager)
        give(person, manager, TeamFactory())
        RoleFactory(profile=person, kind="victim", ends_on=datetime.date(2025, 1, 1))
        return contact

    more()
    signed_in.get(url(name, person))
    one = queries(signed_in, counted, url(name, person))
    for _ in range(19):
        more()

    assert queries(signed_in, counted, url(name, person)) <= one


def test_a_first_page_is_under_100_kb(signed_in, person, manager):
    for number in range(40):
        write_contact(person, manager, text="Seen at home. " * 60)
        make_person(by=manager, surname=f"Other{number}")

    for address in ("/profiles/", url("log", person), url("history", person)):
        assert len(signed_in.get(address).content) < 100_000


# ---- A misspelt name ----------------------------------------------------------------------------
def test_a_misspelt_name_shows_the_names_like_it(signed_in, officer):
    make_person(by=officer, surname="Coldridge", forenames="Ann")
    make_person(by=officer, surname="Pellworth", forenames="Jordan")
    make_person(surname="Coldrige", forenames="Bea")

    page = signed_in.get(reverse("profiles:list"), {"q": "Coldrigde"}).content.decode()

    assert "No exact match for “Coldrigde”." in page
    assert "<b>1 person</b> you can see with a name like “Coldrigde”" in page
    assert "Ann <mark>Coldridge</mark>" in page
    assert "Bea" not in page
    assert "Pellworth" not in page
    assert "Give access to these people" not in page


def test_names_like_it_stay_away_while_a_name_has_the_words(signed_in, officer):
    make_person(by=officer, surname="Smith", forenames="Ann")
    make_person(by=officer, surname="Smyth", forenames="Bea")

    found = signed_in.get(reverse("profiles:list"), {"q": "smith"})

    assert "Ann <mark>Smith</mark>" in found.content.decode()
    assert [one.surname for one in found.context["page"]] == ["Smith"]
    assert [one.surname for one in found.context["similar"]] == ["Smyth"]


def test_names_like_it_come_page_by_page(signed_in, officer):
    for number in range(30):
        make_person(by=officer, surname=f"Coldridge{number:02}", forenames="Ann")

    first = signed_in.get(reverse("profiles:list"), {"q": "Coldrigde"})
    after = first.context["page"].next_cursor
    second = signed_in.get(reverse("profiles:list"), {"q": "Coldrigde", "after": after})

    assert len(first.context["page"]) == 25
    assert len(second.context["page"]) == 5


# ---- What happened last -------------------------------------------------------------------------
def test_an_entry_on_the_overview_says_what_was_added_to_it(signed_in, person, officer, colleague):
    entry = write_contact(person, officer, text="She moved on the 1st.")
    AmendmentFactory(contact=entry, written_by=colleague, written_by_name=colleague.name)

    page = signed_in.get(url("overview", person)).content.decode()

    assert "She moved on the 1st." in page
    assert "by Owen Marchbank" in page.partition("She moved on the 1st.")[2]
    assert "The date was the 2nd." in page


def test_what_was_added_is_for_those_who_hold_the_log(client, person, officer, manager, outsider):
    AmendmentFactory(contact=write_contact(person, officer))
    give(person, manager, outsider.acting_team, sections=["risk"])
    client.force_login(outsider)

    page = client.get(url("overview", person)).content.decode()

    assert "What happened last" in page
    assert "The date was the 2nd." not in page
