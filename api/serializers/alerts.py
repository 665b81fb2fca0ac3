"""Alerts, for programs: what the client's own account is told, as it may know it now."""

from django.urls import reverse
from rest_framework import serializers

from alerts.levels import Level
from api.serializers.fields import Flag, Key, Moment, Text


class AlertRecordSerializer(serializers.Serializer):
    """The record that an alert is about: its kind, such as `profiles.profile`, and its uuid."""

    kind = Text(source="_meta.label_lower")
    uuid = Key()


class NoticeSerializer(serializers.Serializer):
    """One alert: what it says, how urgent it is, and what has happened to it.

    `about` is null where the reader may not read the record, or there is none.
    """

    uuid = Key()
    url = serializers.SerializerMethodField()
    level = serializers.SerializerMethodField()
    words = Text()
    why = Text()
    about = AlertRecordSerializer(source="record", read_only=True, allow_null=True)
    made_at = Moment()
    waits_since = Moment()
    is_new = Flag()
    seen_at = Moment(allow_null=True)
    snoozed_until = Moment(allow_null=True)
    snooze_reason = Text()
    recipient = Text(source="recipient_name")
    handed_to = Text(source="handed_to_name", allow_null=True)
    handed_by = Text(source="handed_by_name", allow_null=True)
    handed_words = Text()
    taken_by = Text(source="taken_by_name", allow_null=True)
    unseen_by = Text(source="unseen_by_name", allow_null=True)

    def get_url(self, notice) -> str:
        return reverse("api:alert", args=[notice.uuid])

    def get_level(self, notice) -> str:
        return Level(notice.level).name.lower()
