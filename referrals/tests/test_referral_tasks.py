"""The tasks by which referrals wait, on the pages of tasks; and who is told of what."""

import pytest
from django.urls import reverse

from alerts.models import Notice
from audit.jobs import drain_deliveries
from referrals import services
from referrals.models import Referral
from referrals.tests.factories import (
    ConsultationFactory,
    ReferralFactory,
    champion_of,
    coordinator_of,
    days,
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


def notices(user):
    drain_deliveries()
    return [one.text for one in Notice.objects.filter(recipient=user, audience="referral")]


def told(client, user):
    drain_deliveries()
    client.force_login(user)
    return page(client, "/alerts/")


def test_the_officer_is_told_that_it_was_accepted(client, referral, officer, colleague, outsider):
    coordinator = coordinator_of(referral)
    services.accept_referral(referral=referral, by=coordinator)

    shown = told(client, officer)

    assert f"accepted referral {referral.reference}: a case is open" in shown
    # The task that ended with it tells nothing of its own.
    assert "completed: RJ referral" not in shown
    assert not notices(colleague)
    assert not notices(coordinator)
    notice = Notice.objects.get(recipient=officer, audience="referral")
    opened = client.post(reverse("alerts:see", args=[notice.uuid]), {"open": "yes"})
    assert opened.url == referral.get_absolute_url()


def test_the_officer_is_told_that_it_was_declined(client, referral, officer):
    services.decline_referral(referral=referral, by=coordinator_of(referral), reason="Too far")

    shown = told(client, officer)

    assert f"declined referral {referral.reference}" in shown
    assert "Too far" not in shown


def test_where_the_officer_has_left_the_team_is_told(client, referral, officer, colleague):
    officer.memberships.all().delete()
    services.decline_referral(referral=referral, by=coordinator_of(referral), reason="Too far")

    assert notices(colleague)
    assert not Notice.objects.visible_to(officer).filter(audience="referral").exists()


def test_who_asked_is_told_of_the_answer(client, referral, officer):
    coordinator = coordinator_of(referral)
    services.ask_about_referral(referral=referral, by=coordinator, question="Where?")
    services.answer_about_referral(
        referral=Referral.objects.get(pk=referral.pk), by=officer, answer="Here"
    )

    assert f"answered about referral {referral.reference}" in told(client, coordinator)


def test_the_officer_is_told_of_advice(client, officer):
    referral = ReferralFactory(by=officer)
    consultation = ConsultationFactory(referral=referral)
    champion = champion_of(referral)
    services.advise(consultation=consultation, by=champion, is_suitable=True, advice="")

    assert f"advised on referral {referral.reference}" in told(client, officer)


def test_who_prepares_a_panel_is_told_that_somebody_withdrew(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    coordinator = coordinator_of(referral)
    harmed = referral.intervention.parties.get(role__code="harmed")
    services.end_consent(party=harmed, by=officer, withdrew_on=days(0))

    assert f"withdrew referral {referral.reference}" in told(client, coordinator)
