"""One situation at a time, in few steps: every way to ask agrees with the independent rule.

What the stories of `test_access_property.py` find by much and by chance is here short and named:
a permission check that is gone is missed at once, by a test that says what the check was for.
"""

import pytest

from access.effective_access import access_paths
from access.levels import names
from agencies.models import User
from profiles.models import Profile
from tests.cast import made_once
from tests.checks import CHILDREN, SCOPES, Checks
from tests.faces import QUESTIONS
from tests.story import Story
from tests.story.base import ABLE, PEOPLE, USERS, Base

pytestmark = pytest.mark.slow

LOG, RISK = frozenset(["log"]), frozenset(["risk"])
NORTH, SOUTH = frozenset(["north"]), frozenset(["south"])
AROUND = frozenset(["north", "borough"])
ADA, BEN, CAT, DAN, EVE, EVE_ADMINISTERS, DAN_MANAGES = range(7)  # their places
NEW_PLACE = 7

TO_TEAM = ("give_team", ABLE, "pat", "green", 2, LOG, False)
TO_TEAM_DATED = ("give_team", ABLE, "pat", "green", 2, LOG, True)
TO_BEN = ("give_named", ABLE, "quin", BEN, 1, RISK, False)
TO_BEN_DATED = ("give_named", ABLE, "quin", BEN, 1, RISK, True)
FOUND = ("find", "eve", "pat")
GLASS = ("break_glass", "eve", "pat", EVE)
OVER_PAT = ("reshape", "red", AROUND, False, "practitioners")
PROPOSED = ("propose", ABLE, "pat", "green", 0, False)

SITUATIONS = {
    "nothing is shared": [],
    # A team.
    "a team": [TO_TEAM],
    "a team, run out": [TO_TEAM_DATED, ("run_out", "share", 0)],
    "a team, ended": [TO_TEAM, ("end", ABLE, 0)],
    "a team, ended, given again": [TO_TEAM, ("end", ABLE, 0), TO_TEAM],
    "a team that the giver works in too": [
        ("join", "ada", "green", "practitioner", False, False),
        ("give_team", "ada", "pat", "green", 1, LOG, False),
    ],
    "a team, restricted": [TO_TEAM, ("restrict", ABLE, "pat")],
    "a team, one excluded": [TO_TEAM, ("exclude", ABLE, "pat", "cat")],
    "a team, one readmitted": [TO_TEAM, ("exclude", ABLE, "pat", "cat"), ("readmit", ABLE, 0)],
    "a team, one account closed": [TO_TEAM, ("close", "cat")],
    "a team, one place to come": [TO_TEAM, ("join", "eve", "green", "practitioner", False, True)],
    "a team, one in the control room": [
        TO_TEAM,
        ("join", "eve", "green", "control", False, False),
    ],
    "a team, one place over": [
        TO_TEAM,
        ("join", "ben", "green", "practitioner", True, False),
        ("run_out", "place", 0),
    ],
    "a team, closed": [("give_team", ABLE, "pat", "blue", 1, LOG, False), ("close_team", "blue")],
    "two teams": [TO_TEAM, ("give_team", ABLE, "pat", "blue", 1, RISK, False)],
    "a team, two records, one ended": [
        ("give_team", ABLE, "pat", "blue", 1, LOG, False),
        ("give_team", ABLE, "quin", "blue", 1, LOG, False),
        ("end", ABLE, 0),
    ],
    "a named person, then their team, one ended": [
        ("give_named", ABLE, "pat", DAN, 2, RISK, False),
        ("give_team", ABLE, "pat", "green", 1, LOG, False),
        ("end", ABLE, 0),
    ],
    # A named person.
    "a named person": [TO_BEN],
    "a named person, run out": [TO_BEN_DATED, ("run_out", "share", 0)],
    "a named person, excluded": [TO_BEN, ("exclude", ABLE, "quin", "ben")],
    "a named person, restricted": [TO_BEN, ("restrict", ABLE, "quin")],
    "a named person, account closed": [TO_BEN, ("close", "ben")],
    "a named person, who left": [
        TO_BEN,
        ("give_named", ABLE, "quin", EVE, 1, LOG, False),
        ("leave", BEN),
    ],
    "a named person, a colleague excluded": [TO_BEN, ("exclude", ABLE, "quin", "ada")],
    "a named person, a discreet team": [TO_BEN, ("reshape", "green", SOUTH, True, "lead")],
    "a named person, a colleague in the control room": [
        TO_BEN,
        ("join", "eve", "red", "control", False, False),
    ],
    "the latest of several": [
        ("give_team", ABLE, "quin", "red", 1, LOG, False),
        ("write", ABLE, "pat"),
    ],
    # Found by exact particulars.
    "found": [FOUND],
    "found, run out": [FOUND, ("run_out", "finding", 0)],
    "found, restricted": [FOUND, ("restrict", ABLE, "pat")],
    "found, excluded": [FOUND, ("exclude", ABLE, "pat", "eve")],
    "found, account closed": [FOUND, ("close", "eve")],
    "found, elsewhere since": [FOUND, ("reshape", "red", SOUTH, False, "lead")],
    "found, discreet": [FOUND, ("reshape", "red", NORTH, True, "lead")],
    # An emergency.
    "glass": [FOUND, GLASS],
    "glass, run out": [FOUND, GLASS, ("run_out", "glass", 0)],
    "glass, restricted": [FOUND, GLASS, ("restrict", ABLE, "pat")],
    "glass, excluded": [FOUND, GLASS, ("exclude", ABLE, "pat", "eve")],
    "glass, account closed": [FOUND, GLASS, ("close", "eve")],
    "glass, place over": [
        ("give_named", ABLE, "quin", DAN_MANAGES, 1, RISK, False),
        ("join", "ben", "blue", "practitioner", True, False),
        ("break_glass", "ben", "quin", NEW_PLACE),
        ("run_out", "place", 0),
        ("join", "ben", "blue", "auditor", False, False),
    ],
    "glass, of a record that is read": [("break_glass", "ben", "pat", BEN)],
    # Those who give.
    "an administrator": [OVER_PAT],
    "an administrator, restricted": [OVER_PAT, ("restrict", ABLE, "pat")],
    "an administrator, excluded": [OVER_PAT, ("exclude", ABLE, "pat", "eve")],
    "an administrator, discreet": [("reshape", "red", AROUND, True, "lead")],
    "an administrator gives": [OVER_PAT, ("give_team", "eve", "pat", "green", 1, LOG, False)],
    "an administrator, to their team": [
        OVER_PAT,
        ("give_team", "eve", "pat", "blue", 1, LOG, False),
    ],
    "a lead": [("lead", "pat", "ben")],
    "practitioners": [("reshape", "red", NORTH, False, "practitioners")],
    "a lead where managers give": [
        ("lead", "pat", "ben"),
        ("reshape", "red", NORTH, False, "managers"),
    ],
    "a lead who left": [("lead", "pat", "ben"), ("leave", BEN)],
    "excluded twice": [
        ("exclude", ABLE, "pat", "eve"),
        ("readmit", ABLE, 0),
        ("exclude", ABLE, "pat", "eve"),
    ],
    # Handing over.
    "proposed": [PROPOSED],
    "proposed, excluded": [PROPOSED, ("exclude", ABLE, "pat", "cat")],
    "proposed, readmitted": [
        PROPOSED,
        ("exclude", ABLE, "pat", "cat"),
        ("readmit", ABLE, 0),
    ],
    "proposed, restricted": [PROPOSED, ("restrict", ABLE, "pat")],
    "proposed, restricted, one is named": [
        ("restrict", ABLE, "pat"),
        ("give_named", ABLE, "pat", CAT, 2, LOG, False),
        PROPOSED,
    ],
    "proposed again": [PROPOSED, ("decline", ABLE, 0), PROPOSED],
    "proposed to a manager who was excluded": [
        ("exclude", ABLE, "pat", "cat"),
        ("readmit", ABLE, 0),
        ("restrict", ABLE, "pat"),
        ("give_named", ABLE, "pat", CAT, 2, LOG, False),
        PROPOSED,
    ],
    "handed over": [PROPOSED, ("accept", ABLE, 0)],
    "handed over, something else is shared and ended": [
        TO_BEN,
        PROPOSED,
        ("accept", ABLE, 0),
        ("end", ABLE, 0),
    ],
    "handed over, a named person's access ended before": [
        ("restrict", ABLE, "pat"),
        ("give_named", ABLE, "pat", BEN, 1, RISK, False),
        ("end", ABLE, 1),
        ("give_named", ABLE, "pat", CAT, 2, LOG, False),
        ("propose", ABLE, "pat", "green", 1, False),
        ("accept", ABLE, 0),
    ],
}
# The last step is refused, by the product as by the rule.
REFUSED = {"an administrator, to their team", "glass, of a record that is read"}

