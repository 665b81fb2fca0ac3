"""Events of the log, as auditors read them."""

from rest_framework import serializers

from api.serializers.fields import Moment, Number, Text
from audit.words import describe, section_in_words


class ActorSerializer(serializers.Serializer):
    """Who did it, as they were called at the time."""

    name = Text(source="actor_name")
    team = Text(source="actor_team")
    agency = Text(source="actor_agency")


class EventRecordSerializer(serializers.Serializer):
    """The record: its kind and label, and its name for those who may read it anyway."""

    kind = Text()
    label = Text()
    name = Text()


class EventSerializer(serializers.Serializer):
    """One act or one look; no field of a record."""

    id = Number(source="pk")
    at = Moment()
    verb = Text()
    what = serializers.SerializerMethodField()
    operation = Text()
    section = serializers.SerializerMethodField()
    actor = ActorSerializer(source="*", read_only=True)
    about = serializers.SerializerMethodField()
    recipient = Text()
    reason = Text()
    channel = Text()
    client = serializers.SerializerMethodField()
    on_behalf_of = serializers.SerializerMethodField()
    request = Text(source="request_id", allow_null=True)

    def get_what(self, event) -> str:
        return describe(event)

    def get_section(self, event) -> str:
        return section_in_words(event)

    def get_about(self, event) -> EventRecordSerializer(allow_null=True):
        if not event.target_type:
            return None
        key = (event.target_type, event.target_id)
        kind, name = event.target_type.partition(".")[2], self.context["record_names"].get(key, "")
        return {"kind": kind, "label": event.target_label, "name": name}

    def get_client(self, event) -> str:
        return event.detail.get("client_name", "")

    def get_on_behalf_of(self, event) -> str:
        return event.detail.get("on_behalf_of", "")
