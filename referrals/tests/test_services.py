"""A referral on its whole way, and what stands in the way of it."""

import pytest
from django.core.exceptions import ValidationError
from django.http import Http404

from agencies.tests.factories import member
from cases.models import Case
from referrals import services
from referrals.models import ConsentMethod, Intervention, Referral, Term
from referrals.tests.factories import (
    ConsultationFactory,
    InterventionFactory,
    ReferralFactory,
    champion_of,
    coordinator_of,
    days,
    facts,
    party,
)
from tasks.models import Task

pytestmark = pytest.mark.django_db


def test_record_intervention(officer):
    entry = InterventionFactory(by=officer)

    assert entry in Intervention.objects.visible_to(officer)
    assert entry.registered_at
    assert [one.name for one in entry.parties.all()] == ["Liam Corrigan", "Niamh Tapley"]


def test_a_referral_is_kept_to_its_end(officer):
    referral = ReferralFactory(by=officer, state="closed")

    entry = referral.intervention
    assert (referral.state, entry.agreement) == ("closed", "kept")
    assert not Task.objects.of(referral).still_open().exists()
    (case,) = Case.objects.visible_to(officer)
    assert case == entry.case
    assert not case.is_open


@pytest.mark.parametrize(
    ("parties", "answers", "said", "words"),
    [
        ([("responsible", {})], {}, {}, "Add the person harmed"),
        ([("harmed", {})], {}, {}, "Add the person responsible"),
        (None, {"hate_crime": "yes"}, {}, "about hate crime"),
        (None, {"harm": ""}, {}, "What harm was done"),
        (None, {}, {"admission": "unknown"}, "admits responsibility"),
        ([("responsible", {"born_on": days(-365 * 9)}), ("harmed", {})], {}, {}, "under 10"),
        ([("responsible", {"born_on": days(-365 * 15)}), ("harmed", {})], {}, {}, "a child"),
        ([("responsible", {}), ("harmed", {"consented": False})], {}, {}, "agrees to take part"),
    ],
)
def test_submit_referral_refused(officer, parties, answers, said, words):
    made = parties and [party(code, **more) for code, more in parties]
    referral = ReferralFactory(by=officer, parties=made, answers=answers, **said)

    with pytest.raises(ValidationError, match=words):
        services.submit_referral(referral=referral, by=officer)

    assert Referral.objects.get(pk=referral.pk).state == "draft"


def test_nobody_is_responsible_and_harmed(officer):
    same = [party(), party("harmed", forenames="Liam", surname="Corrigan")]

    with pytest.raises(ValidationError, match="responsible and as harmed"):
        services.record_intervention(by=officer, team=officer.acting_team, parties=same, **facts())

    assert not Intervention.objects.exists()


def test_a_champion_advises(officer):
    referral = ReferralFactory(by=officer, answers={"hate_crime": "yes"})
    consultation = ConsultationFactory(referral=referral)
    champion = champion_of(referral)

    assert referral in Referral.objects.visible_to(champion)
    services.advise(consultation=consultation, by=champion, is_suitable=True, advice="Go on")
    services.submit_referral(referral=Referral.objects.get(pk=referral.pk), by=officer)

    entry = Intervention.objects.get(pk=referral.intervention_id)
    assert entry.champion_advice == "Suitable. Go on"


def test_withdrawn_consent_ends_a_referral_that_was_submitted(officer):
    referral = ReferralFactory(by=officer, state="submitted")
    harmed = referral.intervention.parties.get(role__code="harmed")

    services.end_consent(party=harmed, by=coordinator_of(referral), withdrew_on=days(0))

    referral.refresh_from_db()
    assert referral.state == "withdrawn"
    with pytest.raises(ValidationError, match="withdrawn"):
        services.accept_referral(referral=referral, by=coordinator_of(referral))