made, db, cast, world = made_once(lambda cast: Base())


@pytest.fixture
def story(world):
    return Story(world)


@pytest.fixture
def checks(world):
    checks = Checks.__new__(Checks)
    checks.know(world)
    return checks


@pytest.fixture
def users(world):
    """As a page holds them that began before it all came about: the database has the last word."""
    return {name: User.objects.get(pk=world.users[name].pk) for name in USERS}


@pytest.fixture
def told(users, story, situation):
    """The situation comes about, step by step."""
    *before, last = [story.take(step) for step in SITUATIONS[situation]] or ["done"]
    assert set(before) <= {"done"}
    assert (last == "done") is (situation not in REFUSED)
    return story.world


def everyone_asks(users, checks, told, faces):
    for name, user in users.items():
        querysets, wanted = checks.faces(user), checks.wanted(told, name)
        for face in faces:
            pks = querysets[face]().values_list("pk", flat=True)
            checks.check_face(face, name, pks, wanted[face])


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_read(users, checks, told):
    everyone_asks(users, checks, told, [f"view {section} {level}" for section, level in SCOPES])


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_known_administered_and_proposed(users, checks, told):
    faces = ["known", "stub", "administrable", "findable", "proposals"]

    everyone_asks(users, checks, told, [*faces, *CHILDREN])


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_is_listed(users, world, told):
    pat = world.people["pat"]

    for order in ("name", "-activity"):
        for name, user in users.items():
            listed, wanted = QUESTIONS[f"page by {order}"](told, user, name, pat, "pat")
            assert listed == wanted, f"{order}, {name}"


@pytest.mark.parametrize("situation", SITUATIONS)
def test_by_which_paths_a_record_is_read(users, world, told):
    for name, user in users.items():
        for person, profile in world.people.items():
            paths = {
                (path.level, frozenset(names(Profile, path.sections)))
                for path in access_paths(user, Profile, profile.pk)
            }
            assert paths == set(told.paths(name, person)), f"{name}, {person}"


@pytest.mark.parametrize("situation", SITUATIONS)
def test_what_may_be_done(checks, told):
    questions = ["can profile.view", "can log.add", "has_perm manage", "sections", "glass"]

    for name in USERS:
        for person in PEOPLE:
            for question in [*questions, "sharers"]:
                checks.check_in_person(told, name, person, question)
        checks.check_in_person(told, name, "pat", "given_by")
