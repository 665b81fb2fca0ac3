"""Anxieties and needs of a person, for programs."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Flag, Key, Moment, Text, Writer


class NeedStepSerializer(serializers.Serializer):
    """One thing that happened to a need, with the status that it had afterwards."""

    uuid = Key()
    what = Text()
    status = ChoiceSerializer(read_only=True)
    text = Text()
    written_at = Moment()
    written_by = Writer()


class NeedSerializer(serializers.Serializer):
    """An anxiety or a need: what it is, who has it, how far it has come, and each step."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    kind = Text()
    pathway = ChoiceSerializer(read_only=True)
    status = ChoiceSerializer(read_only=True)
    text = Text()
    is_open = Flag()
    team = serializers.SerializerMethodField()
    written_at = Moment()
    written_by = Writer()
    picked_up_at = Moment(allow_null=True)
    picked_up_by = serializers.SerializerMethodField()
    resolved_at = Moment(allow_null=True)
    resolved_by = serializers.SerializerMethodField()
    resolution = Text()
    steps = NeedStepSerializer(source="steps.all", many=True, read_only=True)

    def get_url(self, need) -> str:
        return reverse("api:need", args=[self.context["view"].object.uuid, need.uuid])

    def get_team(self, need) -> str | None:
        return self.context["names"].team(need.team) if need.team else None

    def get_picked_up_by(self, need) -> str | None:
        return self.context["names"].writer(need.picker) if need.picker else None

    def get_resolved_by(self, need) -> str | None:
        return self.context["names"].writer(need.resolver) if need.resolver else None
