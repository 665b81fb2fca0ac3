"""The tasks by which referrals wait, on the pages of tasks."""

import pytest
from django.urls import reverse

from audit.models import Event
from referrals import services
from referrals.tests.factories import (
    ReferralFactory,
    coordinator_of,
    party,
)
from tasks.models import Task, TaskDocument

pytestmark = pytest.mark.slow


def at(name, task):
    return reverse(f"tasks:{name}", args=[task.uuid])


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def referral(officer):
    return ReferralFactory(by=officer, state="submitted")


@pytest.fixture
def task(referral):
    return Task.objects.of(referral).still_open().get()


def test_the_task_leads_to_the_referral_its_form_and_its_file(client, referral, task):
    client.force_login(coordinator_of(referral))
    assert f"RJ referral: {referral.reference}" in page(client, "/tasks/?tab=team")

    shown = page(client, at("task", task))

    # In the title, its heading, and once as what it is about.
    assert shown.count(f">{referral.reference}<") == 1
    for address in (referral.get_absolute_url(), referral.form.get_absolute_url()):
        assert f'href="{address}"' in shown
        assert client.get(address).status_code == 200
    file = reverse("tasks:document-file", args=[task.uuid, TaskDocument.objects.get().uuid])
    response = client.get(file)
    assert b"".join(response.streaming_content).startswith(b"%PDF")


def test_it_is_accepted_and_ends_with_the_referral_alone(client, referral, task):
    client.force_login(coordinator_of(referral))
    shown = page(client, at("task", task))
    for name in ("decline", "complete", "hand-back", "hand-on"):
        assert f'href="{at(name, task)}"' not in shown

    assert "ends by itself" in client.post(at("decline", task), {"reason": "No"}).content.decode()
    assert client.post(at("accept", task)).status_code == 302

    task.refresh_from_db()
    assert task.state == "accepted"
    services.decline_referral(referral=referral, by=coordinator_of(referral), reason="Too far")
    task.refresh_from_db()
    assert not task.is_open


def test_the_log_has_whom_each_page_names(client, officer, person):
    parties = [party(profile=person), party("harmed")]
    referral = ReferralFactory(by=officer, state="submitted", parties=parties)
    task = Task.objects.of(referral).still_open().get()
    file = reverse("tasks:document-file", args=[task.uuid, TaskDocument.objects.get().uuid])
    client.force_login(coordinator_of(referral))

    for address, named in (
        ("/tasks/?tab=team", []),
        (at("task", task), []),
        (at("documents", task), []),
        (referral.form.get_absolute_url(), [person.pk]),
        (file, [person.pk]),
    ):
        assert client.get(address).status_code == 200
        assert Event.objects.latest("pk").subjects == named, address
