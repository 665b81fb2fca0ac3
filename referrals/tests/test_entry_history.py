"""The History of an entry of the register: what was done to it, and who may read that."""

import pytest
from django.urls import reverse

from access.services import exclude_person, restrict_record
from access.tests.factories import LawfulBasisFactory
from agencies.models import Membership
from agencies.tests.factories import AreaFactory, MembershipFactory, TeamFactory, member
from audit.models import Event
from profiles.tests.factories import make_person
from referrals import services
from referrals.models import Term
from referrals.tests.factories import (
    InterventionFactory,
    ReferralFactory,
    coordinator_of,
    days,
    party,
)

pytestmark = pytest.mark.slow


def at(entry, name="history"):
    return reverse(f"rj:{name}", args=[entry.uuid])


def read(client, user, entry):
    """What the reader finds there."""
    client.force_login(user)
    response = client.get(at(entry))
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def entry(officer):
    return InterventionFactory(by=officer)


def test_what_was_done_by_whom(client, officer, colleague, entry):
    services.edit_intervention(intervention=entry, by=colleague, place="Market Square")
    added = services.add_party(
        intervention=entry, by=officer, party=party("supporter-harmed", surname="Oakley")
    )
    services.edit_party(party=added, by=officer, phone="01632 960150")
    services.remove_party(party=added, by=officer)

    shown = read(client, officer, entry)

    for words in (
        "Recorded an RJ intervention",
        "Edited an RJ intervention",
        "from Bus shelter, Corporation Street, Stafford to Market Square",
        "Added a person to an RJ intervention",
        "Ada Oakley",
        "Edited a person in an RJ intervention",
        "01632 960150",
        "Took a person out of an RJ intervention",
        officer.name,
        colleague.name,
    ):
        assert words in shown, words
    assert shown.count("to Market Square") == 1


def test_what_came_of_an_agreement(client, officer, entry):
    (first, second) = terms = [
        Term(text="Pay for the pane", due_on=days(3)),
        Term(text="Say sorry", due_on=days(4)),
    ]
    services.agree_terms(intervention=entry, by=officer, agreed_on=days(0), terms=[first])
    services.agree_terms(intervention=entry, by=officer, agreed_on=days(0), terms=[second])
    for term in terms:
        services.settle_entry_term(
            term=term, by=officer, state="done", settled_on=days(0), evidence=f"Saw {term.text}"
        )
    harmed = entry.parties.get(role__code="harmed")
    services.withdraw_consent(party=harmed, by=officer, withdrew_on=days(0), because="Moved away")
    entry.refresh_from_db()
    services.end_agreement(intervention=entry, by=officer, agreement="kept", ended_on=days(0))

    shown = read(client, officer, entry)

    for words in ("from No agreement to Being kept", "Say sorry", "Saw Say sorry", "Moved away"):
        assert words in shown, words
    assert shown.count("from Being kept to Kept") == 1


def test_of_a_referral_it_says_where_to_read_on(client, officer, council):
    referral = ReferralFactory(by=officer, state="preparation")
    entry = referral.intervention

    assert referral.get_absolute_url() in read(client, coordinator_of(referral), entry)
    shown = read(client, member(council), entry)
    assert "came about through a referral" in shown
    assert referral.reference not in shown


# ---- Who reads it -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("actor", "status"),
    [
        ("officer", 200),
        ("colleague", 200),
        ("operator", 404),
        ("outsider", 404),
        ("administrator", 404),
        ("auditor", 404),
    ],
)
def test_who_reads_it(client, cast, entry, actor, status):
    client.force_login(getattr(cast, actor))

    assert client.get(at(entry)).status_code == status
    if status == 200:
        assert at(entry) in client.get(at(entry, "entry")).content.decode()


def test_not_for_the_control_room_also_if_it_practises_elsewhere(client, operator, entry):
    other = TeamFactory(areas=[AreaFactory()])
    MembershipFactory(user=operator, team=other, role=Membership.Role.PRACTITIONER)
    client.force_login(operator)

    page = client.get(at(entry, "entry"))

    assert page.status_code == 200
    assert at(entry) not in page.content.decode()
    assert client.get(at(entry)).status_code == 404


def restrict(person, manager, reader):
    restrict_record(obj=person, by=manager, reason="Threats", basis=LawfulBasisFactory())


def exclude(person, manager, reader):
    exclude_person(obj=person, by=manager, user=reader, reason="A cousin")


@pytest.mark.parametrize("hide", [restrict, exclude])
def test_who_may_not_see_a_party_reads_no_history(client, manager, colleague, person, hide):
    entry = InterventionFactory(by=manager, parties=[party(profile=person), party("harmed")])
    hide(person, manager, colleague)
    client.force_login(colleague)

    assert client.get(at(entry)).status_code == 403
    assert at(entry) not in client.get(at(entry, "entry")).content.decode()


@pytest.mark.parametrize("hide", [restrict, exclude])
def test_who_was_taken_out_is_not_named_to_those_who_may_not_know_them(
    client, manager, colleague, person, hide
):
    entry = InterventionFactory(by=manager)
    added = services.add_party(
        intervention=entry, by=manager, party=party("other", surname="Pell", profile=person)
    )
    services.remove_party(party=added, by=manager)
    services.edit_intervention(intervention=entry, by=manager, summary="Pell broke it")
    assert "Pell broke it" in read(client, colleague, entry)
    assert Event.objects.filter(verb__startswith="rj.history").latest("pk").subjects == [person.pk]
    hide(person, manager, colleague)

    shown = read(client, colleague, entry)

    assert "Took a person out of an RJ intervention" in shown
    assert "Pell" not in shown
    assert not Event.objects.filter(verb__startswith="rj.history").latest("pk").subjects


def test_another_record_is_not_named(client, officer, council, entry):
    somebody = make_person(by=officer, team=officer.acting_team, surname="Renshaw")
    harmed = entry.parties.get(role__code="harmed")
    services.edit_party(party=harmed, by=officer, profile=somebody)

    assert somebody.name in read(client, officer, entry)
    shown = read(client, member(council), entry)
    assert "Renshaw" not in shown
    assert "another person" in shown


def test_what_a_discreet_team_did_is_left_out(client, officer, colleague, police, council, entry):
    services.edit_intervention(intervention=entry, by=officer, facilitator="Wendy Parlour")
    police.is_discreet = True
    police.save()

    assert "Wendy Parlour" in read(client, colleague, entry)
    shown = read(client, member(council), entry)
    for words in (officer.name, police.name, "Wendy Parlour"):
        assert words not in shown


def test_it_has_pages(client, officer, entry):
    for number in range(26):
        services.edit_intervention(intervention=entry, by=officer, number=f"CR/{number}")

    shown = read(client, officer, entry)
    assert "Recorded an RJ intervention" not in shown
    after = client.get(at(entry)).context["page"].next_cursor
    older = client.get(at(entry), {"after": after}).content.decode()
    assert "Recorded an RJ intervention" in older
