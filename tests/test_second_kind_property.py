"""A second kind of record keeps the rule, beside people with the same numbers who give everything.

The stories are those of `test_access_property.py`, told of parcels. Each parcel has the id of a
person's record that is open to everyone, in every way: whatever forgets to ask for the kind of
record shows it.
"""

import os
from functools import partial

import pytest
from django.db import connection
from hypothesis import strategies as st

from access.models import BreakGlass, Discovery
from access.services.entries import touch
from access.tests.factories import TransferFactory, give
from agencies.models import FOREVER, Membership
from agencies.tests.factories import member
from core import policy
from profiles.tests.factories import make_person
from tests.checks import Checks
from tests.faces import OF_ANY
from tests.story.base import PEOPLE, USERS, Base
from tests.story.many import tell_many
from tests.test_access_property import (
    EVERYTHING,
    person,
    prepares_again,  # noqa: F401 - a fixture
    step,
    tell,
    user,
)
from tests.throwaway.factories import make_parcel
from tests.throwaway.models import Parcel

STEPS, EXAMPLES = 12, 60 if "PROOF" in os.environ else 8
LONGEST = 3600 if "PROOF" in os.environ else 900  # seconds, on a busy machine
looks = st.tuples(user, person, st.sampled_from(list(OF_ANY)))
story = st.lists(st.tuples(step, st.none() | looks), min_size=STEPS, max_size=STEPS)


class ParcelBase(Base):
    """Parcels in the places of the people of the other stories, and people beside them."""

    model = Parcel

    def furnish(self):
        """People who are open to everyone, managed by a team that no story changes."""
        keeper = member(self.root.acting_team, Membership.Role.MANAGER)
        self.beside = {name: make_person(by=keeper, surname=name) for name in PEOPLE}
        for record in self.beside.values():
            for place in self.teams.values():
                give(record, keeper, place, level=2)
            TransferFactory(obj=record, by=keeper, to=self.teams["blue"])
            for name in USERS:
                self._let_in(record, self.users[name], keeper)

    def _let_in(self, record, who, keeper):
        about = {"object_type": "profiles.profile", "object_id": record.pk, "user": who}
        give(record, keeper, who, level=2, named=True)
        Discovery.objects.create(valid_until=FOREVER, **about)
        for place in who.memberships.all():
            BreakGlass.objects.create(membership=place, reason="x", valid_until=FOREVER, **about)

    def _person(self, name, team, by):
        parcel = make_parcel(by, team, title=name, pk=self.beside[name].pk)
        touch(parcel, "log")
        touch(parcel, "risk")
        return parcel

    def write(self, parcel, by):
        parcel = policy.lock(by, "parcel.add", parcel)
        touch(parcel, "log")

    def rename(self, parcel, by, title):
        parcel = policy.lock(by, "parcel.edit", parcel)
        parcel.title = parcel.sort_name = parcel.search_names = title
        parcel.save()


class ParcelChecks(Checks):
    children, questions = {}, OF_ANY


@pytest.fixture
def base(db):
    return ParcelBase()


@pytest.mark.slow
@pytest.mark.timeout(LONGEST)
def test_every_way_to_ask_agrees_with_the_rule_for_another_kind(base):
    checks = ParcelChecks(base)

    tell_many(partial(tell, base, checks), story, number=EXAMPLES, part=9)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_story_of_another_kind_in_which_everything_happens(base):
    checks = ParcelChecks(base)

    def done(telling, step):
        outcome = telling.take(step)
        assert outcome == "done", step
        number = len(telling.taken)
        for question in list(OF_ANY)[number % 3 :: 3]:
            who, about = USERS[number % len(USERS)], PEOPLE[number % len(PEOPLE)]
            checks.check_in_person(telling.world, who, about, question)
        return outcome

    assert {p.pk for p in base.people.values()} == {p.pk for p in base.beside.values()}

    tell(base, checks, [(step, None) for step in EVERYTHING], done)

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM access_grant WHERE ended_at IS NULL")
        assert cursor.fetchone()[0] >= len(PEOPLE) * (len(base.teams) + len(USERS))
