"""Whatever happens, in any order, every way to ask agrees with an independent rule.

Records are shared, restricted, found, read in emergencies and handed over; people and teams come,
move and go; time runs out. After every step the product, in every way it can be asked, agrees with
`oracle.py`; and what it refuses, the rule refuses in the same way, and nothing changes.

`make test` tells sixty stories, other ones at each commit; `PROOF=1` (`make proof`) three
hundred. `ECINS_SEED=17` tells those of seed 17 again, `ECINS_SEED=random` others.
"""

import os
from functools import partial

import pytest
from django.db import connection, transaction
from hypothesis import strategies as st

from tests.checks import Checks
from tests.faces import QUESTIONS
from tests.story import Story
from tests.story.base import ABLE, AREAS, PEOPLE, TEAMS, USERS, Base
from tests.story.many import tell_many

STEPS = 40
PARTS = 4
EXAMPLES = 75 if "PROOF" in os.environ else 15
LONGEST = 3600 if "PROOF" in os.environ else 900  # seconds, on a busy machine
ROLES = ["practitioner", "manager", "control", "administrator", "auditor"]
ENDS = ["share", "place", "coming", "glass", "finding", "keep"]

by = st.sampled_from([ABLE] * 9 + USERS)
person, team, user = (st.sampled_from(names) for names in (PEOPLE, TEAMS, USERS))
number, yes = st.integers(0, 19), st.booleans()
level, keep = st.sampled_from([1, 2]), st.sampled_from([0, 1, 2])
sections = st.frozensets(st.sampled_from(["log", "risk", "contact_details"]))
role = st.sampled_from(ROLES[:2] * 2 + ROLES)
gives = st.sampled_from(["managers", "lead", "practitioners"])
areas = st.frozensets(st.sampled_from(AREAS), min_size=1)

ACTS = {
    "give_team": (by, person, team, level, sections, yes),
    "give_named": (by, person, number, level, sections, yes),
    "end": (by, number),
    "restrict": (by, person),
    "lift": (by, person),
    "exclude": (by, person, user),
    "readmit": (by, number),
    "find": (by, person),
    "break_glass": (by, person, number),
    "write": (by, person),
    "rename": (by, person, st.sampled_from(["abel", "zed"])),
    "propose": (by, person, team, keep, yes),
    "accept": (by, st.integers(0, 1)),
    "decline": (by, st.integers(0, 1)),
    "withdraw": (by, st.integers(0, 1)),
    "join": (user, team, role, yes, yes),
    "admit": (by, user, team, role),
    "invite": (by, team, role),
    "ask": (by, team, role),
    "agree": (by, st.integers(0, 2)),
    "refuse": (by, st.integers(0, 2)),
    "new_address": (by, user),
    "confirm": (by, user),
    "send_link": (by, user),
    "leave": (number,),
    "change_role": (number, role),
    "close": (user,),
    "open": (number,),
    "close_team": (team,),
    "reshape": (team, areas, yes, gives),
    "lead": (person, user),
    "run_out": (st.sampled_from(ENDS), number),
}
# What leads on to other things comes more often than what ends them.
OFTEN = ["give_team", "give_named", "give_named", "restrict", "find", "break_glass", "propose"]
OFTEN += [
    "agree",
    "invite",
    "accept",
    "accept",
    "decline",
    "run_out",
    "run_out",
    "readmit",
    "exclude",
]
step = st.sampled_from([*ACTS, *OFTEN]).flatmap(lambda act: st.tuples(st.just(act), *ACTS[act]))
look = st.tuples(user, person, st.sampled_from(list(QUESTIONS)))
story = st.lists(st.tuples(step, st.none() | st.none() | look), min_size=STEPS, max_size=STEPS)

