"""Rules that cannot be: each refused in plain words by its field, with what was typed kept."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from alerts.factors import checks, services
from alerts.factors.consumers import OF_ALL, OF_CASES, OF_PEOPLE
from alerts.models import Factor
from alerts.tests.factor_factories import RULE, FactFactory, rule_of
from alerts.tests.test_factor_pages import TYPED, add_at, words
from profiles.tests.factories import make_person

NOBODY = "Nobody is 18 or over and under 10"
CASES = [
    ({"age_from": 18, "age_under": 10}, "age_from", NOBODY),
    ({"count": 0}, "count", "Enter a number from 1 to 50"),
    ({"count": 20, "days": 1}, "count", "Enter 10 or fewer: more missed contacts cannot happen"),
    ({"days": 0}, "days", "Enter a number of days from 1 to 365"),
    ({"days": 9999}, "days", "Enter a number of days from 1 to 365"),
    ({"kind": "no_contact", "days": 28}, "count", "Enter 1: this goes by the calendar"),
    ({"kind": "moon"}, "watches", "Choose what the rule watches for"),
    ({"what": "victim"}, "watches", "Choose something that belongs to missed contacts"),
    ({"tell": "people"}, "people", "Choose people who work in Staffordshire IOM Team now"),
    ({"tell": "teams"}, "teams", "Choose at least one team"),
    ({"age_under": 500}, "age_under", "Enter an age from 1 to 120"),
    ({"kind": "missing_risk", "what": "no-apparent", "count": 1}, "watches", "Nothing rises to"),
]


@pytest.mark.parametrize(("typed", "field", "said"), CASES)
def test_rule_that_cannot_be(police, manager, typed, field, said):
    with pytest.raises(ValidationError) as refused:
        services.add_factor(team=police, by=manager, name="Rule", **RULE | typed)

    assert said in " ".join(refused.value.message_dict[field])
    assert not Factor.objects.exists()


def test_colleague_of_another_team_is_not_named(police, manager, outsider):
    with pytest.raises(ValidationError, match="Choose people who work in"):
        services.add_factor(
            team=police, by=manager, name="Rule", **RULE | {"tell": "people"}, people=[outsider]
        )


def test_name_that_the_team_has(police, manager):
    rule_of(police, manager, name="Repeat missing")

    with pytest.raises(ValidationError, match="Your team has a trigger factor of this name"):
        services.add_factor(team=police, by=manager, name="Repeat missing", **RULE)


def test_rule_for_everyone_is_refused_with_its_count(police, manager, monkeypatch):
    monkeypatch.setattr(checks, "FEW", 2)
    for _ in range(4):
        FactFactory(profile=make_person(by=manager))
    make_person(by=manager)

    with pytest.raises(ValidationError, match="for 4 of the 5 people whose records"):
        services.add_factor(team=police, by=manager, name="Rule", **RULE | {"count": 1})


def test_page_says_it_by_the_field_and_keeps_what_was_typed(client, police, manager):
    client.force_login(manager)

    typed = TYPED | {"age_from": "18", "age_under": "10", "name": "Never"}
    page = client.post(add_at(police), typed)

    assert NOBODY in words(page)
    assert 'href="#id_age_from"' in page.content.decode()
    assert 'value="Never"' in page.content.decode()


def test_no_rule_sets_off_a_rule():
    """Neither by its alert nor by its task: none watches for them, so there are no circles."""
    watched = {verb.split(".")[0] for verb in (*OF_PEOPLE, *OF_CASES, *OF_ALL)}

    assert "profile" in watched
    assert watched & {"task", "factor", "firing", "notice"} == set()


@pytest.mark.parametrize("typed", ["x", "", "99999999999999999999"])
def test_numbers_that_are_none(client, police, manager, typed):
    client.force_login(manager)

    page = client.post(add_at(police), TYPED | {"count": typed, "days": typed, "test": "1"})

    assert page.status_code == 200
    assert 'id="id_days_error"' in page.content.decode()


def test_rule_too_wide_since_is_not_switched_on(client, police, manager, monkeypatch):
    factor = rule_of(police, manager, on=False, count=1)
    monkeypatch.setattr(checks, "FEW", 2)
    for _ in range(4):
        FactFactory(profile=make_person(by=manager))
    client.force_login(manager)

    address = reverse("factors:switch", args=[factor.uuid])
    page = words(client.post(address, {"on": "yes"}, follow=True))
    factor.refresh_from_db()

    assert "Make it narrower" in page
    assert not factor.is_on
