"""Details of a person for programs: names, warnings, addresses and the like, each in its shape."""

from django.urls import reverse
from drf_spectacular.utils import PolymorphicProxySerializer, extend_schema_field
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Day, Flag, Key, Text
from api.serializers.people import OtherNameSerializer


class DatedSerializer(serializers.Serializer):
    """What is true from a day until another, as far as they are known."""

    starts_on = Day()
    ends_on = Day()


class WarningDetailSerializer(DatedSerializer):
    """What staff must know before they act, and who says so."""

    kind = ChoiceSerializer(read_only=True)
    text = Text()
    source = Text()
    code = Text()
    review_on = Day()


class KeyDateSerializer(serializers.Serializer):
    """One day that matters to everyone who works with the person."""

    kind = ChoiceSerializer(read_only=True)
    on = Day(allow_null=False)
    note = Text()
    is_cancelled = Flag()


class SomebodySerializer(DatedSerializer):
    """Someone who works with a person, as at the time, and how to ring them."""

    name = Text()
    organisation = Text()
    phone = Text()


class StatutoryDetailSerializer(SomebodySerializer):
    """A licence, an order or none, and the offender manager it is held by."""

    kind = ChoiceSerializer(read_only=True)


class StaySerializer(DatedSerializer):
    """A stay in custody. Without an end, the person is still inside."""

    establishment = ChoiceSerializer(read_only=True)
    release_expected_on = Day()


class InvolvedSerializer(SomebodySerializer):
    """Who is involved, and as what."""

    role = ChoiceSerializer(read_only=True)


class CohortSerializer(DatedSerializer):
    """A time in a cohort: selected, and de-selected."""

    kind = ChoiceSerializer(read_only=True)
    reason = Text()
    why_ended = Text()


class ProgrammeSerializer(DatedSerializer):
    """A programme or course: identified, started, ended, with its outcome."""

    kind = ChoiceSerializer(read_only=True)
    name = Text()
    provider = Text()
    pathway = ChoiceSerializer(read_only=True, allow_null=True)
    identified_on = Day()
    outcome = ChoiceSerializer(read_only=True, allow_null=True)


class RoleDetailSerializer(DatedSerializer):
    """What a person is to the partnership, and who says so."""

    kind = Text()
    name = Text(source="get_kind_display")
    source = Text()


class IdentifierDetailSerializer(DatedSerializer):
    """A number by which another system knows the person."""

    kind = Text()
    name = Text(source="get_kind_display")
    value = Text()


class ReachSerializer(DatedSerializer):
    """A way to reach a person, and whether that is safe: `yes`, `no`, or nobody knows."""

    kind = ChoiceSerializer(read_only=True, allow_null=True)
    is_confidential = Flag()
    safe_to_contact = Text()
    safe_to_leave_message = Text()


class AddressSerializer(ReachSerializer):
    """Where a person lives or lived."""

    text = Text()
    postcode = Text()


class PhoneSerializer(ReachSerializer):
    """A number a person can be reached at."""

    number = Text()
    note = Text()


# What is told of a detail, by its kind.
SHAPES = {
    "warnings": WarningDetailSerializer,
    "key-dates": KeyDateSerializer,
    "statutory": StatutoryDetailSerializer,
    "custody": StaySerializer,
    "involved": InvolvedSerializer,
    "cohorts": CohortSerializer,
    "programmes": ProgrammeSerializer,
    "roles": RoleDetailSerializer,
    "names": OtherNameSerializer,
    "identifiers": IdentifierDetailSerializer,
    "addresses": AddressSerializer,
    "phones": PhoneSerializer,
}
ABOUT = PolymorphicProxySerializer(
    component_name="DetailAbout",
    serializers=[*SHAPES.values()],
    resource_type_field_name=None,
)


class DetailSerializer(serializers.Serializer):
    """One detail of a person: of which kind, and what it says in the shape of that kind."""

    uuid = Key(source="detail.uuid")
    url = serializers.SerializerMethodField()
    kind = Text()
    about = serializers.SerializerMethodField()

    def get_url(self, row) -> str:
        place = [self.context["view"].object.uuid, row["kind"], row["detail"].uuid]
        return reverse("api:detail", args=place)

    @extend_schema_field(ABOUT)
    def get_about(self, row):
        return SHAPES[row["kind"]](row["detail"]).data
