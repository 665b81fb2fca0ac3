"""An entry of the register is corrected; people are added, corrected and taken out."""

import pytest
from django.core.exceptions import ValidationError

from access.tests.factories import give, restrict
from agencies.tests.factories import TeamFactory, member
from profiles.tests.factories import PhoneFactory
from referrals import services
from referrals.form_pdf import _said_of
from referrals.models import Party, Satisfaction
from referrals.tests.factories import (
    InterventionFactory,
    ReferralFactory,
    coordinator_of,
    days,
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


UNDER_TEN = days(-365 * 5)


def test_nobody_under_ten_becomes_responsible(client, officer):
    entry = InterventionFactory(by=officer, parties=[party(), party("harmed", born_on=UNDER_TEN)])
    client.force_login(officer)
    responsible, harmed = entry.parties.all()
    add = f"{at('party-add', entry)}?person=none"
    another = {"role": role("responsible").pk, "surname": "Vale", "born_on": str(UNDER_TEN)}
    acts = [
        (add, another),
        (at("party-edit", entry, responsible), {"born_on": str(UNDER_TEN)}),
        (at("party-edit", entry, harmed), {"role": role("responsible").pk}),
    ]

    for address, typed in acts:
        response, _ = post(client, address, as_shown(client, address, **typed))
        assert "under 10 and cannot be held responsible" in errors(response)["born_on"], address

    assert [one.born_on for one in entry.parties.all()] == [None, UNDER_TEN]


def test_the_day_is_not_corrected_to_one_on_which_they_were_under_ten(client, officer):
    just_ten = party(born_on=days(-365 * 10 - 20))
    entry = InterventionFactory(by=officer, parties=[just_ten, party("harmed")])
    client.force_login(officer)
    address = at("edit", entry)

    response, _ = post(client, address, as_shown(client, address, happened_on=str(days(-100))))

    assert "under 10 and cannot be held responsible" in errors(response)["happened_on"]


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


@pytest.mark.parametrize("of_referral", [True, False])
def test_how_a_phone_is_safe_is_entered_and_shown(client, officer, of_referral):
    referral = ReferralFactory(by=officer)
    entry = referral.intervention if of_referral else InterventionFactory(by=officer)
    harmed = entry.parties.get(role__code="harmed")
    client.force_login(officer)
    edit, shown = at("party-edit", entry, harmed), at("entry", entry)
    if of_referral:
        edit = referral_at("party-edit", referral, harmed)
        shown = referral_at("referral", referral)
    said = {
        "phone": "01632 960 377",
        "safe_to_contact": "yes",
        "safe_to_leave_message": "no",
        "phone_note": "Speak to her alone",
    }

    response, _ = post(client, edit, as_shown(client, edit, **said))

    assert response.status_code == 302
    beside = page(client, shown).partition("01632 960 377")[2].partition("</p>")[0]
    for words in ("Do not leave a message", "Safe to contact", "Speak to her alone"):
        assert words in beside
    assert "govuk-tag--red" in beside


def test_the_paper_of_a_referral_says_how_a_phone_is_safe():
    said = {"phone": "01632 960 377", "safe_to_leave_message": "no", "phone_note": "Evenings"}

    assert "01632 960 377. Do not leave a message. Evenings" in _said_of(Party(**said))


@pytest.mark.parametrize(
    ("said", "is_told"),
    [
        ({"phone": "01632 960 377"}, True),
        ({"phone": "01632 960 377", "safe_to_contact": "yes"}, False),
        ({"phone": "01632 960 377", "safe_to_leave_message": "no"}, False),
        ({}, False),
    ],
)
def test_that_nobody_has_asked_whether_a_phone_is_safe_is_told(client, officer, said, is_told):
    entry = InterventionFactory(by=officer)
    harmed = entry.parties.get(role__code="harmed")
    services.edit_party(party=harmed, by=officer, **{"phone": "", **said})
    harmed.refresh_from_db()
    client.force_login(officer)

    unknown = "Not known whether it is safe to ring"
    assert (unknown in page(client, at("entry", entry))) is is_told
    assert any(unknown in text for text in _said_of(harmed)) is is_told


def test_a_note_about_a_phone_is_words(client, officer, manager, person):
    """It may name whom the reader may not know; how the phone is safe is told all the same."""
    said = {"phone": "01632 960 377", "safe_to_leave_message": "no", "phone_note": "Of her son"}
    entry = InterventionFactory(
        by=officer, parties=[party(profile=person), party("harmed", **said)]
    )
    restrict(person, manager)
    client.force_login(member(TeamFactory(areas=officer.acting_team.areas.all())))

    shown = page(client, at("entry", entry))

    assert "Do not leave a message" in shown
    assert "Of her son" not in shown


def number_of(person, **said):
    return PhoneFactory(profile=person, number="+44 1632 960377", **said)


def named(by, person, **said):
    """As whom the register names the person, by this number."""
    of = party("harmed", profile=person, phone="01632 960 377", **said)
    return InterventionFactory(by=by, parties=[party(), of]).parties.get(profile=person)


@pytest.mark.parametrize(
    ("of_record", "said", "kept"),
    [
        ({"safe_to_leave_message": "no"}, {}, ("", "no")),
        ({"safe_to_contact": "yes", "safe_to_leave_message": "no"}, {}, ("yes", "no")),
        ({"safe_to_leave_message": "no"}, {"safe_to_leave_message": "yes"}, ("", "yes")),
        ({"safe_to_contact": "no", "ends_on": days(-1)}, {}, ("", "")),
    ],
)
def test_what_the_record_says_of_a_number_goes_with_it(officer, person, of_record, said, kept):
    number_of(person, **of_record)

    harmed = named(officer, person, **said)

    assert (harmed.safe_to_contact, harmed.safe_to_leave_message) == kept


def test_of_two_answers_the_careful_one_is_kept(officer, person):
    number_of(person, safe_to_contact="yes")
    number_of(person, safe_to_contact="no")

    assert named(officer, person).safe_to_contact == "no"


def test_another_number_of_the_record_says_nothing(officer, person):
    PhoneFactory(profile=person, number="01632 960 331", safe_to_contact="no")

    assert named(officer, person).safe_to_contact == ""


def test_who_does_not_hold_contact_details_takes_nothing_from_the_record(
    person, manager, elsewhere, outsider
):
    give(person, manager, elsewhere, sections=["log"])
    number_of(person, safe_to_leave_message="no")

    assert named(outsider, person).safe_to_leave_message == ""


def test_a_corrected_number_brings_what_the_record_says_of_it(officer, person):
    number_of(person, safe_to_leave_message="no")
    entry = InterventionFactory(by=officer, parties=[party(), party("harmed", profile=person)])
    harmed = entry.parties.get(profile=person)

    services.edit_party(party=harmed, by=officer, phone="01632 960377")

    assert Party.objects.get(pk=harmed.pk).safe_to_leave_message == "no"


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
