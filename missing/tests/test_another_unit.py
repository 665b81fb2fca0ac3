"""An episode goes to the unit of another force: who works on it then, and what goes on."""

import pytest
from django.core.exceptions import PermissionDenied

from access.levels import Level
from access.models import Transfer
from access.services import accept_transfer
from access.tests.factories import LawfulBasisFactory, TransferFactory
from agencies.models import Membership
from agencies.tests.factories import AreaFactory, TeamFactory, agree, member
from missing import services
from missing.models import Clock, Episode, MissingRisk
from missing.tests.casts import a_cast, assess, see


@pytest.fixture
def cast(db):
    cast = a_cast()
    cast.other = TeamFactory(name="Suffolk Missing Persons Unit", areas=[AreaFactory()])
    cast.sergeant = member(cast.other, Membership.Role.MANAGER)
    return cast


def taken_over(cast, keep=Transfer.Keep.NOTHING):
    case = cast.episode.case
    agree(cast.unit, cast.other)
    transfer = TransferFactory(obj=case, by=cast.officer, to=cast.other, keep=keep)
    accept_transfer(transfer=transfer, by=cast.sergeant, basis=LawfulBasisFactory())
    return Episode.objects.get(pk=cast.episode.pk)


def test_the_unit_that_takes_it_over_works_on_it_and_the_clocks_go_on(cast):
    assess(cast)
    before = list(Clock.objects.running().values_list("kind", "due_at"))

    episode = taken_over(cast)

    assert list(Clock.objects.running().values_list("kind", "due_at")) == before
    low = MissingRisk.objects.get(code="low")
    services.assess_risk(episode=episode, by=cast.sergeant, risk=low, rationale="Seen at home")
    episode.refresh_from_db()
    assert episode.risk == low
    assert list(Episode.objects.visible_to(cast.sergeant)) == [episode]


def test_the_unit_that_handed_it_over_reads_no_more_than_it_kept(cast):
    assess(cast)

    episode = taken_over(cast)

    assert not Episode.objects.visible_to(cast.officer).exists()
    assert Episode.objects.visible_to(cast.carer).exists()
    with pytest.raises(PermissionDenied):
        services.assess_risk(
            episode=episode,
            by=cast.carer,
            risk=MissingRisk.objects.get(code="low"),
            rationale="He rang us",
        )


def test_the_unit_that_keeps_access_adds_and_assesses_no_more(cast):
    taken_over(cast, keep=Level.CONTRIBUTE)
    see(cast, cast.officer)

    with pytest.raises(PermissionDenied):
        assess(cast)
