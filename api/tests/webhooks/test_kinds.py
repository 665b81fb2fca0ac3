"""Of which things webhooks are told: tasks, referrals, galleries, access and reports too."""

import datetime
import json

import pytest
from django.utils import timezone

from access.levels import Level
from access.services import end_access
from access.tests.factories import give
from agencies.models import Membership, Team
from agencies.tests.factories import TeamFactory, member
from api import event_scopes, followed, webhook_jobs, webhook_kinds
from api.models import ApiClient, Webhook
from api.scopes import CODES
from api.services import webhook_sending
from api.tests.factories import make_client
from api.tests.webhook_factories import happens, make_webhook, soon
from audit.models import Event
from galleries.services import answer_offer
from galleries.tests.conftest import add, curator, entry, gallery, sussex
from galleries.tests.factories import OfferFactory
from profiles.tests.factories import ReportFactory
from referrals.tests.factories import ReferralFactory
from tasks.services import accept_task
from tasks.tests.factories import TaskDocumentFactory, TaskFactory, TaskStepFactory

__all__ = ["add", "curator", "entry", "gallery", "sussex"]


@pytest.fixture
def listen(sent):
    """Webhooks of these teams; `told()` is what each was told: verb, kind and uuid."""
    clients = {}

    def listening(*teams, kinds, scopes=CODES):
        for number, team in enumerate(teams):
            client = make_client(team, scopes=scopes)
            clients[client.pk] = make_webhook(
                client, address=f"https://93.184.215.14/{number}", kinds=kinds
            )
        return lambda: told(len(teams))

    def told(number):
        webhook_sending.queue_messages(until=soon())
        # A test is one transaction, whose events bear one time: the next come after the last.
        last = Event.objects.latest("pk")
        Webhook.objects.update(followed_at=last.at, followed_event=last.pk)
        while webhook_jobs.send_webhooks():
            pass
        found = [[] for _ in range(number)]
        for address, _, body in sent.calls:
            message = json.loads(body)
            said = (message["type"], message["data"]["kind"], message["data"]["uuid"])
            found[int(address[-1])].append(said)
        sent.calls.clear()
        return found

    return listening


# ---- Tasks --------------------------------------------------------------------------------------
def test_both_teams_of_a_task_are_told_of_each_step(cast, listen):
    told = listen(cast.police, cast.council, cast.elsewhere, kinds=["task.*"])
    task = TaskFactory(by=cast.officer, to=cast.council)
    one = ("task", str(task.uuid))
    assert told() == [[("task.sent", *one)], [("task.sent", *one)], []]

    TaskStepFactory(task=task)
    assert told() == [[("task.commented", *one)], [("task.commented", *one)], []]


def test_those_who_do_not_read_a_task_learn_no_more_of_it(cast, person, listen):
    told = listen(cast.police, cast.council, kinds=["task.*", "document.*"])
    task = TaskFactory(by=cast.officer, to=cast.council, about=person)
    told()
    TaskStepFactory(task=task)
    TaskDocumentFactory(task=task)

    owner, receiver = told()

    assert {verb for verb, *_ in owner} == {"task.commented", "document.added"}
    assert receiver == []
    give(person, cast.manager, cast.council, sections=["log"])
    TaskStepFactory(task=task, text="He rang back.")
    assert [verb for verb, *_ in told()[1]] == ["task.commented"]


# ---- Referrals ----------------------------------------------------------------------------------
def test_a_referral_is_told_to_those_who_write_and_who_decide(cast, officer, listen):
    referral = ReferralFactory(by=officer)
    told = listen(cast.police, cast.elsewhere, kinds=["referral.*", "rj.*"])
    other = ReferralFactory(by=officer, state="submitted")

    police, elsewhere = told()

    assert ("referral.submitted", "referral", str(other.uuid)) in police
    assert {uuid for _, _, uuid in police} & {str(referral.uuid)} == set()
    assert elsewhere == []


# ---- Galleries ----------------------------------------------------------------------------------
def test_those_who_see_an_entry_are_told_of_it(sussex, gallery, add, listen):
    teams = sussex.teams
    told = listen(teams.owner, teams.audience, teams.distant, kinds=["gallery.*"])
    entry = add()

    one = ("gallery.entry_added", "entry", str(entry.uuid))
    assert told() == [[one], [one], []]


def test_an_offer_is_told_to_the_two_teams_alone(sussex, entry, curator, listen):
    teams = sussex.teams
    told = listen(teams.owner, teams.audience, teams.beside, kinds=["gallery.*"])
    offer = OfferFactory(entry=entry, by=sussex.audience)
    answer_offer(offer=offer, by=sussex.owner, accepts=True)

    one = ("offer", str(offer.uuid))
    both = [("gallery.offer_made", *one), ("gallery.offer_answered", *one)]
    assert told() == [both, both, []]


# ---- Access and reports -------------------------------------------------------------------------
def test_access_is_told_to_those_who_have_it_now(cast, person, listen):
    told = listen(cast.police, cast.council, kinds=["access.*"])
    grant = give(person, cast.manager, cast.council, sections=["log"])
    given = ("access.given", "profile", str(person.uuid))
    assert told() == [[given], [given]]

    end_access(obj=person, grant=grant, by=cast.manager, because="Closed")

    assert [[verb for verb, *_ in one] for one in told()] == [["access.ended"], []]


