"""Who may do what with an episode, cell by cell."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from access.levels import Level
from access.services import exclude_person
from access.tests.factories import give, restrict
from agencies.models import Area, Membership
from agencies.tests.factories import TeamFactory, member
from cases.models import Case
from cases.services import close_case
from cases.tests.factories import CaseOutcomeFactory
from core import policy
from missing.models import Episode
from missing.tests.casts import a_cast, find, let_in

LOOKS = {"missing.list", "missing.view", "missing.figures"}
READS = LOOKS | {"missing.view_log", "missing.print"}
ADDS = READS | {"missing.add", "missing.interview"}
UNIT = ADDS | {"missing.assess", "missing.locate", "missing.link"}
TABLE = {
    "manager of the unit": UNIT,
    "practitioner of the unit": UNIT,
    "who reported it": ADDS,
    "partner who reads and adds": ADDS,
    "partner who reads": READS,
    "partner without the actions": LOOKS,
    "excluded from the record": set(),
    "stranger": set(),
    "control room": set(),
    "auditor": set(),
    "administrator": set(),
}


@pytest.fixture
def cast(db):
    return a_cast()


@pytest.fixture
def actors(cast):
    adding, reading, apart = (TeamFactory(areas=[cast.area]) for _ in range(3))
    let_in(cast, adding, level=Level.CONTRIBUTE)
    let_in(cast, reading)
    let_in(cast, apart, sections=["people"], level=Level.CONTRIBUTE)
    shut_out = member(cast.unit)
    manager = member(cast.carer.acting_team, Membership.Role.MANAGER)
    exclude_person(obj=cast.person, by=manager, user=shut_out, reason="A relative")
    role = Membership.Role
    return {
        "manager of the unit": cast.officer,
        "practitioner of the unit": member(cast.unit),
        "who reported it": cast.carer,
        "partner who reads and adds": member(adding),
        "partner who reads": member(reading),
        "partner without the actions": member(apart),
        "excluded from the record": shut_out,
        "stranger": cast.outsider,
        "control room": member(cast.unit, role.CONTROL_ROOM),
        "auditor": member(cast.unit, role.AUDITOR),
        "administrator": member(cast.unit, role.ADMINISTRATOR),
    }


def allowed_to(user, episode):
    return {action for action in UNIT if policy.can(user, action, episode)}


def test_the_table_of_an_episode_holds(cast, actors):
    episode = Episode.objects.get(pk=cast.episode.pk)

    assert {name: allowed_to(user, episode) for name, user in actors.items()} == TABLE


def test_who_is_named_without_the_actions_only_looks(cast):
    case, named = cast.episode.case, member(cast.unit)
    restrict(case, cast.officer)
    give(case, cast.officer, named, named=True, sections=["people"], level=Level.CONTRIBUTE)

    episode = Episode.objects.get(pk=cast.episode.pk)

    assert allowed_to(named, episode) == LOOKS | {"missing.link"}


def test_a_closed_case_is_read_and_not_added_to(cast, actors):
    find(cast, code="in-error")
    close_case(case=cast.episode.case, by=cast.officer, outcome=CaseOutcomeFactory(), words="x")

    episode = Episode.objects.get(pk=cast.episode.pk)

    assert not Case.objects.get(pk=episode.case_id).is_open
    assert not {"missing.add", "missing.interview"} & allowed_to(cast.officer, episode)


@pytest.mark.parametrize("action", ["missing.add", "missing.interview"])
def test_who_lacks_the_actions_does_not_know_of_them(cast, actors, action):
    episode = Episode.objects.get(pk=cast.episode.pk)

    with pytest.raises(Http404):
        policy.require(actors["partner without the actions"], action, episode)


def test_a_plan_is_written_by_those_who_add_to_its_section(cast):
    manager = member(cast.carer.acting_team, Membership.Role.MANAGER)
    reader, apart = (member(TeamFactory(areas=[cast.area])) for _ in range(2))
    give(cast.person, manager, reader.acting_team, sections=["missing_plan"])
    give(cast.person, manager, apart.acting_team, sections=["log"], level=Level.CONTRIBUTE)

    policy.require(cast.carer, "missing_plan.write", cast.person)
    with pytest.raises(PermissionDenied):
        policy.require(reader, "missing_plan.write", cast.person)
    for nobody in (apart, cast.outsider):
        with pytest.raises(Http404):
            policy.require(nobody, "missing_plan.write", cast.person)


def test_administrators_arrange_their_force_and_no_part_of_it(cast, actors):
    administrator = actors["administrator"]
    part = Area.objects.create(
        name="Broadland", code="broadland", level=Area.Level.PARTNERSHIP, parent=cast.area
    )

    assert policy.can(administrator, "missing.arrange", cast.area)
    assert not policy.can(administrator, "missing.arrange", part)
    assert not policy.can(cast.officer, "missing.arrange", cast.area)
