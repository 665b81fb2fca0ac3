"""Which teams and people the pages of a record name, and to whom.

A record was a refuge's and is the police's now; a third team reads it. The refuge, who worked
there and what they did are for the police's managers and the refuge's own people.
"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from access import services
from access.explain import explain, explain_day
from access.levels import Level
from access.naming import ANOTHER_PERSON, ANOTHER_TEAM, naming
from access.selectors import grant_of
from access.tests.factories import LawfulBasisFactory, TransferFactory, allow_sharing, give
from agencies.models import Membership, Team, User
from agencies.tests.factories import MembershipFactory, TeamFactory, member
from profiles.services import amend_contact
from profiles.tests.factories import make_person, write_contact

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
REFUGE, WORKER, CHIEF = "Harbour Refuge", "Wendy Parlour", "Odette Quillfeather"
NAMES = (REFUGE, WORKER, CHIEF)


@pytest.fixture
def refuge(police):
    """Marked discreet after it has handed the record over: nobody could propose to it else."""
    return TeamFactory(name=REFUGE, agency=police.agency, areas=police.areas.all())


@pytest.fixture
def worker(refuge):
    return member(refuge, name=WORKER)


@pytest.fixture
def chief(refuge):
    return member(refuge, Membership.Role.MANAGER, name=CHIEF)


@pytest.fixture
def record(refuge, chief, worker, manager, police):
    """A record of the police that was the refuge's, which keeps nothing."""
    person = make_person(by=chief, team=refuge)
    person.lead = worker
    person._history_user = chief
    person.save()
    contact = write_contact(person, worker, text="She is safe")
    amend_contact(contact=contact, by=chief, text="And well")
    transfer = TransferFactory(obj=person, by=chief, to=police)
    services.accept_transfer(transfer=transfer, by=manager, basis=LawfulBasisFactory())
    person.refresh_from_db()
    Team.objects.filter(pk=refuge.pk).update(is_discreet=True)
    refuge.refresh_from_db()
    return person


@pytest.fixture
def reader(record, manager, council):
    """A practitioner of a third team, which may read the log and the risk."""
    give(record, manager, council, level=Level.VIEW, sections=["log", "risk"])
    return member(council, name="Femi Castleton")


@pytest.fixture
def read(client, record):
    """Everything that a reader finds on the pages about access to the record."""

    def texts(reader):
        client.force_login(reader)
        sharing, history, overview, log, on_paper = (
            reverse(f"profiles:{page}", args=[record.uuid])
            for page in ("sharing", "history", "overview", "log", "log-print")
        )
        day = timezone.localdate().isoformat()
        addresses = [history, f"{history}?show=views", sharing, f"{sharing}?day={day}", overview]
        addresses += [log, f"{log}?view=compact", f"{log}?all=1", on_paper]
        addresses += [reverse("api:profile", args=[record.uuid])]
        pages = [client.get(address) for address in addresses]
        assert {page.status_code for page in pages} == {200}
        return "".join(page.content.decode() for page in pages)

    return texts


def test_a_third_team_reads_neither_the_refuge_nor_who_worked_there(read, reader):
    told = read(reader)

    assert [name for name in NAMES if name in told] == []
    assert "Transferred the record to Staffordshire IOM Team" in told
    assert "from another team to Staffordshire IOM Team" in told
    assert f"from {ANOTHER_PERSON} to Ruth Calloway" in told
    assert ANOTHER_TEAM.capitalize() in told
    assert "She is safe" in told
    assert f"by {ANOTHER_PERSON}" in told


def test_managers_of_the_owner_team_read_them(read, manager, record):
    told = read(manager)

    assert [name for name in NAMES if name not in told] == []
    assert f"from {ANOTHER_TEAM}" not in told


def test_the_refuge_reads_its_own_name(read, reader, record, manager, refuge, worker):
    give(record, manager, refuge, level=Level.VIEW)

    told = read(worker)

    assert REFUGE in told
    assert WORKER in told


