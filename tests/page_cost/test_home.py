"""Home, whatever waits there; and whether the process lives."""

import pytest

from access.services import ask_for_more
from access.tests.factories import (
    AccessRequestFactory,
    BreakGlassFactory,
    ListingExceptionFactory,
    SampledAccessFactory,
    TransferFactory,
    give,
)
from agencies.tests.factories import (
    JoiningProposalFactory,
    MembershipFactory,
    TeamFactory,
    agree,
    days_on,
    member,
)
from audit.jobs import drain_deliveries
from profiles.tests.factories import (
    CustodyStayFactory,
    EstablishmentFactory,
    RiskAssessmentFactory,
    UpdatePeriodFactory,
    make_person,
)
from records.models import FormKind
from tests.page_cost.filling import MOST, READERS, Role, fill_up
from tests.throwaway.factories import make_parcel

pytestmark = pytest.mark.slow

HOME = "/"


@pytest.mark.parametrize("reader", READERS)
def test_home_costs_every_reader_no_more(request, reads, person, reader):
    assert reads(request.getfixturevalue(reader), HOME) <= MOST


def test_a_manager_for_whom_everything_waits_asks_no_more(
    reads, person, manager, council, police, prison, officer
):
    """Each kind of thing that Home can show; for one of each and for six, the same."""
    theirs = member(council, Role.MANAGER)
    MembershipFactory(user=manager, team=prison, role=Role.MANAGER)
    EstablishmentFactory(team=prison)
    agree(council, police)

    def more():
        mine = make_person(by=manager, team=police)
        fill_up(mine, manager)
        TransferFactory(obj=make_person(by=theirs, team=council), by=theirs, to=police)
        asked_about = make_person(by=theirs, team=council)
        give(asked_about, theirs, member(police), named=True)
        asked = AccessRequestFactory(obj=asked_about, by=manager)
        ask_for_more(request=asked, by=theirs, question="Which case?")
        ListingExceptionFactory(user=member(police))
        JoiningProposalFactory(team=police)
        SampledAccessFactory(obj=mine, by=officer)
        asks_too(manager, theirs, council, police)
        parcel = make_parcel(by=manager, team=police)
        give(parcel, manager, named := member(council), named=True)
        BreakGlassFactory(obj=parcel, by=member(named.acting_team))
        drain_deliveries()

    more()
    one = reads(manager, HOME)
    for _ in range(5):
        more()

    assert reads(manager, HOME) == one <= MOST


def asks_too(manager, theirs, council, police):
    """What the manager asked of others, who have not answered."""
    known = make_person(by=theirs, team=council)
    give(known, theirs, member(police), named=True)
    AccessRequestFactory(obj=known, by=manager)
    TransferFactory(obj=make_person(by=manager, team=police), by=manager, to=council)
    team = TeamFactory(agency=police.agency)
    JoiningProposalFactory(team=team, asked_by=manager, user=member(council))
    ListingExceptionFactory(user=manager, team=member(team).acting_team)


def test_25_reports_due_and_reviews_overdue_cost_home_as_much_as_one(reads, manager, police):
    """The manager's own team writes the reports; the risk of each person is to be reviewed."""
    review = FormKind.objects.get(code="review")
    place = EstablishmentFactory()
    UpdatePeriodFactory(establishment=place, kind=review, weeks=1)

    def more(times):
        for _ in range(times):
            person = make_person(by=manager, team=police)
            CustodyStayFactory(profile=person, establishment=place, starts_on=days_on(-60))
            RiskAssessmentFactory(profile=person, review_on=days_on(-3))

    more(1)
    one = reads(manager, HOME)
    more(24)

    assert reads(manager, HOME) == one <= MOST


def test_whether_the_process_lives_asks_nothing(
    client, officer, person, django_assert_num_queries
):
    client.force_login(officer)

    with django_assert_num_queries(0):
        answer = client.get("/health/live")

    assert answer.json() == {"status": "ok"}
    assert answer["Cache-Control"] == "no-store"
