"""What programs are told of a person, field by field; nothing is shown that is not named here."""

from django.urls import reverse
from rest_framework import serializers

from access.levels import CODENAMES
from api.scopes import has_scope
from api.serializers.fields import Day, Flag, Key, Number, Text


class TeamSerializer(serializers.Serializer):
    """The team that manages a record, and how to ring it."""

    name = Text()
    phone = Text()


class CurrentRoleSerializer(serializers.Serializer):
    """What a person is to the partnership today."""

    kind = Text()
    name = Text(source="get_kind_display")


class RiskSerializer(serializers.Serializer):
    """The level of the latest assessment of risk; without one, the status says why.

    Statuses: `assessed`; `not_assessed`, nobody has yet; `not_shared`, the reader does not hold
    the section, and it may be anything.
    """

    status = Text()
    level = Text(allow_null=True)
    name = Text(allow_null=True)


class PersonRowSerializer(serializers.Serializer):
    """A person in a list."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    reference = Text()
    name = Text()
    born_on = Day()
    roles = CurrentRoleSerializer(source="current_roles", many=True, read_only=True)
    risk = serializers.SerializerMethodField()
    owner_team = TeamSerializer(read_only=True)
    is_restricted = Flag()

    def get_url(self, person) -> str:
        return reverse("api:profile", args=[person.uuid])

    def get_risk(self, person) -> RiskSerializer:
        """For a client without that scope it is as for a reader without the section."""
        if has_scope(self.context["request"], "risk:read"):
            return RiskSerializer(person.risk).data
        return {"status": "not_shared", "level": None, "name": None}


class RoleSerializer(CurrentRoleSerializer):
    """A role with who says so and since when."""

    source = Text()
    starts_on = Day()
    ends_on = Day()


class WarningSerializer(serializers.Serializer):
    """What staff must know before they act."""

    kind = Text()
    text = Text()
    code = Text()
    review_on = Day()
    starts_on = Day()
    ends_on = Day()


class OtherNameSerializer(serializers.Serializer):
    """An alias, a maiden or former name, a street name."""

    surname = Text()
    forenames = Text()
    starts_on = Day()
    ends_on = Day()


class IdentifierSerializer(serializers.Serializer):
    """A number by which another system knows the person."""

    kind = Text()
    name = Text(source="get_kind_display")
    value = Text()


class WorkerSerializer(serializers.Serializer):
    """Someone who works with a person, and how to ring them."""

    name = Text()
    organisation = Text()
    phone = Text()
    starts_on = Day()
    ends_on = Day()


class CustodyStaySerializer(serializers.Serializer):
    """The establishment that a person is in, since when, and the release that is expected."""

    establishment = Text()
    starts_on = Day()
    release_expected_on = Day()


class StatutoryStatusSerializer(WorkerSerializer):
    """A licence, an order or none, and the offender manager it is held by."""

    kind = Text()


class InvolvementSerializer(WorkerSerializer):
    """Who is involved, and as what."""

    role = Text()


class HeldSerializer(serializers.Serializer):
    """A section that the reader holds, and what they may do with it."""

    name = Text()
    level = Text()


class PersonSerializer(PersonRowSerializer):
    """Who a person is, as comes with any access, and which sections the reader holds."""

    surname = Text()
    forenames = Text()
    sex = Text()
    estimated_age = Number(allow_null=True)
    age_estimated_on = Day()
    gender = Text()
    ethnicity = Text(allow_null=True)
    first_language = Text()
    interpreter = Text()
    interpreter_language = Text()
    roles = RoleSerializer(source="current_roles", many=True, read_only=True)
    warnings = WarningSerializer(source="current_warnings", many=True, read_only=True)
    other_names = OtherNameSerializer(source="current_other_names", many=True, read_only=True)
    identifiers = IdentifierSerializer(source="current_identifiers", many=True, read_only=True)
    statuses = StatutoryStatusSerializer(source="current_statuses", many=True, read_only=True)
    involved = InvolvementSerializer(source="current_involvements", many=True, read_only=True)
    # None is recorded of somebody in the community.
    custody = serializers.SerializerMethodField()
    lead = serializers.SerializerMethodField()
    sections = serializers.SerializerMethodField()

    def get_custody(self, person) -> CustodyStaySerializer(allow_null=True):
        stay = next(iter(person.current_stays), None)
        return CustodyStaySerializer(stay).data if stay else None

    def get_lead(self, person) -> str | None:
        lead = self.context["names"].lead(person)
        return lead.name if lead else None

    def get_sections(self, person) -> HeldSerializer(many=True):
        held = self.context["held"]
        return [
            {"name": section, "level": CODENAMES[held[section]]}
            for section in person.offered_sections()
            if section in held
        ]
