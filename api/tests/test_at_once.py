"""Calls and transactions at the same moment: nothing is skipped, and nothing is made twice."""

import threading
import time

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from api.changes import changes_after, read_cursor
from api.tests.factories import Program, program_of
from profiles.models import Contact
from profiles.tests.factories import ContactKindFactory, make_person, write_contact
from tests.cast import Cast
from tests.together import together

pytestmark = pytest.mark.slow
WAIT = 20


@pytest.fixture
def cast(live_database):
    yield Cast()
    connections.close_all()


def test_the_feed_waits_for_a_transaction_that_commits_late(cast):
    account = program_of(cast.police).client.account
    early, late = cast.person, make_person(by=cast.manager, team=cast.police, surname="Later")
    written, go_on = threading.Event(), threading.Event()
    start = (timezone.now(), 0)

    def write_and_wait():
        with transaction.atomic():
            write_contact(early, cast.manager)
            written.set()
            go_on.wait(WAIT)
        connection.close()

    slow = threading.Thread(target=write_and_wait)
    slow.start()
    assert written.wait(WAIT)
    write_contact(late, cast.manager)
    time.sleep(1.1)  # what is younger than a second is held back in any case
    first = changes_after(account, None, start, 100)
    go_on.set()
    slow.join()
    time.sleep(1.1)
    second = changes_after(account, None, read_cursor(first.cursor), 100)

    assert [row.uuid for row in first.rows if row.what == "log.added"] == []
    told = [row.uuid for row in second.rows if row.what == "log.added"]
    assert told == [early.uuid, late.uuid]


def test_the_same_call_at_the_same_moment_makes_one_thing(cast):
    found, kind = program_of(cast.police), ContactKindFactory()
    said = {"kind": kind.code, "moment": "2026-03-02", "text": "At home", "basis": "fact"}
    address = f"/api/v1/profiles/{cast.person.uuid}/log/"

    def call():
        return Program(found.secret).post(address, said, **{"idempotency-key": "one"})

    answers = together(call, call, call)

    assert [answer.status_code for answer in answers] == [201, 201, 201]
    assert len({answer["Location"] for answer in answers}) == 1
    assert Contact.objects.count() == 1
