"""Who meets a task, who reads what it says, and who answers it: the rule once more, plain.

A task gives no access. It is seen by the two teams that it stands between, unless they may not
know of its record; what it says is read by those of them who read the record.
"""

from tests.oracle import RECORD_ROLES, Task
from tests.oracle_cases import CasesWorld
from tests.oracle_places import FORBIDDEN, UNKNOWN, WRONG, need


class TasksWorld(CasesWorld):
    """The world, with cases and tasks."""

    # ---- Who meets it --------------------------------------------------------------------------
    def sees_task(self, user, task):
        between = {task.giver, task.team} & self.practises(user)
        about = task.about
        may_know = about is None or self.reads(user, about) or self.is_knowable(user, about)
        return bool(between) and may_know

    def reads_task(self, user, task):
        about = task.about
        return self.sees_task(user, task) and (about is None or self.reads(user, about))

    def works_in(self, user, team):
        return user is not None and team in self.practises(user)

    def acts_for(self, user):
        """The team for which somebody acts who has chosen none: the first that conveys."""
        live = [p for p in self.places if p.user == user and p.team in self.teams_of(user)]
        live = [p for p in live if p.state == "live"]
        live.sort(key=lambda place: place.role not in RECORD_ROLES)
        return live[0].team if live else None

    # ---- Where it may go -----------------------------------------------------------------------
    def _goes_to(self, by, about, team, person):
        """A team of the directory, or somebody at work there; of a secret record, its readers."""
        is_listed = not self.teams[team].is_discreet or team in self.teams_of(by)
        need(is_listed and not self.teams[team].is_closed, WRONG)
        need(person is None or self.works_in(person, team), WRONG)
        if about is not None:
            need(self.agreed(self.records[about].owner, team), WRONG)
            self._is_no_secret_to(about, team, person)

    def _is_no_secret_to(self, about, team, person):
        record = self.records[about]
        if record.is_restricted or self.teams[record.owner].is_discreet:
            holds = not record.is_restricted and ("team", team) in self.holds(about)
            need(holds if person is None else self.reads(person, about), WRONG)

    # ---- What is done --------------------------------------------------------------------------
    def send(self, by, about, team, person):
        need(about is None or self.reads(by, about), UNKNOWN)
        giver = self.acts_for(by)
        need(giver is not None, WRONG)
        need(self.works_in(by, giver), UNKNOWN)
        self._goes_to(by, about, team, person)
        self.tasks.append(Task(about, by, giver, team, person))

    def _as_receiver(self, by, task):
        need(self.sees_task(by, task), UNKNOWN)
        need(self.works_in(by, task.team), FORBIDDEN)

    def _as_reader(self, by, task):
        need(self.reads_task(by, task), UNKNOWN)

    def _go_on(self, task, state, *, team=None, person=None):
        """A step is written; it is with this person now, of its team or another."""
        task.state, task.team, task.person = state, team or task.team, person
        task.steps += 1

    def take_on(self, by, task):
        self._as_receiver(by, task)
        need(task.state == "waiting", WRONG)
        self._go_on(task, "accepted", person=by)

    def turn_down(self, by, task):
        self._as_receiver(by, task)
        need(task.state == "waiting", WRONG)
        self._go_on(task, "declined", person=task.person)

    def finish(self, by, task):
        self._as_reader(by, task)
        self._as_receiver(by, task)
        need(task.is_open, WRONG)
        self._go_on(task, "completed", person=task.person)

    def reassign(self, by, task, person):
        self._as_receiver(by, task)
        need(task.is_open, WRONG)
        need(person is None or self.works_in(person, task.team), WRONG)
        if person is not None and task.about is not None:
            self._is_no_secret_to(task.about, task.team, person)
        self._go_on(task, "accepted" if person == by else "waiting", person=person)

    def hand_on(self, by, task, team, person):
        """By the person who has it, or a manager of the team that does."""
        self._as_reader(by, task)
        has_it = task.person == by and self.works_in(by, task.team)
        need(has_it or task.team in self.teams_of(by, "manager"), FORBIDDEN)
        need(task.is_open and team != task.team, WRONG)
        self._goes_to(by, task.about, team, person)
        self._go_on(task, "waiting", team=team, person=person)

    def hand_back(self, by, task):
        self._as_receiver(by, task)
        need(task.is_open and task.team != task.giver, WRONG)
        person = task.sender if self.works_in(task.sender, task.giver) else None
        self._go_on(task, "waiting", team=task.giver, person=person)

    def take_back(self, by, task):
        """Its own team no longer needs it."""
        need(self.sees_task(by, task), UNKNOWN)
        need(self.works_in(by, task.giver), FORBIDDEN)
        need(task.is_open, WRONG)
        self._go_on(task, "completed", person=task.person)

    def ask_again(self, by, task):
        self._as_reader(by, task)
        need(self.works_in(by, task.giver), FORBIDDEN)
        need(not task.is_open, WRONG)
        person = task.person if self.works_in(task.person, task.team) else None
        self._go_on(task, "waiting", person=person)

    def comment(self, by, task):
        self._as_reader(by, task)
        task.steps += 1

    def close_case(self, by, case, takes_back=False):
        """Who closes it may take back the tasks about it that their teams sent."""
        super().close_case(by, case)
        for task in self.tasks if takes_back else ():
            if task.about == case and task.is_open and self.works_in(by, task.giver):
                self.take_back(by, task)
