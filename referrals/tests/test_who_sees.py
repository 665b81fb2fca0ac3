"""Who sees a referral, in each of its states: the whole table."""

import pytest

from access.tests.factories import give
from agencies.models import Membership, User
from agencies.tests.factories import AreaFactory, TeamFactory, member
from cases.models import Case
from core import policy
from referrals import services
from referrals.models import Intervention, Party, Referral, ReferralForm, ReferralStep
from referrals.tests.factories import (
    STATES,
    ConsultationFactory,
    ReferralFactory,
    champion_of,
    coordinator_of,
    move,
)

pytestmark = pytest.mark.django_db
Role = Membership.Role

# States in which each sees the referral. `register`: the entry in the register, if not the rest.
TABLE = """
            draft submitted preparation panel agreement completed closed declined withdrawn
author      y     y         y           y     y         y         y      y        y
colleague   y     y         y           y     y         y         y      y        y
champion    y     y         y           y     y         y         y      y        y
another     ·     ·         r           r     r         r         r      ·        ·
coordinator ·     y         y           y     y         y         y      y        ·
holder      ·     ·         y           y     y         y         y      ·        ·
control     ·     ·         r           r     r         r         r      ·        ·
neighbour   ·     ·         r           r     r         r         r      ·        ·
outsider    ·     ·         ·           ·     ·         ·         ·      ·        ·
admin       ·     ·         ·           ·     ·         ·         ·      ·        ·
auditor     ·     ·         ·           ·     ·         ·         ·      ·        ·
left        ·     ·         ·           ·     ·         ·         ·      ·        ·
"""


def cells():
    header, *rows = [line.split() for line in TABLE.strip().splitlines()]
    for actor, *answers in rows:
        for state, answer in zip(header, answers, strict=True):
            yield actor, state, answer


def make(by, state):
    """A referral about which an RJ champion was asked, in this state."""
    referral = ReferralFactory(by=by)
    consultation = ConsultationFactory(referral=referral)
    services.advise(
        consultation=consultation, by=champion_of(referral), is_suitable=True, advice="Go on"
    )
    referral = Referral.objects.get(pk=referral.pk)
    if state == "withdrawn":
        return services.withdraw_referral(referral=referral, by=by, reason="Settled")
    if state == "declined":
        referral = move(referral, "submitted")
        return services.decline_referral(
            referral=referral, by=coordinator_of(referral), reason="Not ours"
        )
    return move(referral, state)


def everybody(referral):
    """Everybody in the table, by name."""
    author = referral.author
    area, team = referral.intervention.area, referral.author_team

    def here(role=Role.PRACTITIONER, team=None):
        return member(team or TeamFactory(areas=[area]), role)

    holder, left = here(), here(team=team)
    if referral.intervention.case_id:
        case = Case.objects.get(pk=referral.intervention.case_id)
        give(case, coordinator_of(referral), holder.acting_team, sections=["actions"])
    left.memberships.update(valid_from="2019-01-01T00:00Z", valid_until="2020-01-01T00:00Z")
    people = {
        "author": author,
        "colleague": here(team=team),
        "champion": champion_of(referral),
        "another": here(team=champion_of(referral).acting_team),
        "coordinator": coordinator_of(referral),
        "holder": holder,
        "control": here(Role.CONTROL_ROOM),
        "neighbour": here(),
        "outsider": member(TeamFactory(areas=[AreaFactory()])),
        "admin": here(Role.ADMINISTRATOR),
        "auditor": here(Role.AUDITOR),
        "left": left,
    }
    return {name: User.objects.get(pk=user.pk) for name, user in people.items()}


@pytest.mark.parametrize("state", [*STATES, "declined", "withdrawn"])
def test_who_sees_a_referral(officer, state):
    referral = make(officer, state)
    entry = referral.intervention
    wanted = {actor: answer for actor, here, answer in cells() if here == state}

    found = {}
    for name, user in everybody(referral).items():
        sees = policy.can(user, "referral.view", referral)
        assert (referral in Referral.objects.visible_to(user)) is sees
        assert ReferralForm.objects.visible_to(user).exists() is sees
        assert ReferralStep.objects.visible_to(user).exists() is sees
        registered = entry in Intervention.objects.visible_to(user)
        assert Party.objects.visible_to(user).exists() is registered
        found[name] = "y" if sees else "r" if registered else "·"

    assert found == wanted


def test_every_state_is_in_the_table():
    assert {state for _, state, _ in cells()} == {*STATES, "declined", "withdrawn"}