def test_a_practitioner_of_the_owner_team_is_told_no_more_than_others(read, record, officer):
    assert [name for name in NAMES if name in read(officer)] == []


def test_who_gave_access_for_a_discreet_team_is_not_named(record, refuge, chief, police, council):
    """The grant of a third team stays through a transfer, and names who gave it."""
    person = make_person(by=chief, team=refuge)
    give(person, chief, council, level=Level.VIEW)
    transfer = TransferFactory(obj=person, by=chief, to=police)
    services.accept_transfer(
        transfer=transfer,
        by=police.memberships.get(role=Membership.Role.MANAGER).user,
        basis=LawfulBasisFactory(),
    )
    person.refresh_from_db()
    third = member(council)

    (told,) = [access for access in explain(person, third).live if access.grant]

    assert (told.who, told.by) == (council.name, ANOTHER_PERSON)


def test_an_administrator_who_works_for_a_discreet_team_alone_is_not_named(
    record, refuge, worker, reader, council
):
    """A grant is entered for the owner team, in which who gave it need not work."""
    MembershipFactory(user=worker, team=refuge, role=Membership.Role.ADMINISTRATOR)
    administrator = User.objects.get(pk=worker.pk)
    give(record, administrator, TeamFactory(name="Youth Justice", areas=council.areas.all()))

    told = explain(record, reader).live

    (given,) = [access for access in told if access.who == "Youth Justice"]
    assert given.by == ANOTHER_PERSON


def test_who_works_for_the_team_they_act_for_is_named_by_it(record, refuge, manager, reader):
    """Though they have worked for a discreet team as well."""
    MembershipFactory(user=manager, team=refuge)

    told = explain(record, reader).live

    (given,) = [access for access in told if access.who == "Stafford Housing"]
    assert given.by == f"{manager.name}, {record.owner_team.name}"


def test_of_a_record_a_discreet_team_manages_its_readers_know_the_team_and_nobody_in_it(
    refuge, chief, worker, council
):
    """Whom to ring is identity, and the refuge gave them access; see the decision record."""
    refuge.is_discreet, refuge.phone = True, "01785 000000"
    refuge.save()
    person = make_person(by=chief, team=refuge)
    give(person, chief, council, level=Level.VIEW)
    third = member(council)

    for told in (explain(person, third), explain_day(person, third, timezone.localdate())):
        (owner,) = [access for access in told.live if access.is_owner]
        assert (owner.who, owner.phone, owner.people) == (REFUGE, "01785 000000", [])
    (owner,) = [access for access in explain(person, worker).live if access.is_owner]
    assert set(owner.people) == {CHIEF, WORKER}


def test_who_left_a_discreet_team_is_still_one_of_it(record, reader, worker, police):
    left = timezone.now() - datetime.timedelta(hours=1)
    worker.memberships.update(valid_from=left - datetime.timedelta(days=1), valid_until=left)

    names = naming(reader, record)

    assert names.row(worker) == ANOTHER_PERSON
    assert names.row(reader) == reader.name
    assert names.row(police) == police.name


def test_nobody_is_hidden_from_themselves(record, police, refuge):
    both = member(police, name="Bea Kettlewell")
    membership = Membership.objects.create(user=both, team=refuge, role="practitioner")
    membership.valid_until = timezone.now()
    membership.save()

    assert naming(both, record).row(both) == "Bea Kettlewell"


def test_a_record_that_the_reader_may_not_read_is_not_named(record, reader, manager, police):
    hidden = make_person(by=manager, team=police, surname="Pellworth")

    assert naming(reader, record).row(hidden) == "another person"
    assert "Pellworth" in naming(manager, record).row(hidden)


def test_a_grant_to_a_discreet_team_is_found_by_its_own_people(record, manager, refuge, worker):
    grant = give(record, manager, refuge)

    assert grant_of(record, worker, grant.uuid) == grant
    assert grant_of(record, manager, grant.uuid) == grant


