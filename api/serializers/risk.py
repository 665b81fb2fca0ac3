"""Assessments of risk, for programs."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Day, Flag, Key, Moment, Text, Writer


class AssessmentSerializer(serializers.Serializer):
    """One dated assessment of a person's risk, with its reasons."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    level = ChoiceSerializer(read_only=True)
    of_what = Text()
    rationale = Text()
    assessed_on = Day()
    review_on = Day(allow_null=True)
    is_latest = Flag()
    written_at = Moment()
    written_by = Writer()

    def get_url(self, assessment) -> str:
        place = [self.context["view"].object.uuid, assessment.uuid]
        return reverse("api:risk-assessment", args=place)
