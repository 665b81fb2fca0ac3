"""What changed, for programs: ids only."""

from rest_framework import serializers

from api.serializers.fields import Flag, Key, Moment, Text


class ChangeSerializer(serializers.Serializer):
    """Something was done to a record. What it holds now is read at the record's own address."""

    kind = Text(help_text="profile or case: no others are in the feed")
    uuid = Key()
    what = Text(help_text="The verb, such as log.added")
    section = Text(help_text="Empty for what comes with any access")
    at = Moment()


class ChangesSerializer(serializers.Serializer):
    """Changes in the order in which they can be read, and where to go on."""

    results = ChangeSerializer(many=True, read_only=True)
    next = Text(help_text="Ask here next, also when there is nothing now")
    more = Flag(help_text="Is there more already?")
