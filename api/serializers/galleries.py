"""Galleries, for programs: what each tile shows its reader, which is what the gallery allows."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Day, Flag, Key, Moment, Number, Text


class GallerySerializer(serializers.Serializer):
    """A gallery: who belongs on it, and what its tiles show."""

    slug = Text()
    url = serializers.SerializerMethodField()
    title = Text()
    kind = ChoiceSerializer(read_only=True)
    area = ChoiceSerializer(read_only=True)
    criteria = Text()
    names = Text()
    shows_photo = Flag()
    review_days = Number()
    is_closed = Flag()

    def get_url(self, gallery) -> str:
        return reverse("api:gallery", args=[gallery.slug])


class GalleryRowSerializer(GallerySerializer):
    """A gallery in the list: how many are on it whom the reader sees, and at high risk."""

    number = Number()
    high = Number()


class TileSerializer(serializers.Serializer):
    """Somebody on a gallery. `person` is the uuid of the record, for those who may read it."""

    uuid = Key(source="entry.uuid")
    url = serializers.SerializerMethodField()
    name = Text()
    age = Number(allow_null=True)
    risk = ChoiceSerializer(source="entry.risk", read_only=True)
    reason = Text(source="entry.reason")
    team = Text()
    phone = Text()
    added_at = Moment(source="entry.added_at")
    added_by = Text()
    review_on = Day(source="entry.review_on")
    left_at = Moment(source="entry.left_at", allow_null=True)
    left_reason = ChoiceSerializer(source="entry.left_reason", read_only=True, allow_null=True)
    left_words = Text(source="entry.left_words")
    person = serializers.SerializerMethodField()
    may_offer = Flag()

    def get_url(self, tile) -> str:
        return reverse("api:gallery-entry", args=[tile.entry.gallery.slug, tile.entry.uuid])

    def get_person(self, tile) -> str | None:
        return str(tile.entry.profile.uuid) if tile.record else None


class OfferSerializer(serializers.Serializer):
    """An offer of help: `waiting`, `accepted` or `declined`."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    words = Text()
    phone = Text()
    made_at = Moment()
    made_by = serializers.SerializerMethodField()
    state = Text()
    answer = Text()
    answered_at = Moment(allow_null=True)
    answered_by = serializers.SerializerMethodField()

    def get_url(self, offer) -> str:
        entry = offer.entry
        return reverse("api:gallery-offer", args=[entry.gallery.slug, entry.uuid, offer.uuid])

    def get_made_by(self, offer) -> str:
        return self.context["names"].actor(offer.by, offer.by_team)

    def get_answered_by(self, offer) -> str | None:
        if offer.answered_by is None:
            return None
        return self.context["names"].actor(offer.answered_by, offer.answered_by_team)
