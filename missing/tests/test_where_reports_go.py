"""Reports go to the unit of a force in which the reporter's team works."""

import pytest
from django.urls import reverse

from agencies.tests.factories import AreaFactory, TeamFactory, member
from audit.models import Event
from missing.models import Episode
from missing.tests.casts import a_carer_elsewhere, a_cast
from missing.tests.factories import arranged
from missing.tests.typed import BY_NAME, NEW, REPORT, STRANGER


def words_of(response):
    return response.content.decode()


@pytest.fixture
def unit(staffordshire):
    team = TeamFactory(name="Missing Unit", areas=[staffordshire], phone="01632960150")
    arranged(team)
    return team


def test_an_area_without_a_unit_says_so_before_and_after(client, council):
    client.force_login(member(council))

    for answer in (client.get(BY_NAME), client.post(BY_NAME, STRANGER)):
        assert "Staffordshire has no missing-persons unit" in words_of(answer)
    assert not Episode.objects.exists()


def test_a_team_of_two_forces_says_to_which(client, unit):
    other = AreaFactory(name="Suffolk")
    team = TeamFactory(areas=[*unit.areas.all(), other])
    client.force_login(member(team))

    refused = client.post(BY_NAME, STRANGER)
    nobody = client.post(BY_NAME, {**STRANGER, "area": other.pk})
    client.post(BY_NAME, {**STRANGER, "area": unit.areas.get().pk})

    assert "area" in refused.context["form"].errors
    assert "Suffolk has no missing-persons unit" in words_of(nobody)
    assert Episode.objects.get().area == unit.areas.get()


def test_a_report_sent_to_a_force_of_others_is_not_found(client, unit, council, norfolk):
    client.force_login(member(council))

    mine = reverse("missing:report-sent", args=[unit.areas.get().code])
    other = reverse("missing:report-sent", args=[norfolk.code])

    assert client.get(mine).status_code == 200
    assert client.get(other).status_code == 404


@pytest.mark.parametrize("actor", ["administrator", "auditor", "operator"])
def test_who_does_not_practise_reports_nobody(client, cast, actor):
    client.force_login(getattr(cast, actor))

    assert client.get(REPORT).status_code in (403, 404)
    assert not Event.objects.filter(verb="missing.started").exists()


def test_who_is_missing_in_another_force_is_not_with_the_unit_that_was_chosen(client, db):
    cast = a_cast()
    carer = a_carer_elsewhere(cast)
    client.force_login(carer)

    answer = client.post(
        f"{REPORT}?person={cast.person.uuid}", {**NEW, "description": "Tall"}, follow=True
    )

    said = words_of(answer)
    assert answer.redirect_chain == [(reverse("missing:board"), 302)]
    assert "Your report was sent to the unit that looks for this person." in said
    assert "ring 999; otherwise ring 101" in said
    assert "no agreement covers it" in said
    assert "Suffolk Missing" not in said
    assert "Norfolk" not in said
    assert cast.episode.reports.count() == 2
