"""An entry of the register is corrected; people are added, corrected and taken out."""

import pytest
from django.core.exceptions import ValidationError

from agencies.tests.factories import member
from referrals import services
from referrals.models import Satisfaction
from referrals.tests.factories import (
    InterventionFactory,
    ReferralFactory,
    coordinator_of,
    party,
    role,
)
from referrals.tests.walking import as_shown, errors, page, post, referral_at
from referrals.tests.walking import entry_at as at

pytestmark = pytest.mark.slow


def test_edit_intervention(client, officer):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)
    address = at("edit", entry)

    response, _ = post(client, address, as_shown(client, address, place="Market Square"))

    entry.refresh_from_db()
    assert response.url == at("entry", entry)
    assert entry.place == "Market Square"
    assert "market square" in entry.search_words


def test_two_edits_are_merged_or_asked_about(client, officer, colleague):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)
    address = at("edit", entry)
    opened = as_shown(client, address)
    services.edit_intervention(intervention=entry, by=colleague, place="Market Square")

    clash = client.post(address, {**opened, "place": "Park Street"})
    merged = client.post(address, {**opened, "number": "CR/1"})

    assert clash.status_code == 409
    assert "Market Square" in clash.content.decode()
    assert merged.status_code == 302
    entry.refresh_from_db()
    assert (entry.place, entry.number) == ("Market Square", "CR/1")


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"happened_on": "tomorrow"}, "happened_on", "today or earlier"),
        ({"admission": "denied"}, "admission", "admits responsibility"),
        ({"agreement": "active"}, "agreed_on", "Enter the day"),
        ({"agreement": "broken"}, "ended_on", "Enter the day"),
        ({"ended_on": "today"}, "ended_on", "Leave this empty"),
        ({"happened_on": "today"}, "happened_on", "when somebody agreed to take part"),
    ],
)
def test_edit_intervention_refused_at_its_field(client, officer, more, field, words):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)
    address = at("edit", entry)

    response, _ = post(client, address, as_shown(client, address, **more))

    assert words in errors(response)[field]


def test_another_team_of_the_area_reads_and_does_not_edit(client, officer, council):
    entry = InterventionFactory(by=officer)
    client.force_login(member(council))

    assert client.get(at("entry", entry)).status_code == 200
    assert client.get(at("edit", entry)).status_code == 403


def test_people_are_added_corrected_and_taken_out(client, officer, person):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)
    add = at("party-add", entry)
    assert person.name in page(client, add, q=person.surname)
    supporter = {"role": role("supporter-harmed").pk, "surname": person.surname}
    client.post(f"{add}?person={person.uuid}", supporter)
    added = entry.parties.get(profile=person)

    address = at("party-edit", entry, added)
    client.post(address, as_shown(client, address, phone="01632 960 150"))
    added.refresh_from_db()
    assert added.phone == "01632 960 150"

    client.post(at("party-remove", entry, added), {})
    assert not entry.parties.filter(pk=added.pk).exists()


@pytest.mark.parametrize("of_referral", [True, False])
def test_who_cannot_see_the_record_corrects_what_the_register_says(
    client, officer, person, of_referral
):
    """The coordinator hardly ever sees the record to which the officer linked somebody."""
    referral = ReferralFactory(
        by=officer, state="preparation", parties=[party(), party("harmed", profile=person)]
    )
    entry = referral.intervention
    harmed = entry.parties.get(profile=person)
    client.force_login(coordinator_of(referral))
    address = at("party-edit", entry, harmed)
    typed = {"phone": "01632 960 150"}
    if of_referral:
        address = referral_at("party-edit", referral, harmed)
    else:
        typed["satisfaction"] = Satisfaction.objects.get(code="very").pk

    response, _ = post(client, address, as_shown(client, address, **typed))

    harmed.refresh_from_db()
    assert response.status_code == 302
    assert (harmed.phone, harmed.profile) == ("01632 960 150", person)
    assert of_referral or harmed.satisfaction.code == "very"


def test_a_new_link_is_to_a_record_that_the_writer_sees(officer, person):
    referral = ReferralFactory(by=officer, state="preparation")
    harmed = referral.intervention.parties.get(role__code="harmed")

    with pytest.raises(ValidationError) as refused:
        services.edit_party(party=harmed, by=coordinator_of(referral), profile=person)

    assert refused.value.message_dict == {"person": ["Choose a person whose record you can see"]}


def test_the_only_person_responsible_stays(client, officer):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)
    responsible = entry.parties.get(role__code="responsible")

    _, shown = post(client, at("party-remove", entry, responsible), {})

    assert "Enter who is responsible" in shown
    assert entry.parties.count() == 2


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"consented_on": "", "consent_method": ""}, "", ""),
        ({"consented_on": ""}, "consented_on", "Enter"),
        ({"consented_on": "1 January 2020"}, "consented_on", "Enter a day from"),
        ({"surname": ""}, "surname", "Enter"),
    ],
)
def test_edit_party_refused_at_its_field(client, officer, more, field, words):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)
    address = at("party-edit", entry, entry.parties.first())

    response, _ = post(client, address, as_shown(client, address, **more))

    if field:
        assert words in errors(response)[field]
    else:
        assert response.status_code == 302


def test_a_party_cannot_take_the_other_side_too(client, officer):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)
    same = {"forenames": "Liam", "surname": "Corrigan", "role": role("harmed").pk}

    response, _ = post(client, f"{at('party-add', entry)}?person=none", same)

    assert "responsible and as harmed" in errors(response)["role"]


def test_withdrawal_without_an_agreement_ends_it(client, officer):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)
    harmed = entry.parties.get(role__code="harmed")
    address = at("party-withdraw", entry, harmed)

    early, _ = post(client, address, {"withdrew_on": "1 January 2020"})
    assert "Enter a day from" in errors(early)["withdrew_on"]
    client.post(address, {"withdrew_on": "today", "because": "Afraid"})
    again, shown = post(client, address, {"withdrew_on": "today", "because": "Afraid still"})

    entry.refresh_from_db()
    assert entry.agreement == "withdrawn"
    assert "or has withdrawn" in shown
    assert "Afraid still" in shown
    assert "Withdrew" in page(client, at("entry", entry))
