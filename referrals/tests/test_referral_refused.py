"""What the pages of a referral refuse, by the field, with all that was typed."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.tests.factories import member
from core.dates import format_day
from core.querysets import unguarded
from referrals.models import Party, Referral, ReferralStep
from referrals.tests.factories import (
    ConsultationFactory,
    PanelFactory,
    ReferralFactory,
    coordinator_of,
)
from referrals.tests.walking import errors, facts, fresh, opened_in, page, post, somebody
from referrals.tests.walking import referral_at as at

pytestmark = pytest.mark.slow


def test_a_decision_on_one_that_is_decided(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    client.force_login(coordinator_of(referral))

    for name in ("decline", "ask"):
        response, shown = post(client, at(name, referral), words="Too far away")
        assert response.status_code == 200
        assert "moved this referral on" in shown
        assert "Too far away" in shown
    assert fresh(referral).state == "preparation"


def test_nobody_is_responsible_and_harmed(client, officer):
    referral = ReferralFactory(by=officer)
    client.force_login(officer)

    typed = somebody("harmed", forenames="Liam", surname="Corrigan")
    response, shown = post(client, at("party-add", referral), **typed)

    assert "responsible and as harmed" in str(response.context["form"].errors["role"])
    assert "Corrigan" in shown
    assert referral.intervention.parties.count() == 2


def test_no_panel_before_the_referral_was_accepted(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    client.force_login(coordinator_of(referral))

    typed = {"moment": "3 June 2020 4pm", "venue": "Library", "facilitator": "Wendy Parlour"}
    response, shown = post(client, at("panel-plan", referral), **typed)

    assert "This referral was accepted on" in str(response.context["form"].errors["moment"])
    assert "Wendy Parlour" in shown
    assert not referral.panels.exists()


def test_no_panel_before_both_sides_agreed_to_take_part(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    with unguarded("Accepted last week; both sides agreed yesterday"):
        last_week = timezone.now() - datetime.timedelta(days=8)
        Referral.objects.update(started_at=last_week)
        ReferralStep.objects.update(written_at=last_week)
    client.force_login(coordinator_of(referral))

    typed = {"moment": "3 days ago", "venue": "Library", "facilitator": "Wendy Parlour"}
    response, shown = post(client, at("panel-plan", referral), **typed)

    assert "agreed to take part on" in str(response.context["form"].errors["moment"])
    assert "Wendy Parlour" in shown
    assert not referral.panels.exists()


def test_a_panel_of_last_night_is_entered_by_its_own_day(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    with unguarded("Accepted last week"):
        last_week = timezone.now() - datetime.timedelta(days=8)
        Referral.objects.update(started_at=last_week)
        ReferralStep.objects.update(written_at=last_week)
    client.force_login(coordinator_of(referral))
    last_night = timezone.localdate() - datetime.timedelta(days=1)

    typed = {"moment": "yesterday 6pm", "venue": "Library", "facilitator": "Wendy Parlour"}
    post(client, at("panel-plan", referral), **typed)

    assert referral.panels.get().held_on == last_night
    shown = page(client, at("referral", referral))
    assert f"Panel planned for {format_day(last_night)} at 6pm." in shown


def test_a_weekday_of_a_panel_is_the_next_one(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    client.force_login(coordinator_of(referral))
    in_three_days = timezone.localdate() + datetime.timedelta(days=3)

    typed = {"venue": "Library", "facilitator": "Wendy Parlour"}
    post(client, at("panel-plan", referral), moment=f"{in_three_days:%A} 6pm", **typed)

    assert referral.panels.get().held_on == in_three_days


def test_no_panel_without_consent(client, officer):
    referral = ReferralFactory(by=officer, state="preparation")
    party = referral.intervention.parties.get(role__code="harmed")
    client.force_login(coordinator_of(referral))
    PanelFactory(referral=referral)

    typed = {"withdrew_on": "today", "because": "Changed her mind"}
    assert post(client, at("consent-withdraw", referral, party), **typed)[0].status_code == 302

    assert fresh(referral).state == "withdrawn"
    shown = page(client, at("referral", referral))
    for words in ("Withdrew on", "Changed her mind", "Cancelled", "Close the referral"):
        assert words in shown
    panel = {"moment": "tomorrow", "venue": "Library", "facilitator": "Wendy Parlour"}
    _, shown = post(client, at("panel-plan", referral), **panel)
    assert "moved this referral on" in shown


def test_no_term_due_before_the_agreement(client, officer):
    referral = ReferralFactory(by=officer, state="panel")
    client.force_login(coordinator_of(referral))

    typed = {
        "agreed_on": "today",
        "text_1": "Pay",
        "due_on_1": "tomorrow",
        "text_3": "Write a letter",
        "due_on_3": "2 days ago",
    }
    response, shown = post(client, at("agreement", referral), **typed)

    assert "the day of the agreement" in str(response.context["form"].errors["due_on_3"])
    assert "Write a letter" in shown
    assert not referral.intervention.terms.exists()


@pytest.mark.parametrize(
    ("typed", "field"),
    [({}, None), ({"text_2": "Pay"}, "due_on_2"), ({"due_on_2": "tomorrow"}, "text_2")],
)
def test_half_a_term_is_refused(client, officer, typed, field):
    referral = ReferralFactory(by=officer, state="panel")
    client.force_login(coordinator_of(referral))

    response, _ = post(client, at("agreement", referral), agreed_on="today", **typed)

    assert (field or "text_1") in response.context["form"].errors


def test_what_is_missing_is_listed_with_links(client, officer):
    referral = ReferralFactory(by=officer, answers={"harm": "", "hate_crime": "yes"})
    client.force_login(officer)

    shown = page(client, at("check", referral))

    part = referral.form.parts.first()
    for address in (at("section", referral, part), at("consult", referral)):
        assert f'href="{address}"' in shown
    assert "Submit the referral" not in shown
    response, shown = post(client, at("check", referral))
    assert "What harm was done" in str(response.context["form"].non_field_errors())
    assert fresh(referral).state == "draft"


def test_who_withdrew_may_agree_again(client, officer):
    referral = ReferralFactory(by=officer)
    party = referral.intervention.parties.get(role__code="harmed")
    client.force_login(officer)
    post(client, at("consent-withdraw", referral, party), withdrew_on="today")
    assert not Party.objects.get(pk=party.pk).consents

    address = at("party-edit", referral, party)
    typed = somebody("harmed", opened=opened_in(page(client, address)))
    response, _ = post(client, address, **typed | {"consented_on": "", "consent_method": ""})
    assert "consented_on" in response.context["form"].errors
    assert post(client, address, **typed)[0].status_code == 302

    assert Party.objects.get(pk=party.pk).consents


def test_a_party_is_taken_out(client, officer):
    referral = ReferralFactory(by=officer)
    party = referral.intervention.parties.get(role__code="harmed")
    client.force_login(officer)

    post(client, at("party-remove", referral, party))

    assert not Party.objects.filter(pk=party.pk).exists()


def test_two_who_edit_one_fact_are_asked(client, officer):
    referral = ReferralFactory(by=officer)
    client.force_login(officer)
    opened = opened_in(page(client, at("edit", referral)))
    entry = referral.intervention
    entry.place = "Elsewhere"
    entry.save()

    response, _ = post(client, at("edit", referral), **facts(place="Here", opened=opened))

    assert response.status_code == 409


def test_a_declined_one_is_changed_no_more(client, officer):
    referral = ReferralFactory(by=officer, state="submitted")
    coordinator = coordinator_of(referral)
    client.force_login(coordinator)
    assert post(client, at("decline", referral), words="Too far away")[0].status_code == 302

    assert client.get(at("edit", referral)).status_code == 403
    client.force_login(officer)
    shown = page(client, at("referral", referral))
    assert "Too far away" in shown
    assert "Declined" in shown
    assert referral.reference in page(client, reverse("referrals:list"), tab="closed")


def test_another_champion_is_asked_where_one_does_not_answer(client, officer):
    referral = ReferralFactory(by=officer, answers={"hate_crime": "yes"})
    asked = ConsultationFactory(referral=referral)
    other = member(asked.team)
    client.force_login(officer)
    address = at("consult", referral)
    assert f'href="{address}"' in page(client, at("referral", referral))
    assert "has not answered yet" in page(client, address)

    again, shown = post(client, address, champion=asked.champion.pk, question="Please answer")
    assert "have not answered yet" in errors(again)["champion"]
    assert "Please answer" in shown
    assert post(client, address, champion=other.pk, question="Is it?")[0].status_code == 302

    assert referral.consultations.get().champion == other
    client.force_login(asked.champion)
    assert client.get(at("advise", referral, asked)).status_code == 404
    client.force_login(other)
    assert "Advise" in page(client, at("referral", referral))
