"""Makes tasks for tests, through the services."""

import datetime

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from access.tests.factories import allow_sharing
from documents.services import add_documents
from documents.tests.factories import DocumentKindFactory, checked
from tasks import services
from tasks.models import (
    Handover,
    Task,
    TaskDocument,
    TaskKind,
    TaskOutcome,
    TaskPriority,
    TaskStep,
)


class TaskKindFactory(DjangoModelFactory):
    class Meta:
        model = TaskKind
        django_get_or_create = ("code",)

    code = "visit"
    name = "Visit"


class TaskPriorityFactory(DjangoModelFactory):
    class Meta:
        model = TaskPriority
        django_get_or_create = ("code",)

    code = "normal"
    name = "Normal"


class TaskOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = TaskOutcome
        django_get_or_create = ("code",)

    code = "done"
    name = "Done"


class TaskFactory(DjangoModelFactory):
    """TaskFactory(by=officer, to=council, about=person): sent, under an agreement.

    With `person`, to somebody in the team; with `state`, as if they had answered.
    """

    class Meta:
        model = Task

    detail = "Please visit him on Monday."
    due_on = factory.LazyFunction(lambda: timezone.localdate() + datetime.timedelta(days=7))
    kind = factory.SubFactory(TaskKindFactory)
    priority = factory.SubFactory(TaskPriorityFactory)

    @classmethod
    def _create(cls, model_class, *args, by, to, person=None, about=None, answered=None, **kwargs):
        for giver in {by.acting_team, about.owner_team if about else by.acting_team}:
            allow_sharing(giver, to)
        task = services.send_task(by=by, to_team=to, to_person=person, about=about, **kwargs)
        if answered:
            task = answered(task)
        return task


class TaskStepFactory(DjangoModelFactory):
    """A comment."""

    class Meta:
        model = TaskStep

    text = "Rang, nobody answered."

    @classmethod
    def _create(cls, model_class, *args, task=None, by=None, text, **kwargs):
        return services.comment_on_task(task=task, by=by or task.from_user, text=text)


class HandoverFactory(DjangoModelFactory):
    """HandoverFactory(by=officer, of=case): to the team, or with `to_person` to one of it."""

    class Meta:
        model = Handover

    note = "She rang her mother at 9pm. Try the bus station."

    @classmethod
    def _create(cls, model_class, *args, by, of, **kwargs):
        return services.hand_over(by=by, of=of, **kwargs)


class TaskDocumentFactory(DjangoModelFactory):
    """TaskDocumentFactory(task=task): added by its sender, of no step."""

    class Meta:
        model = TaskDocument

    @classmethod
    def _create(cls, model_class, *args, task=None, by=None, file=None, step=None, **details):
        details = {"kind": DocumentKindFactory(), **details}
        return add_documents(
            model=TaskDocument,
            to=task,
            by=by or task.from_user,
            files=[file or checked()],
            step=step,
            **details,
        )[0]


def complete(task, by, words="He has a room."):
    return services.complete_task(task=task, by=by, outcome=TaskOutcomeFactory(), words=words)
