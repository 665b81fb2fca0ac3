"""Who may do what with a referral that they see, and with the register."""

import pytest

from access.tests.factories import give
from agencies.models import Membership, User
from agencies.tests.factories import AreaFactory, MembershipFactory, TeamFactory, member
from cases.models import Case
from core import policy
from referrals import services
from referrals.models import Intervention, Referral, ReferralForm
from referrals.tests.factories import (
    ConsultationFactory,
    InterventionFactory,
    ReferralFactory,
    champion_of,
    coordinator_of,
    move,
)

pytestmark = pytest.mark.django_db
WRITES = ("consult", "submit", "answer", "withdraw", "end_consent")
RECEIVES = ("decide", "run", "end_consent")
ACTS = {*WRITES, *RECEIVES}


def again(user):
    """As they are in another request: with the memberships that they have by then."""
    return User.objects.get(pk=user.pk)


def may(user, referral):
    return {act for act in ACTS if policy.can(again(user), f"referral.{act}", referral)}


@pytest.fixture
def referral(officer):
    return ReferralFactory(by=officer, state="preparation")


def holder_of(referral):
    """Somebody who holds its case, and so sees it."""
    found = member(TeamFactory(areas=[referral.intervention.area]))
    case = Case.objects.get(pk=referral.intervention.case_id)
    give(case, coordinator_of(referral), found.acting_team, sections=["actions"])
    return found


@pytest.fixture
def holder(referral):
    return holder_of(referral)


def test_each_side_has_its_own_acts(referral, officer, colleague, holder, outsider):
    assert may(officer, referral) == {*WRITES}
    assert may(colleague, referral) == {*WRITES}
    assert may(coordinator_of(referral), referral) == {*RECEIVES}
    assert policy.can(again(holder), "referral.view", referral)
    assert may(holder, referral) == set()
    assert may(outsider, referral) == set()


def test_who_is_in_the_team_in_another_role_has_none(referral, holder):
    MembershipFactory(user=holder, team=referral.author_team, role=Membership.Role.CONTROL_ROOM)

    assert policy.can(again(holder), "referral.view", referral)
    assert may(holder, referral) == set()


def test_the_form_is_written_by_its_own_team(officer, outsider):
    referral = ReferralFactory(by=officer, state="submitted")
    part = referral.form.parts.first()

    assert policy.can(officer, "referralform.write", part)
    for user in (coordinator_of(referral), outsider):
        assert not policy.can(again(user), "referralform.write", part)


def test_what_is_not_seen_is_not_reached(referral, officer, outsider):
    form, entry = referral.form, referral.intervention

    for action, row in (
        ("referral.view", referral),
        ("referral.list", referral),
        ("referralform.view", form),
        ("rj.view", entry),
        ("rj.history", entry),
        ("rj.edit", entry),
    ):
        assert not policy.can(outsider, action, row), action
        assert not policy.accessible(outsider, action, type(row)).exists(), action
    assert policy.can(officer, "referralform.view", form)
    assert policy.accessible(officer, "referral.list", Referral).get() == referral
    assert policy.accessible(officer, "referralform.view", ReferralForm).get() == form


@pytest.mark.parametrize("action", ["referral.draft", "rj.record"])
def test_only_for_an_own_team(officer, council, administrator, action):
    assert policy.can(officer, action, officer.acting_team)
    assert not policy.can(officer, action, council)
    assert policy.can(officer, action)
    assert not policy.can(administrator, action)


def test_a_question_is_answered_by_whom_it_was_put_to(officer):
    referral = ReferralFactory(by=officer)
    consultation = ConsultationFactory(referral=referral)
    champion = champion_of(referral)

    assert policy.can(again(champion), "referral.advise", consultation)
    for user in (officer, member(champion.acting_team)):
        assert not policy.can(again(user), "referral.advise", consultation)
    champion.memberships.update(valid_until="2020-01-01T00:00Z", valid_from="2019-01-01T00:00Z")
    assert not policy.can(again(champion), "referral.advise", consultation)


