"""Who has access to a record, and requests for it, for programs."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import Flag, Key, Moment, Number, Text


class AccessSerializer(serializers.Serializer):
    """One team or person with access: what they can do, why, since, until, by whom.

    `url` is that of a grant that is in force: access of the owner and in an emergency has none.
    """

    url = serializers.SerializerMethodField()
    reference = serializers.SerializerMethodField()
    who = Text()
    named_in = Text()
    can = Text()
    level = serializers.SerializerMethodField()
    sections = serializers.SerializerMethodField()
    why = Text()
    basis = Text()
    agreement = Text()
    since = Moment()
    until = Moment(allow_null=True)
    lasts = Text()
    given_by = Text(source="by")
    people = serializers.SerializerMethodField()
    phone = Text()
    is_owner = Flag()
    is_set_aside = Flag()
    is_emergency = Flag()
    ended_at = Moment(source="over_at", allow_null=True)
    ended_because = Text()

    def get_url(self, access) -> str | None:
        if access.grant is None or access.over_at is not None:
            return None
        record = self.context["view"].object
        name = f"api:{record._meta.model_name}-grant"
        return reverse(name, args=[record.uuid, access.grant.uuid])

    def get_reference(self, access) -> str:
        """Of the record."""
        return self.context["view"].object.reference

    def get_level(self, access) -> int | None:
        """1 reads, 2 reads and adds, as forms have it."""
        return access.grant.level if access.grant else None

    def get_sections(self, access) -> list[str]:
        record = self.context["view"].object
        if access.is_owner:
            return list(record.offered_sections())
        return list(access.grant.offered_sections) if access.grant else []

    def get_people(self, access) -> list[str] | None:
        """Who practises in the team; null where that is not told."""
        return access.people if access.are_people_told else None


class SharingSerializer(serializers.Serializer):
    """Who has access to a record, and whose access is over."""

    reference = Text()
    is_restricted = Flag()
    teams = Number()
    people = Number()
    access = AccessSerializer(many=True, read_only=True)
    over = AccessSerializer(many=True, read_only=True)


class OwnRequestSerializer(serializers.Serializer):
    """What the reader asked, and what was answered."""

    uuid = Key()
    asked_at = Moment()
    reason = Text()
    words = Text()
    state = Text()
    question = Text()
    reply = Text()
    decided_at = Moment(allow_null=True)
    answer = Text()


class OwnerSerializer(serializers.Serializer):
    """The team that manages a record of which the reader may know."""

    name = Text()
    agency = Text()
    phone = Text()
