"""Cases and tasks keep the rule, among people: whatever happens, in any order.

The stories are those of `test_access_property.py`, told of people and cases alike, with the people
in cases, access that lasts while a case is open, and tasks.
"""

import os

import pytest
from hypothesis import strategies as st

from tests.story.base import ABLE, PEOPLE, USERS
from tests.story.cases import OWN
from tests.story.many import tell_many
from tests.story.work import CASES, WorkBase, WorkStory
from tests.test_access_property import (
    ACTS,
    LOG,
    OFTEN,
    by,
    level,
    number,
    person,
    prepares_again,  # noqa: F401 - a fixture
    sections,
    team,
    tell,
    user,
    yes,
)
from tests.work_checks import WorkChecks

STEPS, EXAMPLES = 11, 40 if "PROOF" in os.environ else 8
LONGEST = 3600 if "PROOF" in os.environ else 900  # seconds, on a busy machine

case, record = st.sampled_from(CASES), st.sampled_from([*PEOPLE, *CASES])
of_theirs = st.sampled_from([OWN, OWN, *CASES])
parts = st.frozensets(st.sampled_from(["log", "risk", "actions", "people"]), min_size=1)
someone, about = st.none() | user, st.none() | record
# What is done with people is done with cases too.
ALIKE = {
    act: tuple({person: record, sections: parts}.get(one, one) for one in arguments)
    for act, arguments in ACTS.items()
}
OF_WORK = {
    "name_in": (by, of_theirs, person),
    "take_out": (by, number),
    "close_case": (by, case, yes),
    "reopen_case": (by, case),
    "give_team_while": (by, record, team, level, parts, of_theirs),
    "give_named_while": (by, record, number, level, parts, of_theirs),
    "give_with": (by, person, team, level, parts, yes),
    "send": (by, about, team, someone),
    "take_on": (by, number),
    "turn_down": (by, number),
    "finish": (by, number),
    "reassign": (by, number, someone),
    "hand_on": (by, number, team, someone),
    "hand_back": (by, number),
    "take_back": (by, number),
    "ask_again": (by, number),
    "comment": (by, number),
}
EVERY = {**ALIKE, **OF_WORK}
# What the others do not try is tried most.
MOST = [*OF_WORK, *OF_WORK, "send", "send", "name_in", "name_in", "give_team_while"]
step = st.sampled_from([*MOST, *OFTEN, *ALIKE]).flatmap(
    lambda act: st.tuples(st.just(act), *EVERY[act])
)
look = st.tuples(user, record, st.integers(0, 99))
then = st.lists(st.tuples(step, st.none() | look), min_size=STEPS, max_size=STEPS)

