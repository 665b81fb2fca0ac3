"""Documents of a record, for programs."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Flag, Key, Moment, Number, Text, Writer


class VersionSerializer(serializers.Serializer):
    """One version of a document: which file it is, and who added it."""

    # The address of a document; that of its file ends its name with `-file`.
    shown_at = "api:document"

    uuid = Key()
    url = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField()
    name = Text()
    content_type = Text()
    size = Number()
    sha256 = Text()
    version = Number()
    written_at = Moment()
    written_by = Writer()

    def get_url(self, document) -> str:
        return self.address_of(self.shown_at, document)

    def get_file(self, document) -> str:
        return self.address_of(f"{self.shown_at}-file", document)

    def address_of(self, name, document):
        return reverse(name, args=[self.context["view"].object.uuid, document.uuid])


class DocumentSerializer(VersionSerializer):
    """A document in its latest version, with its marking; its file has an address of its own."""

    kind = ChoiceSerializer(read_only=True)
    marking = Text()
    handling = Text()
    description = Text()


class OneDocumentSerializer(DocumentSerializer):
    """One version of a document, those before it, and whether it was withdrawn.

    The file of one that was withdrawn is not there any more.
    """

    is_latest = Flag()
    withdrawn_at = Moment(allow_null=True)
    withdrawn_because = Text()
    earlier = serializers.SerializerMethodField()

    def get_earlier(self, document) -> VersionSerializer(many=True):
        earlier = self.context["view"].earlier()
        told = type(f"Of{type(self).__name__}", (VersionSerializer,), {"shown_at": self.shown_at})
        return told(earlier, many=True, context=self.context).data
