"""Who reads an entry of the register, and what is hidden of it."""

import pytest

from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory
from audit.models import Event
from core.metrics import counted_statements
from referrals.parties import MASKED
from referrals.tests.factories import InterventionFactory, ReferralFactory, days, party
from referrals.tests.walking import entry_at as at
from referrals.tests.walking import page

pytestmark = pytest.mark.slow


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


def names_typed(shown):
    return [words for words in ("Wendy Parlour", "PC Noor Haddow") if words in shown]


def test_typed_names_are_read_with_the_words(client, officer, manager, operator, person):
    typed = {"facilitator": "Wendy Parlour", "champion_name": "PC Noor Haddow"}
    parties = [party(profile=person), party("harmed")]
    entry = InterventionFactory(by=officer, parties=parties, champion_on=days(-1), **typed)
    client.force_login(operator)
    assert names_typed(page(client, at("entry", entry))) == [*typed.values()]

    restrict(person, manager, operator)
    shown = page(client, at("entry", entry))

    assert not names_typed(shown)
    assert "Yes, " in shown


def test_typed_names_of_a_discreet_team_are_for_that_team(
    client, officer, colleague, operator, police
):
    police.is_discreet = True
    police.save()
    entry = InterventionFactory(
        by=officer, facilitator="Wendy Parlour", champion_name="PC Noor Haddow"
    )
    client.force_login(operator)
    assert not names_typed(page(client, at("entry", entry)))
    client.force_login(colleague)
    assert len(names_typed(page(client, at("entry", entry)))) == 2


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