# ---- Proposals --------------------------------------------------------------------------------
@pytest.fixture
def proposal(refuge, chief, police, manager):
    """The refuge asks the police to take a record over."""
    person = make_person(by=chief, team=refuge)
    transfer = TransferFactory(obj=person, by=chief, to=police)
    Team.objects.filter(pk=refuge.pk).update(is_discreet=True, phone="01785 000000")
    return transfer


def opened(client, reader, transfer):
    client.force_login(reader)
    return client.get(reverse("access:transfer", args=[transfer.uuid])).content.decode()


@pytest.mark.parametrize("answered", [False, True])
def test_a_proposal_of_a_discreet_team_does_not_name_it(
    client, proposal, chief, manager, answered
):
    if answered:
        services.withdraw_transfer(transfer=proposal, by=chief, because="He stays")

    told = opened(client, manager, proposal)

    assert "Another team" in told
    assert "He has moved" in told
    assert ("He stays" in told) is answered
    assert [name for name in (*NAMES, "01785 000000") if name in told] == []


def test_home_does_not_name_a_discreet_team_that_asks(client, proposal, manager):
    client.force_login(manager)

    told = client.get("/").content.decode()

    assert "from another team?" in told
    assert REFUGE not in told


def test_declining_thanks_no_discreet_team_by_name(client, proposal, manager):
    client.force_login(manager)
    address = reverse("access:transfer", args=[proposal.uuid])

    told = client.post(address, {"answer": "decline", "why_not": "No room"}, follow=True)

    assert "Another team has your reason." in told.content.decode()


@pytest.fixture
def asked(person, manager, council, prison):
    """The council is asked to take over a record that a prison may read."""
    give(person, manager, prison)
    allow_sharing(council, person.owner_team)
    taker = member(council, Membership.Role.MANAGER, name="Femi Castleton")
    return TransferFactory(obj=person, by=manager, to=council), taker


@pytest.mark.parametrize("end", ["withdrawn", "declined", "accepted"])
def test_an_answered_proposal_shows_its_answer_and_nothing_of_today(
    client, asked, person, manager, elsewhere, police, end
):
    proposal, taker = asked
    assert "HMP Stafford" in opened(client, taker, proposal)
    if end == "withdrawn":
        services.withdraw_transfer(transfer=proposal, by=manager, because="He stays here")
    elif end == "declined":
        services.decline_transfer(transfer=proposal, by=taker, because="He stays here")
    else:
        services.accept_transfer(transfer=proposal, by=taker, basis=LawfulBasisFactory())
        back = TransferFactory(obj=person, by=taker, to=police)
        services.accept_transfer(transfer=back, by=manager, basis=LawfulBasisFactory())
        person.refresh_from_db()
    give(person, manager, elsewhere)

    told = opened(client, taker, proposal)

    assert end.capitalize() in told
    assert ("He stays here" in told) is (end != "accepted")
    for live in ("HMP Stafford", "Norfolk IOM Team", "Other teams", "Who leads", "<form"):
        assert live not in told.partition("<main")[2]


def test_an_answered_proposal_says_by_whom(client, asked, manager):
    proposal, taker = asked
    services.withdraw_transfer(transfer=proposal, by=manager, because="He stays here")

    assert "Withdrawn by Ruth Calloway" in opened(client, taker, proposal)


def test_programs_are_told_no_lead_of_a_discreet_team(client, refuge, chief, council):
    refuge.is_discreet = True
    refuge.save()
    person = make_person(by=chief, team=refuge)
    give(person, chief, council, level=Level.VIEW)
    address = reverse("api:profile", args=[person.uuid])

    told = {}
    for who in (chief, member(council)):
        client.force_login(who)
        told[who] = client.get(address).json()["lead"]
        overview = client.get(reverse("profiles:overview", args=[person.uuid])).content.decode()
        assert (CHIEF in overview.partition("<main")[2]) is (who == chief)

    assert list(told.values()) == [CHIEF, None]
