"""The search of the register: who is found, by what, for whom, and what the log keeps of it."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory
from agencies.models import Membership
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from audit.models import Event
from audit.words import describe
from core.metrics import counted_statements
from profiles.tests.factories import make_person
from referrals.found import people_of, town_of
from referrals.models import Intervention, Party
from referrals.search import ENTER, TOO_LONG, check_typed
from referrals.tests.factories import ArrangementFactory, InterventionFactory, days, party

pytestmark = pytest.mark.django_db
BORN = datetime.date(2009, 2, 3)


def liam(**said):
    return party(
        **{
            "born_on": BORN,
            "also_known_as": "Liam Vale",
            "address": "12 Corporation Street, Stafford, ST16 3AA",
            "phone": "01632 960 155",
            **said,
        }
    )


@pytest.fixture
def entry(officer):
    return InterventionFactory(
        by=officer,
        parties=[liam(), party("harmed", address="3 Mill Lane, Cannock")],
        number="CR/10482/26",
        officer_name="PC Aled Parfitt",
    )


@pytest.fixture
def ask(client, operator, entry):
    """Asks as the control room does; gives the page."""
    client.force_login(operator)

    def asked(q, **more):
        response = client.get("/rj/", {"q": q, "officer": "PC 2214 Grey", **more})
        assert response.status_code == 200
        return response.content.decode()

    return asked


@pytest.mark.parametrize(
    "words",
    [
        "liam corrigan",
        "Corrigan Liam",
        "CORRIGAN, Liam",
        "corrig",
        "vale",
        "corrigan 3 2 09",
        "corrigan 2009",
        "3 February 2009",
        "960155",
        "+44 1632 960155",
        "12 corporation",
        "st16 3aa",
        "ST163AA",
    ],
)
def test_one_person_is_answered_on_one_screen(ask, words):
    page = ask(words)

    assert "Yes, once." in page
    assert "Liam Corrigan" in page
    assert "3 February 2009" in page
    assert "Say on the radio" in page
    assert "CR/10482/26" in page
    assert "Nobody called" not in page


@pytest.mark.parametrize("words", ["CR/10482/26", "cr/10482/26", "parfitt", "kicked pane"])
def test_entries_are_found_by_number_officer_and_words(ask, entry, words):
    page = ask(words)

    assert "1 entry" in page
    assert entry.get_absolute_url() in page
    assert "Liam Corrigan" in page
    assert "Niamh Tapley" in page
    assert ask(entry.reference).count(entry.get_absolute_url()) == 1


@pytest.mark.parametrize("words", ["Corigan", "Korrigan", "corigan 3 2 09"])
def test_a_misspelt_name_says_that_it_is_one(ask, words):
    page = ask(words)

    assert "Nobody called “Corigan”" in page or "Nobody called “Korrigan”" in page
    assert "Yes, once." in page


def test_a_misspelt_address(ask):
    page = ask("12 corperation streat")

    assert "Yes, once." in page


def test_another_date_of_birth_shows_the_name_all_the_same(ask):
    page = ask("corrigan 4 2 09")

    assert "Nobody called “Corrigan” born on 4 February 2009" in page
    assert "Liam Corrigan" in page


def test_others_of_the_name_stand_below_the_answer(ask, officer):
    InterventionFactory(by=officer, parties=[party(born_on=datetime.date(1994, 11, 19))])

    page = ask("corrigan 3 2 09")

    assert "Yes, once." in page
    assert "Not this person? 1 other person matches" in page
    assert "19 November 1994" in page


def test_several_are_a_list_and_each_opens_its_answer(ask, officer):
    InterventionFactory(by=officer, parties=[party(born_on=datetime.date(1994, 11, 19))])

    page = ask("corrigan")
    assert "2 people called “Corrigan”" in page
    assert "Say on the radio" not in page

    older = Party.objects.get(born_on__year=1994)
    page = ask("corrigan", party=str(older.uuid))
    assert "Yes, once." in page
    assert "Not this person? 1 other person matches" in page


def test_the_times_of_one_person_are_put_together(ask, officer):
    person = make_person(by=officer, team=officer.acting_team)
    recorded = {"profile": person, "born_on": BORN}
    InterventionFactory(by=officer, parties=[party(**recorded)], happened_on=days(-40))
    InterventionFactory(by=officer, parties=[party(surname="Vale", **recorded)])
    InterventionFactory(by=officer, parties=[party()])

    assert "Yes, 4 times." in ask("corrigan 3 2 09")


def test_nothing_found_says_what_was_searched(ask):
    page = ask("abbotsleigh 7/7/2001")

    assert "No RJ recorded for “abbotsleigh 7/7/2001”" in page
    assert "Nothing in the RJ register of Staffordshire" in page
    assert "Searched names, aliases, dates of birth" in page
    assert "q=abbotsleigh&amp;officer=PC+2214+Grey" in page


def test_who_to_ring_and_the_advice_of_the_area(ask, staffordshire):
    champions = TeamFactory(name="RJ Champions", phone="01632 960 150")
    ArrangementFactory(
        area=staffordshire, champions=champions, advice="Ring the champion before offering it"
    )

    page = ask("corrigan")

    assert "RJ champions: RJ Champions" in page
    assert "01632 960 150" in page
    assert "Ring the champion before offering it.”" in page


@pytest.mark.parametrize("words", ["%%%", "***", "___", "?!"])
def test_signs_alone_are_an_error(client, operator, words):
    client.force_login(operator)

    page = client.get("/rj/", {"q": words, "officer": "PC Grey"}).content.decode()

    assert page.count(ENTER) == 2


def test_ten_thousand_characters_are_an_error(client, operator):
    client.force_login(operator)

    response = client.get("/rj/", {"q": "a" * 10_000, "officer": "PC Grey"})

    assert response.status_code == 200
    assert response.content.decode().count(TOO_LONG) == 2


@pytest.mark.parametrize("words", ["c_rrigan", "corr%", "li\\am", "a" * 200, "1" * 200])
def test_signs_of_patterns_find_nobody(ask, words):
    assert "Liam Corrigan" not in ask(words, by="name")


@pytest.mark.parametrize("words", ["O’", "'", "ng", "1", "(", "J-2026-", "9/9/9999"])
def test_nothing_that_is_typed_breaks_the_page(ask, words):
    assert "RJ register" in ask(words)


def test_check_typed():
    assert check_typed(" O’Harra ") == "O’Harra"
    with pytest.raises(ValidationError, match="Enter a name"):
        check_typed("%_*")


def test_the_control_room_says_who_asks(client, operator, entry):
    client.force_login(operator)

    page = client.get("/rj/", {"q": "corrigan"}).content.decode()

    assert page.count("Enter the officer who asks") == 2
    assert "Liam Corrigan" not in page
    assert 'value="corrigan"' in page
    assert "Enter the officer" not in client.get("/rj/").content.decode()
    assert not Event.objects.filter(verb="rj.search:search").exists()


def test_the_log_has_the_officer(ask, operator):
    ask("corrigan")

    event = Event.objects.get(verb="rj.search:search")
    assert (event.actor_id, event.operation) == (operator.pk, "consultation")
    assert event.recipient == event.detail["officer"] == "PC 2214 Grey"
    assert "corrigan" not in str(event.detail).lower()
    assert describe(event) == "Searched the RJ register"


def test_the_log_has_who_was_named(ask, officer):
    person = make_person(by=officer, team=officer.acting_team, surname="Pellworth")
    InterventionFactory(by=officer, parties=[party(profile=person, surname="Pellworth")])

    ask("pellworth")

    assert Event.objects.get(verb="rj.search:search").subjects == [person.pk]


def test_who_practises_has_the_register_and_a_link_to_the_record(client, officer, entry):
    person = make_person(by=officer, team=officer.acting_team, surname="Pellworth")
    InterventionFactory(by=officer, parties=[party(profile=person, surname="Pellworth")])
    client.force_login(officer)

    page = client.get("/rj/").content.decode()
    assert "Latest in the register of Staffordshire" in page
    assert "Asked by" not in page
    assert entry.get_absolute_url() in page
    assert person.get_absolute_url() in client.get("/rj/", {"q": "pellworth"}).content.decode()


def test_the_control_room_has_the_box_and_no_list(client, operator, entry):
    client.force_login(operator)

    page = client.get("/rj/").content.decode()

    assert "Asked by (officer)" in page
    assert "Liam" not in page
    assert ">RJ register</a>" in page


def test_the_register_of_another_area_is_not_searched(client, outsider, entry):
    client.force_login(outsider)

    page = client.get("/rj/", {"q": "corrigan"}).content.decode()
    assert "No RJ recorded" in page
    uuid = entry.parties.first().uuid
    page = client.get("/rj/", {"q": "corrigan", "party": uuid}).content.decode()
    assert "No RJ recorded" in page


def test_the_register_has_pages(client, officer, norfolk):
    other = TeamFactory(name="Norfolk RJ", areas=[norfolk])
    MembershipFactory(user=officer, team=other)
    made = [
        InterventionFactory(by=officer, parties=[party()], happened_on=days(-number))
        for number in range(1, 28)
    ]
    made.append(InterventionFactory(by=member(other), parties=[party()], happened_on=days(-60)))
    client.force_login(officer)

    first = client.get("/rj/").context["page"]
    second = client.get("/rj/", {"after": first.next_cursor}).context["page"]

    assert [*first, *second] == made
    assert second.next_cursor is None
    assert client.get("/rj/", {"after": "nonsense"}).context["page"].is_first


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_who_reads_no_register_gets_404(client, request, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get("/rj/").status_code == 404


def test_a_referral_is_not_in_the_register_before_it_is_accepted(ask):
    Party.objects.filter(surname="Corrigan").first()
    entry = Intervention.objects.get()
    entry.registered_at = None
    entry.save()
    for one in entry.parties.all():
        one.is_registered = False
        one.save()

    assert "No RJ recorded" in ask("corrigan")
    assert "No RJ recorded" in ask("parfitt")
    assert "No RJ recorded" in ask("CR/10482/26")


# ---- Who is hidden ------------------------------------------------------------------------------
HIDDEN_WORDS = ["pellworth", "pelworth", "7 7 2001", "9 secret row", "960199", "quill", "lantern"]


@pytest.fixture
def secret(manager):
    """An entry about somebody whose record is restricted, with somebody who may be known."""
    person = make_person(by=manager, team=manager.acting_team, surname="Pellworth")
    hidden = {
        "profile": person,
        "surname": "Pellworth",
        "forenames": "Zed",
        "born_on": datetime.date(2001, 7, 7),
        "also_known_as": "Quill",
        "address": "9 Secret Row, Leek",
        "phone": "01632 960199",
    }
    other = party("harmed", surname="Underhay", forenames="Bea")
    InterventionFactory(by=manager, parties=[party(**hidden), other], summary="A lantern broke")
    return person


@pytest.mark.parametrize("words", HIDDEN_WORDS)
def test_who_is_restricted_is_not_found(ask, manager, secret, words):
    assert "Zed Pellworth" in ask(words)

    restrict_record(obj=secret, by=manager, reason="Safety", basis=LawfulBasisFactory())

    page = ask(words)
    assert "Pellworth" not in page
    assert "No RJ recorded" in page
    assert not any(secret.pk in event.subjects for event in Event.objects.order_by("-pk")[:1])


def test_who_is_hidden_is_masked_beside_who_is_not(ask, manager, secret):
    restrict_record(obj=secret, by=manager, reason="Safety", basis=LawfulBasisFactory())

    page = ask("underhay")
    assert "Yes, once, as the person harmed." in page
    assert "lantern" not in page
    page = ask(Intervention.objects.get(summary__startswith="A lantern").reference)
    assert "A person you may not see" in page
    assert "Bea Underhay" in page
    assert "Pellworth" not in page


def test_who_is_excluded_does_not_find_them(client, officer, manager, secret):
    client.force_login(officer)
    assert "Zed Pellworth" in client.get("/rj/", {"q": "pellworth"}).content.decode()
    assert "Zed Pellworth" in client.get("/rj/").content.decode()

    exclude_person(obj=secret, user=officer, by=manager, reason="Family")

    uuid = Party.objects.get(surname="Pellworth").uuid
    for query in ({"q": "pellworth"}, {"q": "leek"}, {"q": "pellworth", "party": uuid}):
        assert "Zed" not in client.get("/rj/", query).content.decode()
    assert "Zed" not in client.get("/rj/").content.decode()


def test_hidden_and_shown_are_all_there_are(officer, manager, secret, entry):
    for user in (officer, manager):
        hidden = set(Party.objects.hidden_from(user))
        assert hidden | set(Party.objects.shown_to(user)) == set(Party.objects.all())
        assert not hidden & set(Party.objects.shown_to(user))


# ---- Cost ---------------------------------------------------------------------------------------
@pytest.mark.parametrize("words", ["", "corrigan", "corrigan 3 2 09", "corigan", "pane", "3 2 09"])
def test_as_many_statements_for_one_as_for_many(client, officer, words):
    InterventionFactory(by=officer, parties=[liam()])
    client.force_login(officer)

    def statements():
        client.get("/rj/", {"q": words})
        with counted_statements() as made:
            client.get("/rj/", {"q": words})
        return len(made)

    one = statements()
    for number in range(12):
        InterventionFactory(by=officer, parties=[liam(), party("harmed")], happened_on=days(-9))
        InterventionFactory(by=officer, parties=[liam(forenames=f"Liam{number % 3}")])
    assert statements() <= one <= 12


def test_a_count_is_capped(client, officer, monkeypatch):
    monkeypatch.setattr("referrals.results.CAP", 2)
    monkeypatch.setattr("referrals.search.CAP", 2)
    for number in range(4):
        InterventionFactory(by=officer, parties=[party(forenames=f"Liam{number}")])
    client.force_login(officer)

    page = client.get("/rj/", {"q": "corrigan"}).content.decode()

    assert "2+ people called “Corrigan”" in page


# ---- Putting together ---------------------------------------------------------------------------
def shaped(*parties):
    """Who of these is one person, as sets of their numbers."""
    made = [
        Party(pk=n, profile_id=p, sort_name=s, born_on=b, happened_on=datetime.date(2026, 1, 1))
        for n, (p, s, b) in enumerate(parties)
    ]
    return sorted(sorted(one.pk for one in person.parties) for person in people_of(made))


A, B = datetime.date(1990, 1, 1), datetime.date(1991, 1, 1)


@pytest.mark.parametrize(
    ("parties", "people"),
    [
        ([(None, "x", A), (None, "x", A), (None, "x", None)], [[0, 1, 2]]),
        ([(None, "x", A), (None, "x", B), (None, "x", None)], [[0], [1], [2]]),
        ([(7, "x", A), (7, "y", A), (None, "x", A), (None, "y", None)], [[0, 1, 2, 3]]),
        ([(7, "x", A), (8, "x", A), (None, "x", A)], [[0], [1], [2]]),
        ([(7, "x", None), (8, "x", None), (None, "x", None)], [[0], [1], [2]]),
        ([(7, "x", None), (None, "x", A)], [[0, 1]]),
        ([(7, "x", None), (None, "x", A), (None, "x", B)], [[0], [1], [2]]),
        ([(None, "x", None), (None, "x", None)], [[0, 1]]),
    ],
)
def test_who_is_one_person(db, parties, people):
    assert shaped(*parties) == people


def test_of_an_address_the_town_alone():
    assert town_of("12 Corporation Street, Stafford, ST16 3AA") == "Stafford"
    assert town_of("12 Corporation Street") == ""
    assert town_of("") == ""


def test_a_control_room_of_two_areas_searches_both(client, norfolk, staffordshire, entry):
    team = TeamFactory(name="Joint Control", areas=[norfolk, staffordshire])
    client.force_login(member(team, Membership.Role.CONTROL_ROOM))

    page = client.get("/rj/", {"q": "corrigan", "officer": "PC Grey"}).content.decode()

    assert "Yes, once." in page