def test_access_of_a_discreet_team_is_told_to_nobody_else(cast, person, listen):
    told = listen(cast.police, kinds=["access.*"])
    refuge = TeamFactory(is_discreet=True)
    give(person, cast.manager, refuge, sections=["log"], level=Level.CONTRIBUTE)

    assert told() == [[]]
    assert Team.objects.filter(is_discreet=True).exists()


def test_reports_are_told_once_they_are_submitted(cast, person, manager, listen):
    told = listen(cast.police, cast.council, kinds=["report.*"])
    ReportFactory(profile=person, by=manager)
    assert told() == [[], []]

    ReportFactory(profile=person, by=manager, submitted=True)

    assert told() == [[("report.submitted", "profile", str(person.uuid))], []]


# ---- Scopes -------------------------------------------------------------------------------------
NEEDED = {
    "task.sent": "tasks:read",
    "referral.submitted": "referrals:read",
    "rj.recorded": "rj:read",
    "gallery.entry_added": "galleries:read",
    "gallery.offer_made": "galleries:read",
    "access.given": "grants:read",
    "owner.transferred": "grants:read",
    "report.submitted": "reports:read",
    "missing.started": "missing:read cases:read",
    "need.raised": "people:read log:read",
    "log.added": "log:read",
}


@pytest.mark.parametrize(("verb", "scope"), NEEDED.items())
def test_each_kind_needs_its_scope(verb, scope):
    every, needed = [f"{verb.partition('.')[0]}.*"], scope.split()

    assert verb in webhook_kinds.verbs_of(every, needed)
    assert dict(webhook_kinds.choices(needed)).keys() >= set(every)
    for one in needed:
        assert verb not in webhook_kinds.verbs_of(every, CODES - {one})
        assert not dict(webhook_kinds.choices(CODES - {one})).keys() & set(every)


@pytest.mark.parametrize(
    "verb",
    [
        "access.excluded",
        "owner.transfer_proposed",
        "handover.given",
        "report.started",
        "gallery.made",
        "rj.arranged",
        "missing.arranged",
        "api_client.made",
    ],
)
def test_what_is_for_managers_and_auditors_is_no_kind(verb):
    assert not webhook_kinds.is_kind(verb, CODES)


@pytest.mark.parametrize(
    ("scopes", "told_of"),
    [
        (["documents:read"], []),
        (["documents:read", "tasks:read"], ["document.added"]),
    ],
)
def test_documents_of_a_task_need_the_scope_of_tasks_too(cast, listen, scopes, told_of):
    task = TaskFactory(by=cast.officer, to=cast.council)
    told = listen(cast.council, kinds=["document.*"], scopes=scopes)
    TaskDocumentFactory(task=task)

    assert [verb for verb, *_ in told()[0]] == told_of


@pytest.mark.parametrize(
    ("scopes", "told_of"),
    [(["grants:read"], []), (["grants:read", "people:read"], ["access.given"])],
)
def test_access_to_a_person_needs_the_scope_of_people_too(cast, person, listen, scopes, told_of):
    told = listen(cast.police, kinds=["access.*"], scopes=scopes)
    give(person, cast.manager, cast.council, sections=["log"])

    assert [verb for verb, *_ in told()[0]] == told_of


def test_a_message_is_withheld_from_a_client_that_lost_the_scope(cast, person, listen, sent):
    told = listen(cast.police, kinds=["access.*"], scopes=["grants:read", "people:read"])
    give(person, cast.manager, cast.council, sections=["log"])
    assert webhook_sending.queue_messages(until=soon()) == 1
    ApiClient.objects.update(scopes=["grants:read"])

    assert told() == [[]]


# ---- Until when ---------------------------------------------------------------------------------
def test_it_follows_as_far_as_the_log_is_settled(cast, person, webhook, monkeypatch):
    happens(cast, person)
    asked = []

    def settled_until():
        asked.append(True)
        return timezone.now() + datetime.timedelta(minutes=1)

    monkeypatch.setattr(webhook_sending, "settled_until", settled_until)

    assert webhook_sending.queue_messages() == 1
    webhook.refresh_from_db()
    assert (len(asked), webhook.followed_at > timezone.now()) == (1, True)


def test_a_step_that_was_told_is_withheld_once_it_may_not_be_known(cast, listen, sent):
    told = listen(cast.council, kinds=["task.*"])
    task = TaskFactory(by=cast.officer, to=cast.council)
    told()
    accept_task(task=task, by=member(cast.council))
    assert webhook_sending.queue_messages(until=soon()) == 1
    Membership.objects.filter(team=cast.council).update(valid_until=timezone.now())

    assert told() == [[]]


def test_every_kind_that_is_followed_has_its_scope():
    assert {*followed.RECORDS, *followed.ASKED_BY, "galleries.offer"} == event_scopes.KINDS.keys()
