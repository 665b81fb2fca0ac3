"""What webhooks of partners are told of records that were shared with them."""

import pytest

from access.levels import Level
from access.tests.factories import give
from agencies.tests.factories import member
from api import webhook_jobs
from api.models import Webhook, WebhookMessage
from api.services import webhook_sending
from api.tests.factories import make_client
from api.tests.webhook_factories import happens, make_webhook, soon
from audit.models import Event


@pytest.fixture
def council_webhook(cast):
    return make_webhook(make_client(cast.council), kinds=["log.*"])[0]


@pytest.mark.parametrize(("section", "told"), [("log", 1), ("risk", 0)])
def test_each_section_is_told_to_those_who_hold_it(cast, person, council_webhook, section, told):
    give(person, cast.manager, cast.council, sections=[section])
    happens(cast, person)

    assert webhook_sending.queue_messages(until=soon()) == told


def test_acts_of_a_discreet_team_are_not_told_to_others(cast, person, council_webhook, sent):
    give(person, cast.manager, cast.council, sections=["log"])
    give(person, cast.manager, cast.prison, sections=["log"], level=Level.CONTRIBUTE)
    happens(cast, person, by=member(cast.prison))
    assert webhook_sending.queue_messages(until=soon()) == 1

    cast.prison.is_discreet = True
    cast.prison.save()
    webhook_jobs.send_webhooks()
    Webhook.objects.update(followed_at=Event.objects.earliest("at").at, followed_event=0)
    WebhookMessage.objects.all().delete()

    assert sent.calls == []
    assert webhook_sending.queue_messages(until=soon()) == 0
