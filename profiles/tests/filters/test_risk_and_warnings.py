"""People by their latest risk and by warnings in force."""

import datetime

import pytest
from django.utils import timezone

from access.tests.factories import give
from profiles.models import RiskAssessment
from profiles.tests.factories import WarningFactory, WarningKindFactory, make_person
from profiles.tests.filters.reading import LIST, graded, words

pytestmark = pytest.mark.slow
DAY = datetime.timedelta(days=1)


# ---- Risk ---------------------------------------------------------------------------------------
def latest(person):
    return list(
        RiskAssessment.objects.filter(profile=person, is_latest=True).values_list("pk", flat=True)
    )


def test_a_risk_is_that_of_the_latest_grading(listed, opened, manager, levels):
    risen, fallen, never = opened("Risen"), opened("Fallen"), opened("Never")
    for person, first, then in ((risen, "low", "high"), (fallen, "high", "low")):
        graded(person, levels[first], "2026-01-05")
        graded(person, levels[then], "2026-02-05")
    graded(make_person(surname="Unseen"), levels["high"])

    assert listed(manager, risk="high") == {"Risen"}
    assert listed(manager, risk="low") == {"Fallen"}
    assert listed(manager, risk="medium") == set()
    assert latest(never) == []


def test_the_latest_grading_is_kept_by_the_database(opened, levels):
    person, other = opened("One"), opened("Other")
    others = graded(other, levels["low"])
    first = graded(person, levels["low"], "2026-02-05")
    assert latest(person) == [first.pk]

    entered_late = graded(person, levels["high"], "2026-01-05")
    assert latest(person) == [first.pk]
    same_day = graded(person, levels["medium"], "2026-02-05")
    assert latest(person) == [same_day.pk]

    def moved(row, **fields):
        for name, value in fields.items():
            setattr(row, name, value)
        row.save()

    moved(entered_late, assessed_on=datetime.date(2026, 3, 5))
    assert latest(person) == [entered_late.pk]
    moved(entered_late, assessed_on=datetime.date(2026, 1, 5))
    assert latest(person) == [same_day.pk]
    moved(entered_late, rationale="Another reason")
    assert latest(person) == [same_day.pk]
    assert latest(other) == [others.pk]


def test_a_level_that_is_offered_no_longer_still_filters(listed, client, opened, manager, levels):
    graded(opened("Graded"), levels["medium"])
    levels["medium"].is_offered = False
    levels["medium"].save()

    assert listed(manager, risk="medium") == {"Graded"}
    assert "Risk: Medium" in words(client.get(LIST, {"risk": "medium"}))
    assert 'value="medium"' not in client.get(LIST, {"more": "1"}).content.decode()
    assert 'value="low"' in client.get(LIST, {"more": "1"}).content.decode()


# ---- Warnings -----------------------------------------------------------------------------------
def test_a_warning_is_one_in_force(listed, opened, manager):
    knives = WarningKindFactory(code="knives", name="Carries knives")
    today = timezone.localdate()
    WarningFactory(profile=opened("Staff"))
    WarningFactory(profile=opened("Knives"), kind=knives)
    WarningFactory(profile=opened("Over"), kind=knives, ends_on=today - DAY)
    WarningFactory(profile=opened("To come"), kind=knives, starts_on=today + DAY)
    WarningFactory(profile=opened("Until today"), kind=knives, ends_on=today)
    WarningFactory(profile=make_person(surname="Unseen"), kind=knives)
    opened("None")

    assert listed(manager, warning="yes") == {"Staff", "Knives", "Until today"}
    assert listed(manager, warning="knives") == {"Knives", "Until today"}
    assert listed(manager, warning="risk-to-staff") == {"Staff"}


def test_a_restricted_kind_is_restricted_to_add_and_not_to_read(
    listed, client, opened, manager, elsewhere, outsider
):
    """It comes with identity: whom the filter leaves are those whose page says it too."""
    kind = WarningKindFactory(code="informant", name="Do not disclose", is_restricted=True)
    shown, hidden = opened("Shown"), opened("Hidden")
    for person in (shown, hidden):
        WarningFactory(profile=person, kind=kind)
    give(shown, manager, elsewhere, sections=[])

    assert listed(outsider, warning="informant") == {"Shown"}
    assert listed(outsider, warning="yes") == {"Shown"}
    assert "Do not disclose" in words(client.get(shown.get_absolute_url()))
