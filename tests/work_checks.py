"""What must agree after every step of a story about work: people, cases and tasks."""

from functools import partial

from access.bundles import records_with
from cases.models import Action, Case, Participant
from cases.participants import MASKED, people_in
from cases.selectors import parts_of
from core import policy
from tasks.models import Task, TaskStep
from tests.checks import Checks
from tests.faces import OF_ANY, QUESTIONS, may
from tests.story.base import USERS

TASKS = ("tasks", "said", "steps")
TRACED_TOO = {"cases_participant": "id", "tasks_task": "id", "tasks_taskstep": "id"}


# ---- Asked of one reader about one record ------------------------------------------------------
def adds(action, section=None):
    """May they do what adds to the case? Not while it is closed."""

    def ask(world, user, name, case, about):
        may_add = world.records[about].is_open and world.reads(name, about, 2, section)
        return policy.can(user, action, case), may_add

    return ask


def named_in_case(world, user, name, case, about):
    """How each person in the case is named, whether with a link, and whom to ask for them."""
    if not world.reads(name, about, section="people"):
        return [], []
    found = [
        (one.name, one.person is not None, bool(one.ask_url)) for one in people_in(case, user)
    ]
    wanted = []
    for part in world.parts_in(about):
        named = world.named_to(name, part)
        today, may_ask = world.records[part.person].surname, world.records[about].is_open
        said = {"today": today, "confirmed": part.name, "nobody": MASKED}[named]
        asks = named == "confirmed" and may_ask and not part.is_over
        wanted.append((said, named == "today", asks))
    return found, wanted


def cases_of_person(world, user, name, profile, person):
    """The cases on the tab of a person: those whose people one reads; no others are counted."""
    found = sorted(part.pk for part in parts_of(profile, user))
    parts = [part for part in world.parts if part.person == person]
    return found, [p.pk for p in parts if world.reads(name, p.case, section="people")]


def goes_with(world, user, name, profile, person):
    """The cases that may be given with the person."""
    found = [one.record.pk for one in records_with(profile, user)]
    return found, [world.records[case].pk for case in world.goes_with(name, person)]


def of_tasks(world, user, name, record, about):
    """What the teams may do with each task about the record."""
    found, wanted = [], []
    for task in [one for one in world.tasks if one.about == about]:
        row = Task.objects.get(pk=task.pk)
        sees, reads = world.sees_task(name, task), world.reads_task(name, task)
        has_it, sent = world.works_in(name, task.team), world.works_in(name, task.giver)
        found.append([policy.can(user, f"task.{act}", row) for act in ACTS])
        wanted.append([sees, reads, sees and has_it, reads and has_it, sees and sent])
    return found, wanted


ACTS = ("view", "comment", "accept", "complete", "withdraw")
WITH_PEOPLE = {"cases of a person": cases_of_person, "goes with": goes_with, "tasks": of_tasks}
OF_CASES = {"named in a case": named_in_case, "tasks": of_tasks}
WITH_CASES = {
    **OF_ANY,
    **OF_CASES,
    "can case.view": may("case.view", 1),
    "can case.view_people": may("case.view_people", 1, "people"),
    "can case.edit": adds("case.edit"),
    "can action.add": adds("action.add", "actions"),
    "can participant.add": adds("participant.add", "people"),
}


# ---- Asked after every step --------------------------------------------------------------------
class PeopleChecks(Checks):
    """People, and tasks: each is asked with its own."""

    questions = {**QUESTIONS, **WITH_PEOPLE}

    def faces(self, user):
        """With the tasks that the user meets, those that they read, and steps."""
        return {
            **super().faces(user),
            "tasks": partial(Task.objects.visible_to, user),
            "said": partial(Task.objects.readable_by, user),
            "steps": partial(TaskStep.objects.visible_to, user),
        }

    def wanted(self, world, user):
        read = [task for task in world.tasks if world.reads_task(user, task)]
        return {
            **super().wanted(world, user),
            "tasks": [task.pk for task in world.tasks if world.sees_task(user, task)],
            "said": [task.pk for task in read],
            "steps": [sum(task.steps for task in read)],
        }

    def check_face(self, face, user, pks, wanted):
        if face in TASKS:
            got = [len(pks)] if face == "steps" else sorted(pks)
            assert got == wanted, f"{face} of {user}: {got}; the rule: {wanted}"
        else:
            super().check_face(face, user, pks, wanted)

    def _traced(self):
        return [*super()._traced(), *TRACED_TOO.items()]


class CaseChecks(Checks):
    """Cases."""

    children, parent = {"actions": Action, "people": Participant}, "case"
    questions = WITH_CASES
    scopes = [("", 1), ("", 2), ("", 3), ("actions", 1), ("people", 1), ("people", 2)]
    narrowed = ["actions", "people", "actions people"]

    def __init__(self, base):
        """Beside those of people: nothing that they have prepared is dropped."""
        self.know(base)
        self.prepare()

    def model_of(self, base):
        return Case

    def _grows(self, model):
        return True


class WorkChecks:
    """Both."""

    def __init__(self, base):
        self.kinds = [PeopleChecks(base), CaseChecks(base)]

    def trace(self):
        return [checks.trace() for checks in self.kinds]

    @property
    def before(self):
        return [checks.before for checks in self.kinds]

    @before.setter
    def before(self, traces):
        for checks, trace in zip(self.kinds, traces, strict=True):
            checks.before = trace

    def of(self, about):
        return next(checks for checks in self.kinds if about in checks.people)

    def after(self, story, outcome, look):
        for checks in self.kinds:
            checks.check_state(story, outcome)
        story.check_tasks()
        story.check_invited()
        number = len(story.taken)
        self.kinds[number % 2].check_texts(story.world, number // 2)
        if look:
            name, about, turn = look
            asked = list(self.of(about).questions)
            self.check_in_person(story.world, name, about, asked[turn % len(asked)])

    def check_in_person(self, world, name, about, question):
        self.of(about).check_in_person(world, name, about, question)

    def ask_everyone(self, world):
        """Ask every user about the people in each case, and about each task."""
        for name in USERS:
            for about, record in world.records.items():
                asked = WITH_PEOPLE if record.kind == "person" else OF_CASES
                for question in asked:
                    self.check_in_person(world, name, about, question)

    def at_the_end(self, world, turn):
        for checks in self.kinds:
            checks.at_the_end(world, turn)
