"""People by where they are now."""

import datetime

import pytest

from access.tests.factories import give
from agencies.tests.factories import member
from profiles.tests.factories import CustodyStayFactory, EstablishmentFactory, make_person
from profiles.tests.filters.reading import LIST, words

pytestmark = pytest.mark.slow


def test_custody_is_where_they_are_now(listed, opened, manager):
    stafford = EstablishmentFactory(code="hmp-stafford", name="HMP Stafford")
    dovegate = EstablishmentFactory(code="hmp-dovegate", name="HMP Dovegate")
    CustodyStayFactory(profile=opened("Stafford"), establishment=stafford)
    moved, out = opened("Dovegate"), opened("Out")
    over = {"ends_on": datetime.date(2026, 2, 1)}
    CustodyStayFactory(profile=moved, establishment=stafford, **over)
    CustodyStayFactory(profile=moved, establishment=dovegate, starts_on=datetime.date(2026, 2, 1))
    CustodyStayFactory(profile=out, establishment=dovegate, **over)
    opened("Never in")
    CustodyStayFactory(profile=make_person(surname="Unseen"), establishment=stafford)

    assert listed(manager, custody="in") == {"Stafford", "Dovegate"}
    assert listed(manager, custody="out") == {"Out", "Never in"}
    assert listed(manager, custody="hmp-stafford") == {"Stafford"}
    assert listed(manager, custody="hmp-dovegate") == {"Dovegate"}


def test_my_prison_is_where_the_reader_works(listed, client, opened, manager, prison):
    stafford = EstablishmentFactory(code="hmp-stafford", name="HMP Stafford")
    stafford.team = prison
    stafford.save()
    here, unseen, there = opened("Here"), opened("Unseen"), opened("There")
    for person in (here, unseen):
        CustodyStayFactory(profile=person, establishment=stafford)
    CustodyStayFactory(profile=there, establishment=EstablishmentFactory(code="x", name="X"))
    for person in (here, there):
        give(person, manager, prison)
    warder = member(prison)

    assert listed(warder, custody="mine") == {"Here"}
    assert listed(manager, custody="mine") == {"Here", "Unseen", "There"}
    assert "Left out: Where they are." in words(client.get(LIST, {"custody": "mine"}))
