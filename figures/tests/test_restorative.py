"""RJ interventions by level and outcome, counted by hand."""

import datetime

import pytest

from agencies.models import Membership
from agencies.tests.factories import TeamFactory, member
from core.figures import Period
from figures import selectors
from figures.tests.reading import EVER
from referrals.models import Intervention, RjLevel
from referrals.tests.factories import InterventionFactory, ReferralFactory, days
from tests.clock import local

KEY = "rj-by-level"
SECOND = datetime.timedelta(seconds=1)


def rows(user, period=EVER):
    """By level: the number, and that of each agreement that is not 0."""
    table = selectors.table(user, KEY, period)
    return {
        row[0]: {name: n for name, n in zip(table.columns[1:], row[1:], strict=True) if n}
        for row in table.rows
    }


def entered(by, at=None, agreement="none", **said):
    said |= {"agreed_on": days(-2)} if agreement != "none" else {}
    said |= {"ended_on": days(-1)} if agreement in Intervention.OVER else {}
    entry = InterventionFactory(by=by, agreement=agreement, **said)
    if at:
        entry.registered_at = at
        entry.save(update_fields=["registered_at"])
    return entry


def test_by_level_and_by_what_became_of_the_agreement(officer):
    panel = RjLevel.objects.get(code="panel")
    entered(officer, agreement="kept")
    entered(officer, agreement="broken")
    entered(officer, agreement="active", level=panel)
    entered(officer)

    table = selectors.table(officer, KEY, EVER)

    assert list(rows(officer).values()) == [
        {"Interventions": 3, "No agreement": 1, "Kept": 1, "Broken": 1},
        {"Interventions": 1, "Being kept": 1},
    ]
    assert [row[0] for row in table.rows] == [RjLevel.objects.get(code="street").name, panel.name]
    assert table.headline == "4 interventions"


def test_the_picture_shows_what_became_of_each_level(officer):
    for agreement in ("kept", "kept", "broken"):
        entered(officer, agreement=agreement)
    entered(officer, level=(panel := RjLevel.objects.get(code="panel")))

    drawn = selectors.table(officer, KEY, EVER).picture

    street = RjLevel.objects.get(code="street").name
    assert [bar.words for bar in drawn] == [
        f"{street}, kept: 2",
        f"{street}, broken: 1",
        f"{panel.name}, no agreement: 1",
    ]


@pytest.mark.parametrize(
    ("at", "counts"),
    [
        (local(2026, 3, 1), True),
        (local(2026, 3, 1) - SECOND, False),
        (local(2026, 4, 1) - SECOND, True),  # of summer time
        (local(2026, 4, 1), False),
    ],
)
def test_a_month_of_the_register_ends_at_midnight_in_the_uk(officer, at, counts):
    entered(officer, at)
    march = Period(datetime.date(2026, 3, 1), datetime.date(2026, 3, 31))

    assert bool(rows(officer, march)) is counts


def test_a_referral_counts_from_the_day_on_which_it_was_accepted(officer):
    ReferralFactory(by=officer, state="submitted")
    before = rows(officer)
    ReferralFactory(by=officer, state="preparation")

    assert before == {}
    assert sum(row["Interventions"] for row in rows(officer).values()) == 1


def test_another_force_counts_none(officer, outsider):
    entered(officer)

    assert rows(outsider) == {}


def test_who_practises_in_the_area_counts_its_register(officer, police):
    entered(officer)

    assert rows(member(TeamFactory(areas=police.areas.all()))) == rows(officer) != {}


def test_who_only_administers_the_area_is_refused(officer, police):
    entered(officer)
    administrator = member(police, Membership.Role.ADMINISTRATOR)

    assert selectors.figures_for(administrator) == []
