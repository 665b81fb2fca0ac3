"""A case is handed over like any record: a new lead, and what others and the old team keep."""

import pytest
from django.urls import reverse

from access.levels import Level
from access.models import Grant, Transfer
from access.services import accept_transfer, restrict_record
from access.tests.factories import LawfulBasisFactory, TransferFactory, allow_sharing, give
from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from cases import services
from cases.models import Case
from cases.tests import factories


@pytest.fixture
def case(manager):
    return factories.make_case(by=manager)


@pytest.fixture
def taker(manager):
    taker = member(TeamFactory(), Membership.Role.MANAGER)
    allow_sharing(manager.acting_team, taker.acting_team)
    return taker


def test_a_case_is_handed_over(client, case, manager, taker, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], while_open=case)
    lead = member(taker.acting_team)
    client.force_login(manager)
    page = reverse("cases:transfer", args=[case.uuid])
    client.post(
        page,
        {
            "chosen": f"team:{taker.acting_team.uuid}",
            "keep": "year",
            "basis": LawfulBasisFactory().pk,
            "note": "She has moved",
        },
    )
    transfer = Transfer.objects.get()

    client.force_login(taker)
    answer = reverse("access:transfer", args=[transfer.uuid])
    assert client.get(answer).status_code == 200
    form = client.get(answer).context["form"]
    typed = {"answer": "accept", "lead": lead.pk, "basis": LawfulBasisFactory().pk}
    typed = {name: value for name, value in typed.items() if name in form.fields}
    client.post(answer, typed)

    case.refresh_from_db()
    assert (case.owner_team, case.lead) == (taker.acting_team, lead)
    kept = Grant.objects.of(case).unended().get(team=manager.acting_team)
    assert (kept.level, kept.sections) == (Level.VIEW, list(Case.SECTIONS))
    assert Case.objects.visible_to(outsider).exists()
    assert not Case.objects.visible_to(manager, level=Level.CONTRIBUTE).exists()


def test_what_lasts_while_it_is_open_ends_when_the_new_team_closes_it(
    client, case, manager, taker, outsider
):
    give(case, manager, outsider.acting_team, sections=["actions"], while_open=case)
    allow_sharing(taker.acting_team, outsider.acting_team)
    test_a_case_is_handed_over(client, case, manager, taker, outsider)

    outcome = factories.CaseOutcomeFactory()
    services.close_case(case=case, by=taker, outcome=outcome, words="")

    assert not Case.objects.visible_to(outsider).exists()
    assert Case.objects.visible_to(manager).exists()


def test_two_teams_manage_a_case_jointly(client, case, manager, outsider):
    give(case, manager, outsider.acting_team, sections=["actions"], level=Level.CONTRIBUTE)
    client.force_login(outsider)

    assert "Joint management" in client.get(case.get_absolute_url()).content.decode()


def test_what_a_named_person_keeps_still_ends_with_the_case(case, manager, taker):
    colleague = member(manager.acting_team)
    restrict_record(obj=case, by=manager, reason="A relative", basis=LawfulBasisFactory())
    give(case, manager, colleague, sections=["actions"], named=True, while_open=case)
    give(case, manager, taker, sections=["actions"], named=True)

    transfer = TransferFactory(obj=case, by=manager, to=taker.acting_team, keep=Level.VIEW)
    accept_transfer(transfer=transfer, by=taker, basis=LawfulBasisFactory())

    assert Case.objects.visible_to(colleague).exists()
    outcome = factories.CaseOutcomeFactory()
    services.close_case(case=case, by=taker, outcome=outcome, words="Moved away.")
    assert not Case.objects.visible_to(colleague).exists()
