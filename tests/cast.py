"""The cast that tests share: two areas, their teams, and the people in them; each made when asked.

A test gets a cast of its own. A file of tests whose world is costly makes it once: `made_once`.
"""

from contextlib import contextmanager
from copy import deepcopy
from functools import cached_property

import pytest
from django.db import transaction

from agencies.models import Agency, Membership
from agencies.tests.factories import AgencyFactory, AreaFactory, TeamFactory, member
from profiles.tests.factories import make_person, write_contact

Role = Membership.Role


class Cast:
    @cached_property
    def staffordshire(self):
        return AreaFactory(name="Staffordshire")

    @cached_property
    def norfolk(self):
        return AreaFactory(name="Norfolk")

    def _team(self, name, agency, **kind):
        agency = AgencyFactory(name=agency, **kind)
        return TeamFactory(name=name, agency=agency, areas=[self.staffordshire])

    @cached_property
    def police(self):
        """The team that owns records."""
        return self._team("Staffordshire IOM Team", "Staffordshire Police")

    @cached_property
    def council(self):
        return self._team("Stafford Housing", "Stafford Council", kind=Agency.Kind.COUNCIL)

    @cached_property
    def prison(self):
        return self._team("HMP Stafford", "HM Prison Service", kind=Agency.Kind.PRISON)

    @cached_property
    def elsewhere(self):
        """A team of another force."""
        agency = AgencyFactory(name="Norfolk Constabulary")
        return TeamFactory(name="Norfolk IOM Team", agency=agency, areas=[self.norfolk])

    @cached_property
    def officer(self):
        """A practitioner of the owner team."""
        return member(self.police, username="officer", name="Priya Nandra")

    @cached_property
    def colleague(self):
        """Another practitioner of the owner team."""
        return member(self.police, username="colleague", name="Owen Marchbank")

    @cached_property
    def manager(self):
        """The manager of the owner team."""
        return member(self.police, Role.MANAGER, username="manager", name="Ruth Calloway")

    @cached_property
    def leaver(self):
        """A practitioner of the owner team who is about to leave it."""
        return member(self.police, name="PC Nandra")

    @cached_property
    def outsider(self):
        """A practitioner of another force."""
        return member(self.elsewhere, username="outsider", name="Isla Thornbury")

    @cached_property
    def administrator(self):
        """The administrator of the owner team's area."""
        team = TeamFactory(name="Staffordshire Administration", areas=[self.staffordshire])
        return member(team, Role.ADMINISTRATOR, username="administrator", name="Grace Odum")

    @cached_property
    def auditor(self):
        team = TeamFactory(name="Information Governance", areas=[self.staffordshire])
        return member(team, Role.AUDITOR, username="auditor", name="Peter Lindqvist")

    @cached_property
    def operator(self):
        """Someone in the control room."""
        team = TeamFactory(name="Control Room", areas=[self.staffordshire])
        return member(team, Role.CONTROL_ROOM, username="operator", name="Mona Redgrave")

    @cached_property
    def person(self):
        """A person's record that the owner team manages."""
        return make_person(by=self.manager, team=self.police)

    @cached_property
    def contact(self):
        """An entry of that person's log."""
        return write_contact(self.person, self.manager)


@contextmanager
def undone():
    """What is written in here is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def made_once(build, kinds=None):
    """Fixtures for a file of tests: `made, db, cast, world`, the world that `build(cast)` makes.

    It is made once; with `kinds` of record, once for each, by `build(cast, kind)`. Each test gets
    a copy of the objects, and its writes are taken back.
    """

    @pytest.fixture(scope="module", params=kinds, ids=lambda kind: kind._meta.label_lower)
    def made(request, django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), undone():
            cast = Cast()
            cast.world = build(cast, *([request.param] if kinds else []))
            with django_db_blocker.block():
                yield cast

    @pytest.fixture
    def db(made, django_db_blocker):
        with django_db_blocker.unblock(), undone():
            yield

    @pytest.fixture
    def cast(made, db):
        return deepcopy(made)

    @pytest.fixture
    def world(cast):
        return cast.world

    return made, db, cast, world
