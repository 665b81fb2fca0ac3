"""Steps of a story about tasks: sending, answering, moving."""

from django.utils import timezone

from tasks import services
from tasks.models import Task
from tests.story.sides import Sides


class TaskSteps(Sides):
    """What teams ask of each other, and what they answer."""

    def send(self, by, about, team, user):
        outcome = self._both(
            by,
            "send",
            lambda sender: services.send_task(
                by=sender,
                about=about and self._person(about),
                to_team=self._team(team),
                to_person=self._receiver(user),
                kind=self.base.task_kind,
                priority=self.base.priority,
                detail="x",
                due_on=timezone.localdate(),
            ),
            *(about, team, user),
        )
        if outcome == "done":
            self.world.tasks[-1].pk = self.result.pk
        return outcome

    def _receiver(self, name):
        return name and self.base.users[name]

    def _move(self, by, act, service, number, *to, **more):
        """Something is done about one of the tasks, the latest first."""
        task = self._pick(self.world.tasks, -1 - number)
        return task and self._both(
            by,
            act,
            lambda user: service(task=Task.objects.get(pk=task.pk), by=user, **more),
            *(task, *to),
        )

    def take_on(self, by, number):
        return self._move(by, "take_on", services.accept_task, number)

    def turn_down(self, by, number):
        return self._move(by, "turn_down", services.decline_task, number, reason="x")

    def finish(self, by, number):
        outcome = self.base.task_outcome
        service = services.complete_task
        return self._move(by, "finish", service, number, outcome=outcome, words="x")

    def reassign(self, by, number, user):
        person = self._receiver(user)
        return self._move(by, "reassign", services.reassign_task, number, user, person=person)

    def hand_on(self, by, number, team, user):
        to = {"to_team": self._team(team), "to_person": self._receiver(user), "reason": "x"}
        return self._move(by, "hand_on", services.hand_on_task, number, team, user, **to)

    def hand_back(self, by, number):
        return self._move(by, "hand_back", services.hand_back_task, number, reason="x")

    def take_back(self, by, number):
        return self._move(by, "take_back", services.withdraw_task, number, reason="x")

    def ask_again(self, by, number):
        return self._move(by, "ask_again", services.reopen_task, number, reason="x")

    def comment(self, by, number):
        return self._move(by, "comment", services.comment_on_task, number, text="x")

    def check_tasks(self):
        """Where each of them is, and who has it."""
        held = {
            row[0]: row[1:]
            for row in Task.objects.values_list("pk", "to_team__name", "to_person__name", "state")
        }
        wanted = {task.pk: (task.team, task.person, task.state) for task in self.world.tasks}
        assert held == wanted
