"""Missing plans, for programs: what the police must know at once, and who keeps it."""

import datetime

from rest_framework import serializers

from api.serializers.fields import Day, Moment, Text, Writer


class LearnedSerializer(serializers.Serializer):
    """What was learned when somebody came back."""

    text = Text()
    written_at = Moment()
    written_by = Writer()


class PlanSerializer(serializers.Serializer):
    """The missing plan of a person. Until there is one, `is_written` is false, the rest empty."""

    is_written = serializers.SerializerMethodField()
    protocol = Text()
    description = Text()
    clothing = Text()
    lives_at = Text()
    places = Text()
    who_to_ring = Text()
    medication = Text()
    friends = Text()
    devices = Text()
    previous = Text()
    review_on = Day()
    is_review_overdue = serializers.SerializerMethodField()
    changed_at = serializers.SerializerMethodField()
    changed_by = serializers.SerializerMethodField()
    learned = serializers.SerializerMethodField()

    def get_is_written(self, plan) -> bool:
        return plan.pk is not None

    def get_is_review_overdue(self, plan) -> bool:
        return plan.review_on is not None and plan.is_late

    def get_changed_at(self, plan) -> datetime.datetime | None:
        return plan.last.history_date if plan.last else None

    def get_changed_by(self, plan) -> str | None:
        user = plan.last.history_user if plan.last else None
        return self.context["names"].row(user) if user else None

    def get_learned(self, plan) -> LearnedSerializer(many=True):
        return LearnedSerializer(self.context["learned"], many=True, context=self.context).data
