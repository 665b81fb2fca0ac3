"""Fields that serializers are made of. All are read only: writing goes through forms."""

from functools import partial

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

Text = partial(serializers.CharField, read_only=True)
# A day or a time of day that nobody has said is null.
Day = partial(serializers.DateField, read_only=True, allow_null=True)
Moment = partial(serializers.DateTimeField, read_only=True)
Flag = partial(serializers.BooleanField, read_only=True)
Number = partial(serializers.IntegerField, read_only=True)
Key = partial(serializers.UUIDField, read_only=True)


# A `time` of OpenAPI has an offset, which a time of day on pages has not.
@extend_schema_field({"type": "string", "examples": ["16:00:00"]})
class TimeOfDay(serializers.TimeField):
    """A time of day, as people said it."""


Clock = partial(TimeOfDay, read_only=True, allow_null=True, help_text="In UK time")


class Writer(serializers.CharField):
    """Who wrote something, in the words in which its reader may know them."""

    def __init__(self, source="*", **kwargs):
        super().__init__(source=source, read_only=True, **kwargs)

    def to_representation(self, value):
        return self.context["names"].writer(value)


class ChoiceSerializer(serializers.Serializer):
    """A row of a list of choices: its code and its name."""

    code = Text()
    name = Text()
