"""Tasks and handovers, for programs: each as far as its reader may read it."""

from django.urls import reverse
from rest_framework import serializers

from api.scopes import forms_in_scope
from api.serializers.documents import DocumentSerializer, OneDocumentSerializer
from api.serializers.fields import ChoiceSerializer, Day, Flag, Key, Moment, Text, Writer
from tasks.acts import acts_of
from tasks.attached_forms import forms_of

# Where a record that something is about is read, by its kind.
RECORDS = {"profile": "api:profile", "case": "api:case"}


def address_of_record(record) -> str | None:
    """The address of a record here, if there is one."""
    name = RECORDS.get(record._meta.model_name) if record is not None else None
    return reverse(name, args=[record.uuid]) if name else None


class TaskRowSerializer(serializers.Serializer):
    """A task in a list.

    `about` is the reference of the record that it is about; `record` its address, for those who
    read it. `detail` is what is asked, for the same people.
    """

    uuid = Key()
    url = serializers.SerializerMethodField()
    reference = Text()
    title = Text()
    kind = ChoiceSerializer(read_only=True)
    priority = ChoiceSerializer(read_only=True)
    state = Text()
    held_until = Day()
    due_on = Day()
    is_overdue = Flag()
    about = serializers.SerializerMethodField()
    record = serializers.SerializerMethodField()
    reads = Flag()
    detail = serializers.SerializerMethodField()
    sent_at = Moment()
    sent_by = Text(source="sender_words")
    given_to = Text(source="receiver_words")
    outcome = ChoiceSerializer(read_only=True, allow_null=True)
    answered_at = Moment(allow_null=True)

    def get_url(self, task) -> str:
        return reverse("api:task", args=[task.uuid])

    def get_about(self, task) -> str | None:
        return task.object_reference or None

    def get_record(self, task) -> str | None:
        return address_of_record(task.record)

    def get_detail(self, task) -> str | None:
        return task.detail if task.reads else None


class TaskStepSerializer(serializers.Serializer):
    """One thing that happened to a task."""

    uuid = Key()
    what = Text()
    text = Text()
    given_to = serializers.SerializerMethodField()
    until = Day()
    written_at = Moment()
    written_by = Writer()

    def get_given_to(self, step) -> str | None:
        names = self.context["names"]
        if step.to_person is not None:
            return names.actor(step.to_person, step.to_team)
        return names.team(step.to_team) if step.to_team else None


class SentFormSerializer(serializers.Serializer):
    """A report or form that goes with a task, for those who may read it on the record.

    Programs need the scope of reports, or of referrals, for those of each.
    """

    uuid = Key()
    name = Text(source="__str__")
    submitted_at = Moment()
    submitted_by = serializers.SerializerMethodField()

    def get_submitted_by(self, form) -> str:
        return self.context["names"].submitter(form)


class TaskSerializer(TaskRowSerializer):
    """One task, its steps, and what the reader can do about it now."""

    answered_by = serializers.SerializerMethodField()
    request_access = serializers.SerializerMethodField()
    steps = serializers.SerializerMethodField()
    forms = serializers.SerializerMethodField()
    acts = serializers.SerializerMethodField()

    def get_answered_by(self, task) -> str | None:
        return task.answerer_words if task.answerer else None

    def get_request_access(self, task) -> str | None:
        return self.context["view"].ask_address()

    def get_steps(self, task) -> TaskStepSerializer(many=True):
        steps = task.steps.with_words() if task.reads else []
        return TaskStepSerializer(steps, many=True, context={"names": task.names}).data

    def get_forms(self, task) -> SentFormSerializer(many=True):
        request = self.context["request"]
        sent = forms_in_scope(request, forms_of(task, request.user))
        return SentFormSerializer(sent, many=True, context={"names": task.names}).data

    def get_acts(self, task) -> list[str]:
        """The ends of the addresses below this one."""
        acts = acts_of(task, self.context["request"].user)
        return [name for name, _ in acts]


class TaskDocumentSerializer(DocumentSerializer):
    """A file of a task in its latest version."""

    shown_at = "api:task-document"


class OneTaskDocumentSerializer(OneDocumentSerializer):
    """One version of a file of a task, those before it, and whether it was withdrawn."""

    shown_at = "api:task-document"


class HandoverSerializer(serializers.Serializer):
    """Who gives what to whom, what they must know, and what has become of it."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    of = serializers.SerializerMethodField()
    reference = Text(source="of.reference")
    title = Text()
    note = Text()
    given_at = Moment()
    given_by = Text(source="giver_words")
    given_to = Text(source="receiver_words")
    due_at = Moment()
    is_waiting = Flag()
    is_overdue = Flag()
    is_for_reader = Flag()
    acknowledged_at = Moment(allow_null=True)
    acknowledged_by = serializers.SerializerMethodField()
    answer = Text()
    withdrawn_at = Moment(allow_null=True)

    def get_url(self, handover) -> str:
        return reverse("api:handover", args=[handover.uuid])

    def get_of(self, handover) -> str:
        """The address of the case or the task."""
        name = "api:case" if handover.case else "api:task"
        return reverse(name, args=[handover.of.uuid])

    def get_acknowledged_by(self, handover) -> str | None:
        return handover.acknowledger_words if handover.acknowledged_at else None