def test_a_champion_of_the_officers_own_team_answers_only_what_was_put_to_them(officer):
    referral = ReferralFactory(by=officer)
    consultation = ConsultationFactory(referral=referral)
    champion = champion_of(referral)
    other = member(champion.acting_team)
    for user in (champion, other):
        MembershipFactory(user=user, team=referral.author_team)

    assert policy.can(again(other), "referral.view", referral)
    assert not policy.can(again(other), "referral.advise", consultation)
    assert policy.can(again(champion), "referral.advise", consultation)
    left = champion.memberships.filter(team=consultation.team)
    left.update(valid_from="2019-01-01T00:00Z", valid_until="2020-01-01T00:00Z")
    assert policy.can(again(champion), "referral.view", referral)
    assert not policy.can(again(champion), "referral.advise", consultation)


def test_an_entry_is_changed_by_the_team_that_recorded_it(officer, colleague, outsider):
    entry = InterventionFactory(by=officer)
    neighbour = member(TeamFactory(areas=[entry.area]))

    assert policy.can(colleague, "rj.edit", entry)
    assert policy.can(neighbour, "rj.view", entry)
    assert not policy.can(neighbour, "rj.edit", entry)
    assert not policy.can(outsider, "rj.edit", entry)


def test_that_of_a_referral_by_the_side_whose_turn_it_is(officer):
    referral = ReferralFactory(by=officer, state="submitted")
    entry = Intervention.objects.get(pk=referral.intervention_id)

    assert not policy.can(officer, "rj.edit", entry)
    assert policy.can(coordinator_of(referral), "rj.edit", entry)


def test_the_register_is_that_of_ones_own_areas(officer, operator, administrator, auditor):
    area = officer.acting_team.areas.get()

    for user, opens in ((officer, True), (operator, True), (administrator, False)):
        assert policy.can(user, "rj.search", area) is opens
        assert policy.can(user, "rj.search") is opens
    assert not policy.can(auditor, "rj.search", area)
    assert not policy.can(officer, "rj.search", AreaFactory())


def test_an_area_is_arranged_by_its_administrator(administrator, officer):
    area = officer.acting_team.areas.get()

    assert policy.can(administrator, "rj.arrange", area)
    assert not policy.can(officer, "rj.arrange", area)
    assert not policy.can(administrator, "rj.arrange", AreaFactory())
    district = AreaFactory(level="partnership", parent=area)
    of_district = member(TeamFactory(areas=[district]), Membership.Role.ADMINISTRATOR)
    assert not policy.can(of_district, "rj.arrange", district)


def test_a_broken_agreement_is_closed_by_the_officer_too(officer, outsider):
    referral = ReferralFactory(by=officer, state="agreement")
    coordinator = again(coordinator_of(referral))

    assert not policy.can(officer, "referral.close", referral)
    services.break_agreement(referral=referral, by=coordinator, words="No", satisfaction={})
    broken = Referral.objects.get(pk=referral.pk)

    assert policy.can(again(officer), "referral.close", broken)
    assert policy.can(coordinator, "referral.close", broken)
    for user in (holder_of(broken), outsider):
        assert not policy.can(again(user), "referral.close", broken)


def test_the_facts_are_written_by_the_side_whose_turn_it_is(officer):
    referral = ReferralFactory(by=officer)
    assert policy.can(officer, "referral.edit", referral)

    referral = move(referral, "submitted")
    coordinator = coordinator_of(referral)

    assert not policy.can(officer, "referral.edit", referral)
    assert policy.can(again(coordinator), "referral.edit", referral)
    asked = services.ask_about_referral(referral=referral, by=coordinator, question="Where?")
    assert policy.can(again(officer), "referral.edit", asked)
    assert not policy.can(again(coordinator), "referral.edit", asked)
    assert not policy.can(again(coordinator), "rj.edit", asked.intervention)
    declined = services.decline_referral(referral=referral, by=coordinator, reason="No")
    assert not policy.can(again(coordinator), "referral.edit", declined)


def test_the_history_of_an_entry_is_not_for_the_control_room(officer, operator):
    entry = InterventionFactory(by=officer)
    elsewhere = TeamFactory(areas=[AreaFactory()])
    MembershipFactory(user=operator, team=elsewhere, role=Membership.Role.PRACTITIONER)

    assert policy.can(officer, "rj.history", entry)
    assert policy.can(again(operator), "rj.view", entry)
    assert not policy.can(again(operator), "rj.history", entry)