LOG, RISK = frozenset(["log"]), frozenset(["risk"])
AROUND = frozenset(["north", "borough"])
# Everything happens, by somebody allowed, to those whom it concerns: each step is done.
EVERYTHING = [
    ("give_team", ABLE, "quin", "red", 1, LOG, False),
    ("end", ABLE, 0),
    # What was found, and glass: eve.
    ("find", "eve", "pat"),
    ("break_glass", "eve", "pat", 4),
    ("exclude", ABLE, "pat", "eve"),
    ("readmit", ABLE, 0),
    ("restrict", ABLE, "pat"),
    ("lift", ABLE, "pat"),
    ("close", "eve"),
    ("open", 0),
    ("run_out", "glass", 0),
    ("exclude", ABLE, "pat", "eve"),
    ("readmit", ABLE, 0),
    ("restrict", ABLE, "pat"),
    ("lift", ABLE, "pat"),
    ("reshape", "red", frozenset(["north"]), True, "lead"),
    ("reshape", "red", frozenset(["south"]), False, "managers"),
    # She administers the borough, and what she could find she knows no longer.
    ("reshape", "red", AROUND, False, "practitioners"),
    ("run_out", "finding", 0),
    ("exclude", ABLE, "pat", "eve"),
    ("readmit", ABLE, 0),
    ("restrict", ABLE, "pat"),
    ("lift", ABLE, "pat"),
    ("reshape", "red", AROUND, True, "lead"),
    # A colleague of a named person breaks glass in a place that runs out: ben.
    ("give_named", ABLE, "quin", 6, 1, RISK, False),
    ("join", "ben", "blue", "practitioner", True, False),
    ("break_glass", "ben", "quin", 7),
    ("run_out", "place", 0),
    ("join", "ben", "blue", "auditor", False, False),
    # A team: cat; and eve, whose place there does not convey, then is to come, then begins.
    ("give_team", ABLE, "pat", "green", 2, LOG, True),
    ("join", "eve", "green", "control", False, False),
    ("join", "eve", "green", "practitioner", False, True),
    ("write", ABLE, "pat"),
    ("rename", ABLE, "quin", "abel"),
    ("exclude", ABLE, "pat", "cat"),
    ("readmit", ABLE, 0),
    ("restrict", ABLE, "pat"),
    ("lift", ABLE, "pat"),
    ("close", "cat"),
    ("open", 0),
    ("run_out", "coming", 0),
    ("run_out", "share", 0),
    # A named person: ben; and ada, who is a colleague.
    ("give_named", ABLE, "quin", 1, 1, RISK, True),
    ("exclude", ABLE, "quin", "ben"),
    ("readmit", ABLE, 0),
    ("exclude", ABLE, "quin", "ada"),
    ("readmit", ABLE, 0),
    ("restrict", ABLE, "quin"),
    ("lift", ABLE, "quin"),
    ("close", "ben"),
    ("open", 0),
    ("run_out", "share", 1),
    # Handing over.
    ("lead", "pat", "ben"),
    ("propose", ABLE, "pat", "green", 0, False),
    ("exclude", ABLE, "pat", "cat"),
    ("readmit", ABLE, 0),
    ("restrict", ABLE, "pat"),
    ("lift", ABLE, "pat"),
    ("decline", ABLE, 0),
    ("propose", ABLE, "pat", "blue", 1, True),
    ("run_out", "keep", 0),
    ("withdraw", ABLE, 0),
    ("propose", ABLE, "pat", "blue", 2, False),
    ("accept", ABLE, 0),
    ("restrict", ABLE, "pat"),
    ("give_named", ABLE, "pat", 4, 1, LOG, False),
    ("give_named", ABLE, "pat", 2, 2, LOG, False),
    ("propose", ABLE, "pat", "green", 1, False),
    ("accept", ABLE, 0),
    ("lift", ABLE, "pat"),
    # People are let in: by a manager alone, or with a second person.
    ("invite", ABLE, "green", "practitioner"),
    ("admit", "eve", "cat", "blue", "practitioner"),
    ("agree", "dan", 0),
    ("invite", "eve", "blue", "manager"),
    ("agree", "dan", 0),
    ("admit", "eve", "ada", "blue", "practitioner"),
    ("refuse", "dan", 0),
    ("new_address", "eve", "ada"),
    ("confirm", "ada", "ada"),
    ("send_link", "eve", "ada"),
    # People and teams go.
    ("change_role", 4, "manager"),
    ("leave", 1),
    ("ask", "eve", "blue", "practitioner"),
    ("close_team", "blue"),
]


@pytest.fixture(autouse=True)
def prepares_again(db):
    yield
    connection.connection.prepare_threshold = 0


class Undo(Exception):
    """Takes a story back."""


def tell(base, checks, steps, act=Story.take, kind=Story):
    """One story, then everything is taken back."""
    with pytest.raises(Undo):
        tell_and_undo(kind(base), checks, steps, act)


@transaction.atomic
def tell_and_undo(telling, checks, steps, act):
    checks.before = checks.trace()
    for step, who_looks in steps:
        outcome = act(telling, step)
        if outcome is not None:
            checks.after(telling, outcome, who_looks)
    checks.at_the_end(telling.world, len(steps))
    raise Undo


@pytest.mark.slow
@pytest.mark.timeout(LONGEST)
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_every_way_to_ask_agrees_with_the_rule(part):
    base = Base()
    checks = Checks(base)

    told = tell_many(partial(tell, base, checks), story, number=EXAMPLES, part=part)

    assert set(told) == {STEPS}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.django_db
def test_a_story_in_which_everything_happens():
    def done(telling, step):
        outcome = telling.take(step)
        assert outcome == "done", step
        number = len(telling.taken)
        for question in list(QUESTIONS)[number % 3 :: 3]:
            who, about = USERS[number % len(USERS)], PEOPLE[number % len(PEOPLE)]
            checks.check_in_person(telling.world, who, about, question)
        return outcome

    base = Base()
    checks = Checks(base)
    assert {act for act, *_ in EVERYTHING} == set(ACTS)

    tell(base, checks, [(step, None) for step in EVERYTHING], done)
