"""Referrals to restorative justice, for programs: where each stands, and what it says."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Clock, Day, Flag, Key, Moment, Text, Writer
from api.serializers.rj import (
    LevelSerializer,
    NamedPartySerializer,
    PartySerializer,
    TermSerializer,
    uuid_of,
)
from referrals.naming import officer_of, officer_phone_of
from referrals.standing import sentence_of


class ReferralRowSerializer(serializers.Serializer):
    """A referral in a list."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    reference = Text()
    state = Text()
    standing = serializers.SerializerMethodField()
    offence = ChoiceSerializer(source="intervention.offence", read_only=True)
    happened_on = Day(source="intervention.happened_on")
    level = LevelSerializer(source="intervention.level", read_only=True)
    author_team = serializers.SerializerMethodField()
    to_team = serializers.SerializerMethodField()
    started_at = Moment()
    submitted_at = Moment(allow_null=True)
    moved_at = Moment()
    people = NamedPartySerializer(source="intervention.shown", many=True, read_only=True)

    def get_url(self, referral) -> str:
        return reverse("api:referral", args=[referral.uuid])

    def get_standing(self, referral) -> str:
        return sentence_of(referral, self.context["names"])

    def get_author_team(self, referral) -> str:
        return self.context["names"].team(referral.author_team)

    def get_to_team(self, referral) -> str | None:
        return self.context["names"].team(referral.to_team) if referral.to_team else None


class ReadSerializer(serializers.Serializer):
    """What is written is null for those who may not know everybody in the referral."""

    def read(self, words):
        return words if self.context["reads_words"] else None


class StepSerializer(ReadSerializer):
    """One thing that happened to it: by whom, when, in which words."""

    what = Text()
    name = Text(source="get_what_display")
    written_at = Moment()
    written_by = Writer()
    text = serializers.SerializerMethodField()

    def get_text(self, step) -> str | None:
        return self.read(step.text)


class ConsultationSerializer(ReadSerializer):
    """What an RJ champion was asked, and advised. Without an answer, `is_suitable` is null."""

    uuid = Key()
    champion = serializers.SerializerMethodField()
    asked_at = Moment()
    question = serializers.SerializerMethodField()
    is_suitable = Flag(allow_null=True)
    advice = serializers.SerializerMethodField()
    advised_at = Moment(allow_null=True)

    def get_champion(self, consultation) -> str:
        return self.context["names"].writer(consultation)

    def get_question(self, consultation) -> str | None:
        return self.read(consultation.question)

    def get_advice(self, consultation) -> str | None:
        return self.read(consultation.advice)


class PanelSerializer(ReadSerializer):
    """A panel: planned, or what came of it."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    held_on = Day()
    held_at = Clock(source="held_at_time", allow_null=True)
    is_planned = Flag()
    outcome = ChoiceSerializer(read_only=True, allow_null=True)
    venue = serializers.SerializerMethodField()
    words = serializers.SerializerMethodField()

    def get_url(self, panel) -> str:
        return reverse("api:referral-panel", args=[self.context["view"].object.uuid, panel.uuid])

    def get_venue(self, panel) -> str | None:
        return self.read(panel.venue)

    def get_words(self, panel) -> str | None:
        return self.read(panel.words)


class ReferralTermSerializer(TermSerializer):
    """One thing that was agreed in a referral: by when, and whether it was done."""

    url = serializers.SerializerMethodField()

    def get_url(self, term) -> str:
        return reverse("api:referral-term", args=[self.context["view"].object.uuid, term.uuid])


class SectionSerializer(serializers.Serializer):
    """One section of the form of a draft: answers by the name of their question."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    title = Text(source="section.title")
    answers = serializers.DictField(child=Text(), read_only=True)

    def get_url(self, part) -> str:
        referral = self.context["view"].object
        return reverse("api:referral-section", args=[referral.uuid, part.uuid])


class ReferralSerializer(ReferralRowSerializer):
    """One referral. Null is what the reader may not read: see `reads_words`.

    `sections` are what is to be written of a draft, for those who write it; `form` is the form as
    it was submitted.
    """

    reads_words = Flag(source="intervention.reads_words")
    number = serializers.SerializerMethodField()
    place = serializers.SerializerMethodField()
    summary = serializers.SerializerMethodField()
    admission = serializers.SerializerMethodField()
    method = serializers.SerializerMethodField()
    officer = serializers.SerializerMethodField()
    officer_phone = serializers.SerializerMethodField()
    people = PartySerializer(source="intervention.shown", many=True, read_only=True)
    agreement = Text(source="intervention.agreement")
    agreed_on = Day(source="intervention.agreed_on", allow_null=True)
    ended_on = Day(source="intervention.ended_on", allow_null=True)
    terms = serializers.SerializerMethodField()
    panels = serializers.SerializerMethodField()
    consultations = serializers.SerializerMethodField()
    steps = serializers.SerializerMethodField()
    sections = serializers.SerializerMethodField()
    form = serializers.SerializerMethodField()
    case = serializers.SerializerMethodField()

    def _read(self, referral, name):
        return getattr(referral.intervention, name) if self.context["reads_words"] else None

    def get_number(self, referral) -> str | None:
        return self._read(referral, "number")

    def get_place(self, referral) -> str | None:
        return self._read(referral, "place")

    def get_summary(self, referral) -> str | None:
        return self._read(referral, "summary")

    def get_admission(self, referral) -> str | None:
        return self._read(referral, "admission")

    def get_method(self, referral) -> ChoiceSerializer(allow_null=True):
        method = self._read(referral, "method")
        return ChoiceSerializer(method).data if method else None

    def get_officer(self, referral) -> str | None:
        if not self.context["reads_words"]:
            return None
        return officer_of(referral.intervention, self.context["names"])

    def get_officer_phone(self, referral) -> str | None:
        if not self.context["reads_words"]:
            return None
        return officer_phone_of(referral.intervention, self.context["names"])

    def _rows(self, serializer, name):
        return serializer(self.context[name], many=True, context=self.context).data

    def get_terms(self, referral) -> ReferralTermSerializer(many=True):
        return self._rows(ReferralTermSerializer, "terms")

    def get_panels(self, referral) -> PanelSerializer(many=True):
        return self._rows(PanelSerializer, "panels")

    def get_consultations(self, referral) -> ConsultationSerializer(many=True):
        return self._rows(ConsultationSerializer, "consultations")

    def get_steps(self, referral) -> StepSerializer(many=True):
        return self._rows(StepSerializer, "steps")

    def get_sections(self, referral) -> SectionSerializer(many=True):
        return self._rows(SectionSerializer, "sections")

    def get_form(self, referral) -> list[dict]:
        return self.context["content"]

    def get_case(self, referral) -> str | None:
        return uuid_of(self.context["case"])
