"""Who searches the register, what the log keeps of it, and what it costs."""

import pytest

from agencies.models import Membership
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from audit.models import Event
from audit.words import describe
from core.metrics import counted_statements
from profiles.tests.factories import make_person
from referrals.models import Intervention, Party
from referrals.tests.factories import InterventionFactory, days, liam, party

pytestmark = pytest.mark.django_db


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
    assert 'href="/rj/new/"' in page
    assert entry.get_absolute_url() in page
    assert person.get_absolute_url() in client.get("/rj/", {"q": "pellworth"}).content.decode()


def test_the_control_room_has_the_box_and_no_list(client, operator, entry):
    client.force_login(operator)

    page = client.get("/rj/").content.decode()

    assert "Asked by (officer)" in page
    assert "Liam" not in page
    assert "/rj/new/" not in page
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


def test_a_control_room_of_two_areas_searches_both(client, norfolk, staffordshire, entry):
    team = TeamFactory(name="Joint Control", areas=[norfolk, staffordshire])
    client.force_login(member(team, Membership.Role.CONTROL_ROOM))

    page = client.get("/rj/", {"q": "corrigan", "officer": "PC Grey"}).content.decode()

    assert "Yes, once." in page


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
