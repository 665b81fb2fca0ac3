"""The cast that tests share: two areas, their teams, and the people in them."""

import pytest

from agencies.models import Agency, Membership
from agencies.tests.factories import (
    AgencyFactory,
    AreaFactory,
    TeamFactory,
    member,
)
from ecins.testing import (  # noqa: F401 - fixtures, found before pytest-django's own
    cluster,
    django_db_setup,
    live_database,
    transactional_db,
)
from profiles.tests.factories import make_person, write_contact

Role = Membership.Role


@pytest.fixture
def staffordshire(db):
    return AreaFactory(name="Staffordshire")


@pytest.fixture
def norfolk(db):
    return AreaFactory(name="Norfolk")


@pytest.fixture
def police(staffordshire):
    """The team that owns records."""
    agency = AgencyFactory(name="Staffordshire Police")
    return TeamFactory(name="Staffordshire IOM Team", agency=agency, areas=[staffordshire])


@pytest.fixture
def council(staffordshire):
    agency = AgencyFactory(name="Stafford Council", kind=Agency.Kind.COUNCIL)
    return TeamFactory(name="Stafford Housing", agency=agency, areas=[staffordshire])


@pytest.fixture
def prison(staffordshire):
    agency = AgencyFactory(name="HM Prison Service", kind=Agency.Kind.PRISON)
    return TeamFactory(name="HMP Stafford", agency=agency, areas=[staffordshire])


@pytest.fixture
def elsewhere(norfolk):
    """A team of another force."""
    agency = AgencyFactory(name="Norfolk Constabulary")
    return TeamFactory(name="Norfolk IOM Team", agency=agency, areas=[norfolk])


@pytest.fixture
def officer(police):
    """A practitioner of the owner team."""
    return member(police, username="officer", name="Priya Nandra")


@pytest.fixture
def colleague(police):
    """Another practitioner of the owner team."""
    return member(police, username="colleague", name="Owen Marchbank")


@pytest.fixture
def manager(police):
    """The manager of the owner team."""
    return member(police, Role.MANAGER, username="manager", name="Ruth Calloway")


@pytest.fixture
def outsider(elsewhere):
    """A practitioner of another force."""
    return member(elsewhere, username="outsider", name="Isla Thornbury")


@pytest.fixture
def administrator(staffordshire):
    """The administrator of the owner team's area."""
    team = TeamFactory(name="Staffordshire Administration", areas=[staffordshire])
    return member(team, Role.ADMINISTRATOR, username="administrator", name="Grace Odum")


@pytest.fixture
def auditor(staffordshire):
    team = TeamFactory(name="Information Governance", areas=[staffordshire])
    return member(team, Role.AUDITOR, username="auditor", name="Peter Lindqvist")


@pytest.fixture
def operator(staffordshire):
    """Someone in the control room."""
    team = TeamFactory(name="Control Room", areas=[staffordshire])
    return member(team, Role.CONTROL_ROOM, username="operator", name="Mona Redgrave")


@pytest.fixture
def person(police, manager):
    """A person's record that the owner team manages."""
    return make_person(by=manager, team=police)


@pytest.fixture
def contact(person, manager):
    """An entry of that person's log."""
    return write_contact(person, manager)
