"""An intervention is entered into the register, on the street or from a person’s record."""

import pytest
from django.urls import reverse

from agencies.models import Membership
from agencies.tests.factories import MembershipFactory, TeamFactory
from profiles.tests.factories import make_person
from records.models import Draft
from referrals.models import Intervention, RjLevel, RjOffence, Term
from referrals.tests.factories import InterventionFactory, days, party
from referrals.tests.walking import entry_at as at
from referrals.tests.walking import errors, page, post

pytestmark = pytest.mark.slow

NEW = "/rj/new/"


def typed(team, **more):
    """What is typed. Only people in several teams choose a team."""
    return {
        "offence": RjOffence.objects.get(code="criminal-damage").pk,
        "happened_on": "today",
        "place": "Bus shelter",
        "summary": "Kicked a pane out.",
        "number": "CR/10482/26",
        "forenames": "Liam",
        "surname": "Corrigan",
        "born_on": "3 February 2009",
        "admission": "admitted",
        "agreed": "now",
        "harmed_surname": "Stafford Buses",
        "harmed_agreed": "now",
        "agreement": "kept",
        "done": "Apologised",
        "level": RjLevel.objects.get(code="street").pk,
        "team": team.pk,
        **more,
    }


def test_record_intervention(client, officer, police):
    client.force_login(officer)
    assert "Record an intervention" in page(client, NEW)

    response, _ = post(client, NEW, typed(police))

    entry = Intervention.objects.get()
    assert response.url == at("entry", entry)
    assert (entry.agreement, entry.agreed_on, entry.ended_on) == ("kept", days(0), days(0))
    assert entry.terms.get().state == Term.State.DONE
    shown = page(client, response.url)
    for words in ("Liam Corrigan", "Stafford Buses", "Kicked a pane", "Agreement kept", "Priya"):
        assert words in shown


def test_record_intervention_with_something_to_do(client, officer, police):
    client.force_login(officer)

    to_do = {"agreement": "active", "term": "Pay for the pane", "due_on": "tomorrow"}
    response, _ = post(client, NEW, typed(police, **to_do))

    entry = Intervention.objects.get()
    assert (entry.agreement, entry.terms.get().due_on) == ("active", days(1))
    assert "Pay for the pane" in page(client, response.url)


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"happened_on": "tomorrow"}, "happened_on", "today or earlier"),
        ({"admission": "denied"}, "admission", "admits responsibility"),
        ({"admission": ""}, "admission", "Choose whether"),
        ({"surname": ""}, "surname", "Enter the surname"),
        (
            {"harmed_forenames": "Liam", "harmed_surname": "Corrigan"},
            "__all__",
            "responsible and as harmed",
        ),
        (
            {"agreed": "other", "consented_on": "yesterday", "consent_method": "1"},
            "consented_on",
            "Enter a day from",
        ),
        ({"agreed": "other"}, "consented_on", "Enter"),
        ({"harmed_agreed": "other"}, "harmed_consent_method", "Choose"),
        ({"agreed": "no"}, "agreed", "has not agreed to take part"),
        ({"harmed_agreed": "no"}, "harmed_agreed", "has not agreed to take part"),
        ({"agreement": "active"}, "term", "Enter"),
        (
            {"agreement": "active", "term": "Pay", "due_on": "yesterday"},
            "due_on",
            "the day of the agreement",
        ),
        ({"born_on": str(days(-365 * 5))}, "born_on", "under 10 and cannot be held responsible"),
        ({"champion_advice": "Go on"}, "champion_name", "Enter"),
        ({"champion_name": "Moira", "champion_on": "tomorrow"}, "champion_on", "today or earlier"),
    ],
)
def test_record_intervention_refused_at_its_field(client, officer, police, more, field, words):
    client.force_login(officer)

    response, shown = post(client, NEW, typed(police, **more))

    assert words in errors(response)[field]
    assert "Kicked a pane out." in shown
    assert not Intervention.objects.exists()


def test_a_child_who_was_harmed_is_entered_whatever_their_age(client, officer, police):
    client.force_login(officer)

    response, _ = post(client, NEW, typed(police, harmed_born_on=str(days(-365 * 5))))

    assert response.status_code == 302


def test_sent_twice_it_is_entered_once(client, officer, police):
    client.force_login(officer)
    token = client.get(NEW).context["form"].once

    for _ in range(2):
        client.post(NEW, typed(police, once=token))

    assert Intervention.objects.count() == 1


def test_the_team_is_asked_of_those_with_several(client, officer, police):
    client.force_login(officer)
    assert "Recorded by" not in page(client, NEW)
    other = TeamFactory(name="Stafford North", areas=police.areas.all())
    officer.memberships.create(team=other, role=Membership.Role.PRACTITIONER)
    client.force_login(officer)

    assert "Stafford North" in page(client, NEW)


def test_it_is_kept_as_a_draft(client, officer, police):
    client.force_login(officer)

    client.post(NEW, {**typed(police, summary="Half a sentence"), "draft": "1"})

    assert Draft.objects.get().kind == "rj-intervention"
    assert "Half a sentence" in page(client, NEW)
    assert "RJ intervention" in page(client, reverse("records:drafts"))


def test_the_draft_is_found_again_in_another_first_team(client, officer, police):
    client.force_login(officer)
    client.post(NEW, {**typed(police, summary="Half a sentence"), "draft": "1"})

    MembershipFactory(user=officer, team__name="Abbots Bromley Hub")

    assert "Half a sentence" in page(client, NEW)


# ---- From a person's record ---------------------------------------------------------------------
def test_from_a_persons_record(client, officer, police, person):
    client.force_login(officer)
    address = f"{NEW}?person={person.uuid}"
    assert f'value="{person.surname}"' in page(client, address)

    post(client, address, typed(police, forenames=person.forenames, surname=person.surname))

    entry = Intervention.objects.get()
    assert entry.parties.get(role__code="responsible").profile == person
    shown = page(client, reverse("rj:of-person", args=[person.uuid]))
    assert entry.reference in shown
    assert "Person responsible" in shown


def test_the_same_words_about_another_person_are_no_repetition(client, officer, police, person):
    client.force_login(officer)

    def record(about):
        address = f"{NEW}?person={about.uuid}"
        token = client.get(address).context["form"].once
        return post(client, address, typed(police, once=token))[1]

    for about in (person, make_person(officer)):
        assert "You have saved this text here already" not in record(about)
    assert Intervention.objects.count() == 2
    assert "You have saved this text here already" in record(person)
    assert Intervention.objects.count() == 2


def test_a_person_who_is_not_seen_is_not_linked(client, outsider, elsewhere, person):
    client.force_login(outsider)
    address = f"{NEW}?person={person.uuid}"
    assert person.surname not in page(client, address)

    post(client, address, typed(elsewhere))

    assert not Intervention.objects.get().parties.filter(profile=person).exists()


def test_the_persons_tab_shows_what_the_reader_sees(client, officer, outsider, person, elsewhere):
    InterventionFactory(by=officer, parties=[party(profile=person)])
    client.force_login(outsider)

    assert client.get(reverse("rj:of-person", args=[person.uuid])).status_code == 404
