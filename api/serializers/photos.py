"""Photos of a person, for programs."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import Day, Key, Moment, Text, Writer


class PhotoSerializer(serializers.Serializer):
    """A photo: when it was taken, whether the person agreed, and whether it is the one shown.

    One that was withdrawn has no address: nobody opens it.
    """

    uuid = Key()
    url = serializers.SerializerMethodField()
    file = serializers.SerializerMethodField()
    is_shown = serializers.SerializerMethodField()
    taken_on = Day()
    consent = Text()
    consent_note = Text()
    written_at = Moment()
    written_by = Writer()
    withdrawn_at = Moment(allow_null=True)
    withdrawn_because = Text()

    def get_url(self, photo) -> str | None:
        return self.address_of("api:photo", photo)

    def get_file(self, photo) -> str | None:
        return self.address_of("api:photo-file", photo)

    def address_of(self, name, photo):
        if photo.is_withdrawn:
            return None
        return reverse(name, args=[self.context["view"].object.uuid, photo.uuid])

    def get_is_shown(self, photo) -> bool:
        return photo.pk == self.context["view"].object.photo_id
