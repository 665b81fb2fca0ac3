"""Who is told of what happens to a referral."""

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

pytestmark = pytest.mark.slow


def page(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return response.content.decode()


@pytest.fixture
def referral(officer):
    return ReferralFactory(by=officer, state="submitted")


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
