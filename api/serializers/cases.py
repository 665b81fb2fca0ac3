"""Cases, the people in them and their actions, for programs."""

from django.urls import reverse
from rest_framework import serializers

from access.levels import CODENAMES
from api.scopes import has_scope
from api.serializers.documents import DocumentSerializer, OneDocumentSerializer
from api.serializers.fields import (
    ChoiceSerializer,
    Clock,
    Day,
    Flag,
    Key,
    Moment,
    Number,
    Text,
    Writer,
)
from api.serializers.log import AmendmentSerializer
from api.serializers.people import HeldSerializer, TeamSerializer


def choice():
    """A choice that was made, or null."""
    return ChoiceSerializer(read_only=True, allow_null=True)


class CaseRowSerializer(serializers.Serializer):
    """A case in a list: what comes with any access to it."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    reference = Text()
    title = Text()
    kind = choice()
    stage = choice()
    risk = serializers.SerializerMethodField()
    rag = choice()
    is_open = Flag()
    outcome = choice()
    opened_on = Day()
    review_on = Day()
    is_review_overdue = Flag()
    tags = serializers.ListField(child=Text(), read_only=True)
    owner_team = TeamSerializer(read_only=True)
    is_restricted = Flag()

    def get_url(self, case) -> str:
        return reverse("api:case", args=[case.uuid])

    def get_risk(self, case) -> ChoiceSerializer(allow_null=True):
        return ChoiceSerializer(case.risk).data if case.risk else None


class VictimContactSerializer(serializers.Serializer):
    """Whom the victim rings."""

    name = Text(source="victim_contact_name")
    organisation = Text(source="victim_contact_organisation")
    phone = Text(source="victim_contact_phone")


class CaseSerializer(CaseRowSerializer):
    """One case. How it was closed comes with its actions, the victim’s contact with its people."""

    reviewed_on = Day()
    lead = serializers.SerializerMethodField()
    closed_at = Moment(allow_null=True)
    closed_by = serializers.SerializerMethodField()
    closing_words = serializers.SerializerMethodField()
    victim_contact = serializers.SerializerMethodField()
    sections = serializers.SerializerMethodField()

    def get_lead(self, case) -> str | None:
        lead = self.context["names"].lead(case)
        return lead.name if lead else None

    def get_closed_by(self, case) -> str | None:
        return self.context["names"].closer(case) if self.tells_end(case) else None

    def get_closing_words(self, case) -> str | None:
        return case.closing_words if self.tells_end(case) else None

    def tells_end(self, case):
        return not case.is_open and "actions" in self.context["held"]

    def get_victim_contact(self, case) -> VictimContactSerializer(allow_null=True):
        is_told = case.victim_contact_name and "people" in self.context["held"]
        return VictimContactSerializer(case).data if is_told else None

    def get_sections(self, case) -> HeldSerializer(many=True):
        held = self.context["held"]
        return [
            {"name": section, "level": CODENAMES[held[section]]}
            for section in case.offered_sections()
            if section in held
        ]


class ParticipantSerializer(serializers.Serializer):
    """A person in a case, as the reader may know them.

    `person` is the address of their record, for those who read it; `request_access` where the
    others may ask for it. Of those others, `note` is null.
    """

    uuid = Key(source="participant.uuid")
    url = serializers.SerializerMethodField()
    name = Text()
    role = ChoiceSerializer(read_only=True)
    note = Text(allow_null=True)
    ends_on = Day(source="participant.ends_on")
    is_current = Flag(source="participant.is_current")
    person = serializers.SerializerMethodField()
    request_access = serializers.SerializerMethodField()

    def get_url(self, one) -> str:
        case = self.context["view"].object
        return reverse("api:case-person", args=[case.uuid, one.participant.uuid])

    def get_person(self, one) -> str | None:
        return reverse("api:profile", args=[one.person.uuid]) if one.person else None

    def get_request_access(self, one) -> str | None:
        if not one.ask_url:
            return None
        return reverse("api:profile-request-access", args=[one.asks_of.uuid])


class IncidentSerializer(serializers.Serializer):
    """Something that happened and that the case is about."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    happened_on = Day()
    happened_at = Clock(source="happened_at_time")
    text = Text()
    location = Text()
    number = Text()
    written_at = Moment()
    written_by = Writer()

    def get_url(self, incident) -> str:
        return reverse("api:case-incident", args=[self.context["view"].object.uuid, incident.uuid])


class LinkedCaseSerializer(serializers.Serializer):
    """Another case that the reader sees, and how the two belong together."""

    case = CaseRowSerializer(read_only=True)
    why = Text(source="link.why")
    written_at = Moment(source="link.written_at")
    written_by = Writer(source="link")


class CaseDocumentSerializer(DocumentSerializer):
    """A document of a case in its latest version."""

    shown_at = "api:case-document"


class OneCaseDocumentSerializer(OneDocumentSerializer):
    """One version of a document of a case, those before it, and whether it was withdrawn."""

    shown_at = "api:case-document"


class ActionRowSerializer(serializers.Serializer):
    """One thing done in a case, or planned, with what was added to it."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    kind = ChoiceSerializer(read_only=True)
    text = Text()
    is_planned = Flag()
    planned_for = Day()
    is_overdue = Flag()
    happened_on = Day()
    happened_at = Clock(source="happened_at_time")
    result = choice()
    result_words = Text()
    minutes = Number(allow_null=True)
    done_by = serializers.SerializerMethodField()
    basis = Text()
    told_by = Text()
    is_tactical = Flag()
    follow_up = Text()
    follow_up_on = Day()
    attachments = Number()
    added = AmendmentSerializer(many=True, read_only=True)
    written_at = Moment()
    written_by = Writer()

    def get_url(self, action) -> str:
        return reverse("api:case-action", args=[self.context["view"].object.uuid, action.uuid])

    def get_done_by(self, action) -> str:
        return self.context["names"].doer(action)


class ActionSerializer(ActionRowSerializer):
    """One action, with the files attached to it, for those who hold the documents."""

    documents = serializers.SerializerMethodField()

    def get_documents(self, action) -> CaseDocumentSerializer(many=True):
        if not has_scope(self.context["request"], "documents:read"):
            return []
        attached = self.context["view"].attached()
        return CaseDocumentSerializer(attached, many=True, context=self.context).data
