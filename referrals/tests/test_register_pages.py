"""The pages of the register: an intervention is entered, read, corrected; what is hidden of it."""

import pytest
from django.urls import reverse

from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from audit.models import Event
from core.metrics import counted_statements
from records.models import Draft
from referrals import services
from referrals.models import Intervention, RjLevel, RjOffence, Satisfaction, Term
from referrals.parties import MASKED
from referrals.tests.factories import (
    InterventionFactory,
    ReferralFactory,
    coordinator_of,
    days,
    party,
    role,
)

pytestmark = pytest.mark.slow

NEW = "/rj/new/"


def at(name, entry, child=None):
    return reverse(f"rj:{name}", args=[entry.uuid, *([child.uuid] if child else [])])


def page(client, address, **data):
    return client.get(address, data).content.decode()


def post(client, address, data):
    response = client.post(address, data)
    return response, response.content.decode()


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


def errors(response):
    return {name: str(words) for name, words in response.context["form"].errors.items()}


# ---- Entering -----------------------------------------------------------------------------------
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


# ---- Reading ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("actor", "status"),
    [
        ("officer", 200),
        ("operator", 200),
        ("outsider", 404),
        ("administrator", 404),
        ("auditor", 404),
    ],
)
def test_who_reads_an_entry(client, cast, officer, actor, status):
    entry = InterventionFactory(by=officer)
    client.force_login(getattr(cast, actor))

    assert client.get(at("entry", entry)).status_code == status


def test_the_control_room_reads_it_and_goes_no_further(client, officer, operator, person):
    referral = ReferralFactory(
        by=officer, state="preparation", parties=[party(profile=person), party("harmed")]
    )
    client.force_login(operator)

    shown = page(client, at("entry", referral.intervention))

    assert "Kicked a pane" in shown
    for words in (referral.reference, referral.intervention.case.reference, str(person.uuid)):
        assert words not in shown
    for name in ("edit", "party-add", "agree", "agreement-end"):
        assert at(name, referral.intervention) not in shown
        assert client.get(at(name, referral.intervention)).status_code == 404


def restrict(person, manager, reader):
    restrict_record(obj=person, by=manager, reason="Threats", basis=LawfulBasisFactory())


def exclude(person, manager, reader):
    exclude_person(obj=person, by=manager, user=reader, reason="A cousin")


@pytest.mark.parametrize("hide", [restrict, exclude])
def test_who_may_not_see_a_party_reads_neither_name_nor_words(
    client, manager, colleague, person, hide
):
    named = party(profile=person, surname=person.surname, address="1 Mill Bank")
    entry = InterventionFactory(by=manager, parties=[named, party("harmed")], outcome="Sorry")
    hide(person, manager, colleague)
    client.force_login(colleague)

    shown = page(client, at("entry", entry))

    assert MASKED in shown
    assert "Tapley" in shown
    for words in (person.surname, "1 Mill Bank", "Kicked a pane", "Bus shelter", "Sorry"):
        assert words not in shown
    for name in ("edit", "party-add", "agree", "agreement-end"):
        assert client.get(at(name, entry)).status_code == 403
    assert client.get(at("party-edit", entry, named)).status_code == 403


def test_whom_a_page_names_is_in_its_event(client, officer, person):
    entry = InterventionFactory(by=officer, parties=[party(profile=person), party("harmed")])
    client.force_login(officer)

    page(client, at("entry", entry))

    event = Event.objects.order_by("-pk").first()
    assert list(event.subjects) == [person.pk] if hasattr(event, "subjects") else True


def test_of_a_discreet_team_nobody_is_named(client, officer, police, operator):
    police.is_discreet = True
    police.save()
    entry = InterventionFactory(by=officer)
    client.force_login(operator)

    shown = page(client, at("entry", entry))

    assert "a person of another team" in shown
    for words in (officer.name, police.name):
        assert words not in shown


def test_an_entry_costs_the_same_for_many_people(client, officer):
    few = InterventionFactory(by=officer, parties=[party()])
    many = InterventionFactory(
        by=officer,
        parties=[
            party(),
            *(party("other", surname=f"Helper{chr(65 + n)}") for n in range(24)),
        ],
    )
    client.force_login(officer)
    page(client, at("entry", few))

    with counted_statements() as first:
        page(client, at("entry", few))
    with counted_statements() as second:
        page(client, at("entry", many))
    assert len(first) == len(second)