IN_IT, BOTH = frozenset(["people"]), frozenset(["log", "people"])
ACTIONS, NORTH, CAT, DAN, EVE = frozenset(["actions"]), frozenset(["north"]), 2, 3, 4
# Exclusions and restrictions come and go, while a case or a task tells somebody of pat.
COMES_AND_GOES = [
    ("exclude", ABLE, "pat", "dan"),
    ("readmit", ABLE, 0),
    ("restrict", ABLE, "pat"),
    ("lift", ABLE, "pat"),
    ("reshape", "red", NORTH, True, "lead"),
    ("reshape", "red", NORTH, False, "lead"),
]
EVERYTHING = [
    # Cases are records: given, found, restricted, opened in an emergency, handed over.
    ("give_team", ABLE, "fence", "green", 1, IN_IT, False),
    ("write", ABLE, "fence"),
    ("rename", ABLE, "fence", "abel"),
    ("exclude", ABLE, "fence", "cat"),
    ("readmit", ABLE, 0),
    ("find", "eve", "fence"),
    ("break_glass", "eve", "fence", EVE),
    ("run_out", "glass", 0),
    ("restrict", ABLE, "fence"),
    ("give_named", ABLE, "fence", CAT, 1, IN_IT, False),
    # A named person whose access ends with the case keeps no more than that after a transfer.
    ("give_named_while", ABLE, "fence", 1, 1, ACTIONS, OWN),
    ("propose", ABLE, "fence", "green", 1, False),
    ("accept", "cat", 0),
    ("close_case", ABLE, "fence", False),
    ("reopen_case", ABLE, "fence"),
    ("lift", "cat", "fence"),
    ("propose", ABLE, "fence", "red", 0, False),
    ("decline", ABLE, 0),
    ("propose", ABLE, "fence", "red", 1, True),
    ("accept", ABLE, 0),
    ("run_out", "share", 0),
    # A person in a case is known to those who read who is in it; no more than that.
    ("give_team", ABLE, "fence", "green", 1, IN_IT, False),
    ("name_in", ABLE, "fence", "pat"),
    *COMES_AND_GOES,
    ("give_team", ABLE, "fence", "green", 1, ACTIONS, False),
    ("give_team", ABLE, "fence", "green", 2, IN_IT, False),
    ("rename", ABLE, "pat", "zed"),
    ("close_case", ABLE, "fence", False),
    ("reopen_case", ABLE, "fence"),
    ("take_out", ABLE, 0),
    ("name_in", ABLE, OWN, "pat"),
    # Access lasts while a case is open.
    ("give_team_while", ABLE, "pat", "blue", 1, LOG, OWN),
    ("give_team_while", ABLE, "fence", "blue", 2, ACTIONS, OWN),
    ("give_named_while", ABLE, "quin", EVE, 1, LOG, OWN),
    ("close_case", ABLE, "fence", False),
    ("reopen_case", ABLE, "fence"),
    # With the case, each by its own rule.
    ("give_with", ABLE, "pat", "blue", 1, BOTH, True),
    ("close_case", ABLE, "fence", False),
    ("give_with", ABLE, "pat", "blue", 2, LOG, False),
    ("reopen_case", ABLE, "fence"),
    ("give_with", ABLE, "pat", "green", 2, BOTH, False),
    ("end", ABLE, -1),
    ("end", ABLE, -2),
    # A task about somebody whom the receiver may not read, answered in every way.
    ("send", ABLE, "pat", "green", None),
    *COMES_AND_GOES,
    ("comment", ABLE, 0),
    ("reassign", "cat", 0, "dan"),
    ("take_on", "dan", 0),
    ("hand_back", "dan", 0),
    ("hand_on", ABLE, 0, "blue", "eve"),
    ("turn_down", "eve", 0),
    ("ask_again", ABLE, 0),
    ("hand_back", "eve", 0),
    ("take_on", ABLE, 0),
    ("finish", ABLE, 0),
    # About nothing; about a case that is closed.
    ("send", "cat", None, "blue", "dan"),
    ("take_on", "dan", 0),
    ("leave", DAN),
    ("take_back", "cat", 0),
    ("send", ABLE, "fence", "blue", None),
    ("send", ABLE, "fence", "blue", "eve"),
    ("take_on", "eve", 0),
    ("close_case", ABLE, "fence", True),
    ("change_role", EVE, "auditor"),
]