def test_more_information_is_asked_and_given(officer):
    referral = ReferralFactory(by=officer, state="submitted")
    coordinator = coordinator_of(referral)

    services.ask_about_referral(referral=referral, by=coordinator, question="Where is the key?")
    (asked,) = Task.objects.of(referral).still_open().received_by(officer)
    services.answer_about_referral(referral=referral, by=officer, answer="At the library")

    assert not Task.objects.of(referral).still_open().received_by(officer).exists()
    assert Task.objects.of(referral).still_open().received_by(coordinator).count() == 1
    assert asked.detail == "Where is the key?"


def test_a_correction_does_not_say_that_open_terms_were_kept(officer):
    entry = services.agree_terms(
        intervention=InterventionFactory(by=officer),
        by=officer,
        agreed_on=days(0),
        terms=[Term(text="Pay for the pane", due_on=days(3))],
    )

    with pytest.raises(ValidationError, match="Record every term first"):
        services.edit_intervention(
            intervention=entry, by=officer, agreement="kept", ended_on=days(0)
        )

    assert Intervention.objects.get(pk=entry.pk).agreement == "active"


# ---- Nobody is in an agreement that they did not consent to -------------------------------------
@pytest.mark.parametrize("agreement", ["active", "kept", "broken"])
@pytest.mark.parametrize(
    ("side", "field"), [("responsible", "agreed"), ("harmed", "harmed_agreed")]
)
def test_record_intervention_refused_without_consent(officer, agreement, side, field):
    parties = [party(code, consented=code != side) for code in ("responsible", "harmed")]
    said = {"agreement": agreement, "agreed_on": days(0), "ended_on": days(0)}

    with pytest.raises(ValidationError, match="has not agreed to take part") as refused:
        services.record_intervention(
            by=officer, team=officer.acting_team, parties=parties, **facts(**said)
        )

    assert set(refused.value.message_dict) == {field}
    assert not Intervention.objects.exists()


@pytest.fixture
def unasked(officer):
    """An entry in which the person harmed has not agreed to take part."""
    return InterventionFactory(by=officer, parties=[party(), party("harmed", consented=False)])


def agree(entry, officer):
    return services.agree_terms(
        intervention=entry,
        by=officer,
        agreed_on=days(0),
        terms=[Term(text="Pay for the pane", due_on=days(3))],
    )


def end(entry, officer):
    return services.end_agreement(
        intervention=entry, by=officer, agreement="kept", ended_on=days(0)
    )


def correct(entry, officer):
    return services.edit_intervention(
        intervention=entry, by=officer, agreement="kept", agreed_on=days(0), ended_on=days(0)
    )


@pytest.mark.parametrize(
    ("act", "field"), [(agree, "agreed_on"), (end, "agreement"), (correct, "agreement")]
)
def test_no_agreement_without_consent(officer, unasked, act, field):
    with pytest.raises(ValidationError, match="person harmed has not agreed") as refused:
        act(unasked, officer)

    assert set(refused.value.message_dict) == {field}
    unasked.refresh_from_db()
    assert (unasked.agreement, unasked.terms.count()) == ("none", 0)
    services.edit_party(
        party=unasked.parties.get(role__code="harmed"),
        by=officer,
        consented_on=days(0),
        consent_method=ConsentMethod.objects.get(code="in-person"),
    )
    assert act(unasked, officer).agreement in Intervention.AGREED


def test_nobody_comes_into_an_agreement_without_consent(officer):
    entry = agree(InterventionFactory(by=officer), officer)

    with pytest.raises(ValidationError, match="There is an agreement") as refused:
        services.add_party(
            intervention=entry, by=officer, party=party("harmed", surname="Vale", consented=False)
        )
    assert set(refused.value.message_dict) == {"consented_on"}
    with pytest.raises(ValidationError, match="There is an agreement"):
        services.edit_party(
            party=entry.parties.first(), by=officer, consented_on=None, consent_method=None
        )
    services.add_party(
        intervention=entry, by=officer, party=party("supporter-harmed", consented=False)
    )


