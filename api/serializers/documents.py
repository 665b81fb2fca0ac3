"""Documents of a record, for programs."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Key, Moment, Number, Text


class DocumentSerializer(serializers.Serializer):
    """A document in its latest version, with its marking; its file has an address of its own."""

    shown_at = "api:document-file"

    uuid = Key()
    file = serializers.SerializerMethodField()
    name = Text()
    kind = ChoiceSerializer(read_only=True)
    marking = Text()
    handling = Text()
    description = Text()
    content_type = Text()
    size = Number()
    sha256 = Text()
    version = Number()
    written_at = Moment()
    written_by = serializers.SerializerMethodField()

    def get_file(self, document) -> str:
        return reverse(self.shown_at, args=[self.context["view"].object.uuid, document.uuid])

    def get_written_by(self, document) -> str:
        return self.context["names"].writer(document)
