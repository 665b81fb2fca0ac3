"""Stories about people, the cases that they take part in, and the tasks about both."""

from cases.models import Case
from cases.services import add_action, edit_case
from cases.tests.factories import (
    ActionFactory,
    ActionKindFactory,
    ActionResultFactory,
    CaseOutcomeFactory,
    ParticipantRoleFactory,
    make_case,
)
from profiles.models import Profile
from tasks.models import TaskOutcome
from tasks.tests.factories import TaskKindFactory, TaskOutcomeFactory, TaskPriorityFactory
from tests import oracle
from tests.oracle_tasks import TasksWorld
from tests.story import Story
from tests.story.base import Base
from tests.story.cases import CaseSteps
from tests.story.tasks import TaskSteps

CASES = ["fence", "market"]


class WorkStory(Story, CaseSteps, TaskSteps):
    """All the steps of a story about work on cases."""


class WorkBase(Base):
    """The people of the other stories, and a case of each of two teams."""

    def __init__(self):
        super().__init__()
        self.part, self.outcome = ParticipantRoleFactory(), CaseOutcomeFactory()
        self.action = {"kind": ActionKindFactory(), "result": ActionResultFactory()}
        self.task_kind, self.priority = TaskKindFactory(), TaskPriorityFactory()
        self.task_outcome = TaskOutcomeFactory()
        TaskOutcomeFactory(code=TaskOutcome.NOT_NEEDED)
        old = self.world
        self.world = TasksWorld(
            old.teams, old.records, old.parents, places=old.places, shares=old.shares
        )
        for number, (name, team, by) in enumerate(
            [("fence", "red", "ada"), ("market", "green", "cat")], start=len(self.people)
        ):
            case = make_case(by=self.users[by], team=self.teams[team], title=name)
            ActionFactory(case=case, by=self.users[by], **self.action)
            self.people[name] = case
            self.world.records[name] = oracle.Record(
                team,
                name,
                number * 10,
                by,
                kind="case",
                sections=frozenset(Case.SECTIONS),
                written="actions",
                last={"actions": number * 10 + 1},
                entries={"people": 0},
                number=number,
                pk=case.pk,
            )

    def write(self, record, by):
        if isinstance(record, Profile):
            return super().write(record, by)
        about = {"text": "x", "happened_on": record.opened_on, **self.action}
        return add_action(case=record, by=by, **about)

    def rename(self, record, by, surname):
        if isinstance(record, Profile):
            return super().rename(record, by, surname)
        return edit_case(case=record, by=by, title=surname)
