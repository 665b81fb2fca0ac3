"""Who is told of each thing that happens, what it says to them, and where it leads.

A verb that is followed by a notice has a row here; what its row does not name, nobody is told.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access import services
from access.tests.factories import give, restrict
from agencies.models import Membership
from alerts.models import Notice
from alerts.tests.reading import read_by
from audit.jobs import drain_deliveries
from audit.models import Event
from audit.services import _consumers
from tests.notice_acts import (
    Actors,
    asked,
    changed,
    declined,
    ended,
    ended_by_name,
    given,
    glass_broken,
    glass_reviewed,
    lead_disabled,
    lead_lapsed,
    lead_moved,
    proposed,
    questioned,
    refused,
    released,
    replied,
    set_aside,
    transferred,
    withdrawn,
)

pytestmark = pytest.mark.slow

MANAGER = Membership.Role.MANAGER

# The name to a reader, the reference to one who may know, and to others no more than this.
NAME, REFERENCE, SILENT = "Jordan Pellworth ({})", "{}", "a record"
RECORD, STUB, PROPOSAL, PEOPLE, NOWHERE = "record", "stub", "proposal", "people", "nowhere"
# Those without a record, or with tests of their own, beside the consumer's.
TOLD_ELSEWHERE = {
    "alerts.agreement_ended",
    "alerts.agreements",
    "alerts.joining",
    "alerts.places",
    "alerts.accounts",
    "alerts.listings",
    "alerts.samples",
    "alerts.limit",
    "alerts.exports_over_limit",
    "alerts.exports_answered",
    "alerts.set_up",
    "alerts.reports",
    "alerts.release_moved",
    "alerts.needs_raised",
    "alerts.needs_picked_up",
    "alerts.needs_resolved",
    "alerts.mentions",
    "alerts.tasks_given",
    "alerts.tasks_answered",
    "alerts.tasks_commented",
    "alerts.referrals_moved",
    "alerts.referrals_withdrawn",
    "alerts.referrals_answered",
    "alerts.gallery_announced",
    "alerts.gallery_offers",
    "alerts.gallery_answers",
    "alerts.handovers_given",
    "alerts.handovers_overdue",
    "alerts.handovers_acknowledged",
    "alerts.missing_started",
    "alerts.missing_assessed",
    "alerts.missing_news",
    "alerts.missing_clock_ran_out",
    "alerts.missing_located",
    "alerts.facts",
    "alerts.factor_fired",
    "alerts.factor_tasks",
}


@pytest.fixture
def actors(cast):
    return Actors(cast)


GONE = "1 record has no working lead: choose who leads"
RELEASED = (
    f"{NAME} was released from HMP Stafford today, 22 days early. "
    "Still open: Self-harm: ACCT opened"
)

# What happens, in the order of the verbs; who is told what; where Open leads.
ROWS = {
    "access.given": [
        (given, {"grantee": (f"Staffordshire IOM Team gave your team access to {NAME}", RECORD)}),
    ],
    "access.changed": [
        (
            changed,
            {"grantee": (f"Staffordshire IOM Team changed your team’s access to {NAME}", RECORD)},
        ),
    ],
    "access.ended": [
        (ended, {}),
        (ended_by_name, {"named": (f"You no longer have access to {SILENT}", NOWHERE)}),
        (set_aside, {}),
    ],
    "access.asked": [(asked, {"manager": (f"Someone asks for access to {NAME}", RECORD)})],
    "access.questioned": [
        (
            questioned,
            {
                "knower": (
                    f"You have been asked for more information about your request for {REFERENCE}",
                    STUB,
                )
            },
        )
    ],
    "access.replied": [
        (
            replied,
            {"manager": (f"There is a reply to your question about access to {NAME}", RECORD)},
        )
    ],
    "access.refused": [
        (refused, {"knower": (f"You were refused access to {REFERENCE}: No need", STUB)}),
    ],
    "emergency.glass_broken": [
        (
            glass_broken,
            {
                "manager": (
                    f"{NAME} was opened in an emergency. Review it within 5 working days",
                    RECORD,
                )
            },
        )
    ],
    "emergency.glass_reviewed": [
        (
            glass_reviewed,
            {"knower": (f"Your emergency access to {NAME} was reviewed: Justified", RECORD)},
        )
    ],
    "owner.transfer_proposed": [
        (
            proposed,
            {
                "receiver": (
                    "Staffordshire IOM Team asks Staffordshire NRP to take over {}",
                    PROPOSAL,
                )
            },
        )
    ],
    "owner.transfer_withdrawn": [
        (
            withdrawn,
            {
                "receiver": (
                    "Staffordshire IOM Team no longer asks Staffordshire NRP to take over {}: "
                    "A mistake",
                    PROPOSAL,
                )
            },
        )
    ],
    "owner.transfer_declined": [
        (
            declined,
            {"manager": (f"Staffordshire NRP declined to take over {NAME}: Full", RECORD)},
        )
    ],
    # The old owner kept nothing: its people are not told where the record went.
    "owner.transferred": [(transferred, {})],
    "profile.released": [
        (
            released,
            dict.fromkeys(("manager", "practitioner", "grantee", "named"), (RELEASED, RECORD)),
        )
    ],
    "user.disabled": [
        (lead_disabled, {"manager": (f"PC Nandra has a closed account. {GONE}", PEOPLE)}),
    ],
    "membership.lapsed": [
        (
            lead_lapsed,
            {
                "manager": (
                    f"PC Nandra no longer works in Staffordshire IOM Team. {GONE}",
                    PEOPLE,
                )
            },
        )
    ],
    "membership.ended": [
        (
            lead_moved,
            {
                "manager": (
                    f"PC Nandra no longer works in Staffordshire IOM Team. {GONE}",
                    PEOPLE,
                )
            },
        )
    ],
}
CASES = [(act, told) for acts in ROWS.values() for act, told in acts]


def test_every_verb_that_is_followed_by_a_notice_has_a_row():
    verbs = {
        verb
        for name, (found, _) in _consumers.items()
        if name.startswith("alerts.") and name not in TOLD_ELSEWHERE
        for verb in found
    }
    assert verbs == set(ROWS)
    assert set(_consumers) >= TOLD_ELSEWHERE


@pytest.mark.parametrize(("act", "told"), CASES, ids=[act.__name__ for act, _ in CASES])
def test_who_is_told_what_and_where_it_leads(client, actors, act, told):
    act(actors)

    read = {name: read_by(user) for name, user in actors.people.items()}
    expected = {
        name: [told[name][0].format(actors.person.reference)] if name in told else []
        for name in actors.people
    }
    assert read == expected
    everybody = set(Notice.objects.values_list("recipient__name", flat=True))
    assert not {name for name in everybody if name.startswith("Excluded")}
    for name, (_, leads_to) in told.items():
        client.force_login(actors[name])
        opened = client.post(address_of_notice(actors[name]), {"open": "yes"})
        assert opened["Location"] == where(actors, leads_to)
        assert client.get(opened["Location"], follow=True).status_code == 200


def test_the_one_who_proposed_hears_of_the_answer_without_the_record(actors):
    transferred(actors)

    assert read_by(actors.actor) == ["Staffordshire NRP accepted the transfer of a record"]


def test_nobody_unnamed_is_told_of_the_transfer_of_a_restricted_record(actors):
    restrict(actors.person, actors.actor)
    give(actors.person, actors.actor, actors["receiver"], named=True)
    transferred(actors)

    told = Notice.objects.exclude(recipient=actors.actor)
    assert not told.exists()


def test_an_excluded_colleague_reads_neither_of_the_access_nor_the_address(client, actors):
    """Case 3 a of the review: the record answers 404 for him, and so do his alerts."""
    excluded = actors.excluded_elsewhere()[0]
    actors.give()
    drain_deliveries()
    client.force_login(excluded)

    assert client.get(actors.person.get_absolute_url()).status_code == 404
    page = client.get("/alerts/").content.decode()
    assert actors.person.reference not in page
    assert "gave your team access" not in page
    assert read_by(actors["grantee"])


def test_who_is_excluded_later_no_longer_reads_counts_or_opens_a_notice(client, actors):
    actors.give()
    drain_deliveries()
    grantee = actors["grantee"]
    address = address_of_notice(grantee)
    client.force_login(grantee)
    assert "Alerts (1)" in client.get("/").content.decode()

    services.exclude_person(obj=actors.person, by=actors.actor, user=grantee, reason="A cousin")

    assert read_by(grantee) == []
    assert "Alerts (" not in client.get("/").content.decode()
    assert client.post(address, {"open": "yes"}).status_code == 404
    assert client.post(address).status_code == 404


def test_a_discreet_team_is_another_team_to_the_manager_it_asks(actors):
    proposed(actors)
    drain_deliveries()
    actors.cast.police.is_discreet = True
    actors.cast.police.save()

    [text] = read_by(actors["receiver"])
    assert text.startswith("Another team asks Staffordshire NRP to take over")


def test_the_names_on_home_are_recorded_and_cost_one_statement(client, actors):
    grant = actors.give()
    drain_deliveries()
    client.force_login(actors["grantee"])
    one = statements(client)
    for level in (2, 1, 2, 1):
        grant = give(actors.person, actors.actor, actors.grantees, level=level, replaces=grant)
    drain_deliveries()

    assert statements(client) == one <= 14
    looked = Event.objects.filter(verb="profile.list:list", actor_id=actors["grantee"].pk)
    assert looked.first().subjects == [actors.person.pk]


def statements(client):
    """How many statements Home costs, once it has been opened before."""
    client.get("/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/").status_code == 200
    around = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    return len([one for one in asked if not one["sql"].startswith(around)])


def address_of_notice(user):
    return f"/alerts/{Notice.objects.get(recipient=user).uuid}/"


def where(on, leads_to):
    return {
        RECORD: on.person.get_absolute_url(),
        STUB: on.person.get_absolute_url(),
        PROPOSAL: f"/sharing/transfers/{getattr(on, 'transfer', on.person).uuid}/",
        PEOPLE: "/profiles/?lead=gone",
        NOWHERE: "/alerts/",
    }[leads_to]