# A story begins with something that a case or a task can be of consequence for.
BEGINNINGS = [
    [
        ("name_in", ABLE, "fence", "pat"),
        ("give_team", ABLE, "fence", "green", 1, IN_IT, False),
        ("send", ABLE, "pat", "blue", None),
    ],
    [
        ("give_team_while", ABLE, "quin", "red", 2, LOG, "market"),
        ("give_named", ABLE, "market", EVE, 2, IN_IT, False),
        ("name_in", ABLE, "market", "quin"),
    ],
    [
        ("send", ABLE, "fence", "green", "dan"),
        ("give_team_while", ABLE, "fence", "blue", 2, IN_IT, OWN),
        ("name_in", ABLE, "fence", "pat"),
    ],
]
beginning = st.sampled_from(BEGINNINGS)
whole = st.tuples(beginning, then).map(
    lambda story: [*((step, None) for step in story[0]), *story[1]]
)
BEN = 1
CORNERS = {
    "nobody lets access outlast a case that they cannot see": [
        ("join", "ben", "red", "manager", False, False),
        ("give_team_while", "ada", "pat", "green", 1, LOG, "fence"),
        ("give_named", "cat", "market", BEN, 1, IN_IT, False),
        ("exclude", "ada", "fence", "ben"),
        ("give_team", "ben", "pat", "green", 2, LOG, False),
        ("give_team_while", "ben", "pat", "green", 1, LOG, "market"),
        ("close_case", "ada", "fence", False),
    ],
    "who sees the case may let access outlast it": [
        ("give_team_while", "ada", "pat", "green", 1, LOG, "fence"),
        ("give_team", "ada", "pat", "green", 2, LOG, False),
        ("close_case", "ada", "fence", False),
    ],
    "a closed case answers others as one that never was": [
        ("close_case", "ada", "fence", False),
        ("give_team_while", "dan", "fence", "green", 1, IN_IT, "fence"),
        ("give_team_while", "ben", "fence", "green", 1, IN_IT, "fence"),
        ("give_team_while", "ada", "fence", "green", 1, IN_IT, "fence"),
        ("give_team_while", "ada", "pat", "green", 1, LOG, "market"),
        ("name_in", "ada", "fence", "pat"),
        ("write", "ada", "fence"),
        ("rename", "ada", "fence", "zed"),
        ("close_case", "dan", "fence", True),
    ],
    "people are named by those who read them, and known while the case is open": [
        ("give_team", "ada", "fence", "green", 2, IN_IT, False),
        ("name_in", "ada", "fence", "quin"),
        ("name_in", "cat", "fence", "pat"),
        ("name_in", "ada", "fence", "pat"),
        ("name_in", "ada", "fence", "pat"),
        ("close_case", "ada", "fence", False),
    ],
    "who is in a case is masked, if their record is restricted": [
        ("give_team", "ada", "fence", "green", 1, IN_IT, False),
        ("name_in", "ada", "fence", "pat"),
        ("restrict", "ada", "pat"),
    ],
    "a case that one cannot share does not go with a person": [
        ("give_team", "cat", "market", "red", 2, IN_IT, False),
        ("name_in", "ada", "market", "pat"),
        ("give_with", "ada", "pat", "blue", 1, BOTH, True),
    ],
    "a person never closes": [("give_team_while", "ada", "pat", "green", 1, LOG, "pat")],
    "tasks about a secret record go to its readers": [
        ("restrict", "ada", "pat"),
        ("send", "ada", "pat", "green", None),
        ("send", "ada", "pat", "green", "dan"),
        ("give_named", "ada", "pat", DAN, 1, LOG, False),
        ("send", "ada", "pat", "green", "dan"),
        ("reassign", "dan", 0, "cat"),
        ("hand_on", "dan", 0, "blue", None),
        ("lift", "ada", "pat"),
        ("hand_on", "dan", 0, "blue", None),
        ("hand_on", "dan", 0, "red", "ben"),
    ],
    "tasks about a discreet team's record go to its readers": [
        ("reshape", "red", NORTH, True, "lead"),
        ("send", "ada", "pat", "green", None),
        ("give_team", "ada", "pat", "green", 1, LOG, False),
        ("send", "ada", "pat", "green", None),
        ("end", "ada", 0),
        ("exclude", "ada", "pat", "ben"),
        ("send", "cat", None, "red", None),
    ],
    "who has a task hands it on, who sent it takes it back": [
        ("send", "cat", None, "red", "ada"),
        ("hand_on", "ben", 0, "blue", None),
        ("take_back", "ada", 0),
        ("hand_on", "ada", 0, "blue", None),
        ("take_on", "ada", 0),
    ],
    "who has left a team has its tasks no more": [
        ("send", "ada", "pat", "green", "dan"),
        ("take_on", "dan", 0),
        ("leave", DAN),
        ("finish", "dan", 0),
        ("hand_back", "cat", 0),
        ("leave", BEN),
        ("send", "eve", None, "red", "ben"),
    ],
    "with what is there already, access to a case is left as it is": [
        ("name_in", "ada", "fence", "pat"),
        ("give_team", "ada", "fence", "green", 2, ACTIONS, False),
        ("give_with", "ada", "pat", "green", 1, BOTH, False),
        ("give_with", "ada", "pat", "green", 2, BOTH | ACTIONS, True),
        ("give_with", "ada", "pat", "green", 2, BOTH | ACTIONS, False),
        ("give_with", "ada", "pat", "green", 2, BOTH | ACTIONS, False),
        ("restrict", "ada", "fence"),
        ("give_with", "ada", "pat", "blue", 2, BOTH, False),
    ],
}


@pytest.fixture
def base(db):
    return WorkBase()


@pytest.mark.slow
@pytest.mark.timeout(LONGEST)
def test_cases_and_tasks_keep_the_rule(base):
    checks = WorkChecks(base)

    def tell_from_the_beginning(steps):
        tell(base, checks, steps, WorkStory.take, WorkStory)

    tell_many(tell_from_the_beginning, whole, number=EXAMPLES, part=8)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_story_of_work_in_which_everything_happens(base):
    checks = WorkChecks(base)

    def done(telling, step):
        outcome = telling.take(step)
        assert outcome == "done", step
        number = len(telling.taken)
        for about in [*PEOPLE, *CASES]:
            who = USERS[(number + len(about)) % len(USERS)]
            asked = list(checks.of(about).questions)
            checks.check_in_person(telling.world, who, about, asked[number % len(asked)])
        return outcome

    assert set(OF_WORK) <= {act for act, *_ in EVERYTHING}

    tell(base, checks, [(step, None) for step in EVERYTHING], done, WorkStory)


@pytest.mark.slow
def test_corners(base):
    """Short stories, in which some acts are refused: both sides say the same of each."""
    checks = WorkChecks(base)

    def take_and_ask(telling, step):
        """The last step is followed by what the others do not ask, of everyone."""
        outcome = telling.take(step)
        if len(telling.taken) == len(steps):
            checks.ask_everyone(telling.world)
        return outcome

    for steps in [*CORNERS.values(), *BEGINNINGS]:
        tell(base, checks, [(step, None) for step in steps], take_and_ask, WorkStory)
