"""Entries of the log, for programs."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Clock, Day, Key, Moment, Text, Writer


class FollowUpSerializer(serializers.Serializer):
    """What is to follow an entry, by when, and what came of it."""

    uuid = Key()
    what = Text()
    due_on = Day()
    done_at = Moment(allow_null=True)
    outcome = Text(source="done_word")


class AmendmentSerializer(serializers.Serializer):
    """What was added to an entry later."""

    uuid = Key()
    text = Text()
    written_at = Moment()
    written_by = Writer()


class ContactSerializer(serializers.Serializer):
    """One dealing with a person, with what was added to it."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    kind = ChoiceSerializer(read_only=True)
    outcome = ChoiceSerializer(read_only=True, allow_null=True)
    happened_on = Day()
    happened_at = Clock(source="happened_at_time")
    text = Text()
    basis = Text()
    told_by = Text()
    attitude = Text()
    response = Text()
    anxieties = Text()
    follow_up = serializers.SerializerMethodField()
    added = AmendmentSerializer(many=True, read_only=True)
    written_at = Moment()
    written_by = Writer()

    def get_url(self, contact) -> str:
        return reverse("api:contact", args=[self.context["view"].object.uuid, contact.uuid])

    def get_follow_up(self, contact) -> FollowUpSerializer(allow_null=True):
        found = getattr(contact, "follow_up", None)
        return FollowUpSerializer(found).data if found else None
