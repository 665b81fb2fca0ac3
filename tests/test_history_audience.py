"""Who reads which event in the History of a record: each verb's audience, held to by the page."""

import pytest
from django.urls import reverse

from access import services
from access.levels import Level
from access.models import Transfer
from access.selectors import history_of
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    DiscoveryFactory,
    LawfulBasisFactory,
    TransferFactory,
    give,
)
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, agree, member
from audit import vocabulary
from audit.models import Event
from audit.services import record
from audit.vocabulary import AUDITORS, HOLDERS, MANAGERS, SECTION

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def batched(rows, size):
    return [rows[start : start + size] for start in range(0, len(rows), size)]


# As the table of access has it: exclusions, requests and questions, reviews, proposals.
FOR_MANAGERS = {
    "access.excluded",
    "access.readmitted",
    "access.asked",
    "access.questioned",
    "access.replied",
    "listing.asked",
    "listing.allowed",
    "listing.refused",
    "access.refused",
    "access.sampled",
    "access.sample_reviewed",
    "emergency.glass_reviewed",
    "owner.transfer_proposed",
    "owner.transfer_withdrawn",
    "owner.transfer_declined",
    "custody.dismissed",
    "report.disclosed",
    "export.made",
    "action.printed",
    "handover.given",
    "handover.acknowledged",
    "handover.overdue",
    "handover.withdrawn",
}


@pytest.fixture
def history(client, person):
    """What a reader finds on the first page of History."""

    def read(reader):
        client.force_login(reader)
        return client.get(reverse("profiles:history", args=[person.uuid])).content.decode()

    return read


@pytest.fixture
def neighbour(council, person):
    """Someone of another team who found the record."""
    someone = member(council, name="Femi Castleton")
    DiscoveryFactory(obj=person, by=someone)
    return someone


def test_only_managers_read_what_the_table_keeps_to_them():
    assert set(vocabulary.verbs_for(MANAGERS)) == FOR_MANAGERS


def test_what_happens_to_no_record_is_for_auditors_alone():
    about_people = {"profile", "detail", "log", "risk", "access", "owner", "emergency", "custody"}

    assert not {v.partition(".")[0] for v in vocabulary.verbs_for(AUDITORS)} & about_people


def test_each_verb_is_read_by_its_audience_and_nobody_else(
    history, person, manager, officer, colleague
):
    readers = {
        AUDITORS: set(),
        MANAGERS: {manager, colleague},  # who did it is concerned
        SECTION: {manager, officer, colleague},
        HOLDERS: {manager, officer, colleague},
    }
    for found in batched(vocabulary.verbs(), 20):  # no more than a page holds
        for verb in found:
            act = {"operation": Event.ALTERATION, "actor": colleague, "target": person}
            record(verb=verb.code, reason=f"Of {verb.code};", **act)
        pages = {reader: history(reader) for reader in (manager, officer, colleague)}
        for verb in found:
            read_by = {reader for reader in pages if f"Of {verb.code};" in pages[reader]}
            assert (verb.code, read_by) == (verb.code, readers[verb.audience])


def test_an_act_that_no_app_declares_is_for_auditors_alone(history, person, manager):
    record(verb="log.burnt", operation=Event.ALTERATION, actor=manager, target=person, reason="Oh")

    assert "Oh" not in history(manager)


def test_an_exclusion_and_its_reason_are_for_managers(
    history, person, manager, officer, colleague, police
):
    second = member(police, Membership.Role.MANAGER, name="Nia Fairhurst")
    services.exclude_person(obj=person, by=manager, user=colleague, reason="Her brother")

    assert "Her brother" in history(manager)
    assert "Her brother" in history(second)
    assert "Her brother" not in history(officer)
    assert "Excluded" not in history(officer)


def test_a_refused_request_is_for_managers_and_for_who_asked(
    history, person, manager, officer, council, neighbour
):
    request = AccessRequestFactory(obj=person, by=neighbour)
    services.ask_for_more(request=request, by=manager, question="On which grounds?")
    services.reply_to_question(request=request, by=neighbour, reply="A visit")
    services.decide_request(request=request, by=manager, give=False, answer="Not needed")
    give(person, manager, council, level=Level.VIEW)

    told = {reader: history(reader) for reader in (manager, neighbour, officer)}

    for words in ("On which grounds?", "A visit", "Not needed", "Refused access to"):
        assert words in told[manager]
        assert words in told[neighbour]
        assert words not in told[officer]
    assert "Gave access to" in told[officer]


def test_the_review_of_an_emergency_is_for_managers_and_who_opened_it(
    history, person, manager, officer, council, neighbour
):
    glass = BreakGlassFactory(obj=person, by=neighbour)
    services.review_glass(glass=glass, by=manager, justified=False, note="No need at all")

    told = {reader: history(reader) for reader in (manager, neighbour, officer)}

    assert "No need at all" in told[manager]
    assert "No need at all" in told[neighbour]
    assert "No need at all" not in told[officer]
    assert "Opened the record in an emergency" in told[officer]


def test_a_proposal_is_for_managers(history, person, manager, officer, police):
    other = TeamFactory(agency=police.agency, areas=police.areas.all())
    member(other, Membership.Role.MANAGER)
    services.propose_transfer(
        obj=person, by=manager, to_team=other, note="He moved", keep=0, basis=LawfulBasisFactory()
    )

    assert "He moved" in history(manager)
    assert "He moved" not in history(officer)


def test_who_excluded_somebody_of_a_team_that_is_discreet_now_reads_no_name(person, manager):
    """Their team manages the record no more, and still reads it."""
    refuge, other = TeamFactory(name="Refuge"), TeamFactory()
    hidden, taker = member(refuge, name="Wren Aldous"), member(other, Membership.Role.MANAGER)
    services.exclude_person(obj=person, by=manager, user=hidden, reason="Their own cousin")
    agree(manager.acting_team, other)
    transfer = TransferFactory(obj=person, by=manager, to=other, keep=Transfer.Keep.VIEW)
    services.accept_transfer(transfer=transfer, by=taker, basis=transfer.basis)
    person.refresh_from_db()
    assert "Excluded Wren Aldous" in [line.what for line in history_of(person, manager)[1]]

    type(refuge).objects.filter(pk=refuge.pk).update(is_discreet=True)

    assert not any("Aldous" in line.what for line in history_of(person, manager)[1])