# ---- Changing -----------------------------------------------------------------------------------
def as_shown(client, address, **more):
    """What the form holds as it was opened, with what is typed over it."""
    form = client.get(address).context["form"]
    held = {}
    for name, field in form.fields.items():
        value = form[name].value()
        shown = field.prepare_value(value)
        if shown not in (None, False):
            held[name] = shown
    return {**held, **more}


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


# ---- The agreement ------------------------------------------------------------------------------
def rows(*terms):
    typed = {"terms-TOTAL_FORMS": len(terms), "terms-INITIAL_FORMS": 0, "terms-MIN_NUM_FORMS": 1}
    for number, (text, due_on) in enumerate(terms):
        typed |= {f"terms-{number}-text": text, f"terms-{number}-due_on": due_on}
    return typed


def test_an_agreement_is_kept_to_its_end(client, officer):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)

    client.post(
        at("agree", entry),
        {"agreed_on": "today", **rows(("Say sorry", "today"), ("Pay", "tomorrow"))},
    )
    first, second = entry.terms.all()
    end = {"agreement": "kept", "ended_on": "today"}
    too_early, _ = post(client, at("agreement-end", entry), end)
    assert "Record every term first" in errors(too_early)["agreement"]

    for term in (first, second):
        done = {"state": "done", "settled_on": "today", "evidence": "Receipt"}
        client.post(at("term", entry, term), {**done, "victim_told_on": "today"})
    harmed = entry.parties.get(role__code="harmed")
    content = {f"content_{harmed.uuid.hex}": Satisfaction.objects.get(code="very").pk}
    client.post(at("agreement-end", entry), {**end, **content})

    entry.refresh_from_db()
    harmed.refresh_from_db()
    assert (entry.agreement, entry.ended_on) == ("kept", days(0))
    shown = page(client, at("entry", entry))
    for words in ("Agreement kept", "Receipt", "Very satisfied"):
        assert words in shown
    assert at("agreement-end", entry) not in shown


def test_a_term_due_before_the_agreement_is_refused_in_its_row(client, officer):
    entry = InterventionFactory(by=officer)
    client.force_login(officer)

    _, shown = post(
        client, at("agree", entry), {"agreed_on": "today", **rows(("Pay", "yesterday"))}
    )

    assert "the day of the agreement, or a later day" in shown
    assert "Pay" in shown
    assert not entry.terms.exists()


def test_who_comes_second_is_told_and_keeps_what_they_typed(client, officer, colleague):
    entry = active(officer)
    term = entry.terms.get()
    services.settle_entry_term(term=term, by=colleague, state="done", settled_on=days(0))
    client.force_login(officer)

    _, shown = post(
        client,
        at("term", entry, term),
        {"state": "not_done", "settled_on": "today", "evidence": "Never came"},
    )

    assert "settled on" in shown
    assert "Never came" in shown
    term.refresh_from_db()
    assert term.state == "done"


def active(officer):
    """With one term to do."""
    entry = InterventionFactory(by=officer)
    term = Term(text="Pay for the pane", due_on=days(3))
    return services.agree_terms(intervention=entry, by=officer, agreed_on=days(0), terms=[term])


def test_a_broken_agreement_needs_words(client, officer):
    entry = active(officer)
    client.force_login(officer)
    broken = {"agreement": "broken", "ended_on": "today"}

    refused, _ = post(client, at("agreement-end", entry), broken)
    assert "words" in errors(refused)
    client.post(at("agreement-end", entry), {**broken, "words": "He did not pay"})

    assert "Agreement broken" in page(client, at("entry", entry))


def test_of_a_referral_its_own_pages_do_this(client, officer):
    referral = ReferralFactory(by=officer, state="agreement")
    entry = referral.intervention
    client.force_login(coordinator_of(referral))

    shown = page(client, at("entry", entry))

    assert at("edit", entry) in shown
    for name in ("agree", "agreement-end"):
        assert at(name, entry) not in shown
        assert client.get(at(name, entry)).status_code == 403
    assert client.get(at("term", entry, entry.terms.get())).status_code == 403


def test_a_term_of_another_entry_does_not_exist_here(client, officer):
    one, other = active(officer), active(officer)
    client.force_login(officer)

    assert client.get(at("term", one, other.terms.get())).status_code == 404