def test_who_withdrew_is_in_no_more_terms(officer):
    entry = agree(InterventionFactory(by=officer), officer)
    harmed = entry.parties.get(role__code="harmed")
    services.withdraw_consent(party=harmed, by=officer, withdrew_on=days(0))

    with pytest.raises(ValidationError, match="or has withdrawn"):
        agree(entry, officer)
    # What was agreed before is found kept or broken all the same.
    services.settle_entry_term(
        term=entry.terms.get(), by=officer, state="done", settled_on=days(0)
    )
    assert end(entry, officer).agreement == "kept"


def test_of_a_referral_too(officer):
    referral = ReferralFactory(by=officer, state="agreement")
    harmed = referral.intervention.parties.get(role__code="harmed")
    coordinator = coordinator_of(referral)
    services.end_consent(party=harmed, by=coordinator, withdrew_on=days(0))

    with pytest.raises(ValidationError, match="or has withdrawn") as refused:
        services.record_agreement(
            referral=referral,
            by=coordinator,
            agreed_on=days(0),
            terms=[Term(text="Say sorry", due_on=days(3))],
        )
    assert set(refused.value.message_dict) == {"agreed_on"}


# ---- Days that are corrected --------------------------------------------------------------------
def test_nothing_is_due_before_an_agreement_that_is_corrected(officer):
    entry = services.record_intervention(
        by=officer,
        team=officer.acting_team,
        parties=[party(), party("harmed")],
        terms=[Term(text="Pay for the pane", due_on=days(-1))],
        **facts(agreement="active", agreed_on=days(-2)),
    )

    with pytest.raises(ValidationError, match="when the first term is due") as refused:
        services.edit_intervention(intervention=entry, by=officer, agreed_on=days(0))
    assert set(refused.value.message_dict) == {"agreed_on"}


def test_no_panel_without_both_sides(officer):
    referral = ReferralFactory(by=officer, state="preparation")
    coordinator = coordinator_of(referral)
    services.remove_party(
        party=referral.intervention.parties.get(role__code="harmed"), by=coordinator
    )

    with pytest.raises(ValidationError, match="without them the panel cannot go ahead"):
        services.plan_panel(
            referral=referral,
            by=coordinator,
            held_on=days(1),
            venue="Library",
            facilitator="Wendy Parlour",
        )


def test_another_champion_is_asked_in_place_of_one_who_does_not_answer(officer):
    referral = ReferralFactory(by=officer, answers={"hate_crime": "yes"})
    asked = ConsultationFactory(referral=referral, question="Is he too young?")
    silent, other = asked.champion, member(asked.team)
    task = Task.objects.of(referral).still_open().get()

    services.consult_champion(referral=referral, by=officer, champion=other, question="Is it?")

    task.refresh_from_db()
    assert not task.is_open
    assert "Another RJ champion was asked." in [step.text for step in task.steps.all()]
    assert Task.objects.of(referral).still_open().get().to_person == other
    assert "Is he too young?" in [step.text for step in referral.steps.all()]
    assert referral not in Referral.objects.visible_to(silent)
    with pytest.raises(Http404):
        services.advise(consultation=asked, by=silent, is_suitable=True, advice="Go on")
    services.advise(
        consultation=referral.consultations.get(), by=other, is_suitable=True, advice="Go on"
    )
    services.submit_referral(referral=Referral.objects.get(pk=referral.pk), by=officer)


def test_a_champion_who_was_asked_is_not_asked_again(officer):
    referral = ReferralFactory(by=officer)
    asked = ConsultationFactory(referral=referral)

    with pytest.raises(ValidationError) as refused:
        services.consult_champion(
            referral=referral, by=officer, champion=asked.champion, question="And?"
        )

    assert "have not answered yet" in refused.value.message_dict["champion"][0]
    assert referral.consultations.get() == asked
