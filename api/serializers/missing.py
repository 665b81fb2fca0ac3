"""Missing people, for programs: the board, one episode, and what was written in it."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Day, Flag, Key, Moment, Number, Text, Writer
from missing.one_episode import opens_record


class AreaSerializer(serializers.Serializer):
    """A police force area."""

    code = Text()
    name = Text()


class UnitSerializer(serializers.Serializer):
    """The missing-persons unit that has a report, and where it is rung."""

    area = AreaSerializer(read_only=True)
    unit = Text(allow_null=True)
    phone = Text(allow_null=True)


class ClockSerializer(serializers.Serializer):
    """What is due, and when."""

    kind = Text()
    name = Text(source="get_kind_display")
    due_at = Moment()


class EpisodeRowSerializer(serializers.Serializer):
    """Somebody who is missing, as on the board. Without a risk, nobody has assessed it yet."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    reference = Text(source="case.reference")
    name = Text()
    born_on = Day(allow_null=True)
    risk = ChoiceSerializer(read_only=True, allow_null=True)
    risk_at = Moment(allow_null=True)
    last_seen_at = Moment()
    last_seen_place = Text()
    clothing = Text()
    located_at = Moment(allow_null=True)
    clocks = serializers.SerializerMethodField()
    owner_team = serializers.SerializerMethodField()
    lead = serializers.SerializerMethodField()

    def get_url(self, episode) -> str:
        return reverse("api:missing-episode", args=[episode.uuid])

    def get_clocks(self, episode) -> ClockSerializer(many=True):
        return ClockSerializer(self.context["clocks"].get(episode.pk, ()), many=True).data

    def get_owner_team(self, episode) -> str:
        return self.context["names"].team(episode.case.owner_team)

    def get_lead(self, episode) -> str | None:
        lead = self.context["names"].lead(episode.case)
        return lead.name if lead else None


# ---- What is written in an episode --------------------------------------------------------------
class WrittenSerializer(serializers.Serializer):
    """What entries of an episode share: their address, who wrote them, when."""

    shown_at = ""

    uuid = Key()
    url = serializers.SerializerMethodField()
    written_at = Moment()
    written_by = Writer()

    def get_url(self, entry) -> str:
        return reverse(self.shown_at, args=[self.context["view"].object.uuid, entry.uuid])


class GradingSerializer(WrittenSerializer):
    """One grading of the risk, and why."""

    shown_at = "api:missing-assessment"

    risk = ChoiceSerializer(read_only=True)
    is_raised = Flag()
    rationale = Text()


class SuppliedSerializer(WrittenSerializer):
    """Who told it, how they are reached, when."""

    supplier = Text()
    supplier_contact = Text()
    obtained_at = Moment()
    text = Text()


class InformationSerializer(SuppliedSerializer):
    """A fact about somebody who is missing."""

    shown_at = "api:missing-fact"


class SightingSerializer(SuppliedSerializer):
    """That somebody who is missing was seen."""

    shown_at = "api:missing-sighting"

    seen_at = Moment()
    place = Text()
    reliability = ChoiceSerializer(read_only=True)


class HypothesisSerializer(WrittenSerializer):
    """What may have happened: `open`, `confirmed` or `ruled_out`. It is no fact."""

    shown_at = "api:missing-hypothesis"

    text = Text()
    state = Text()
    why = Text()
    settled_at = Moment(allow_null=True)


class MissingReportSerializer(WrittenSerializer):
    """Who told the police that somebody is missing, and what they said."""

    shown_at = "api:missing-report"

    reporter_name = Text()
    reporter_phone = Text()
    relationship = Text()
    text = Text()


class InterviewSerializer(serializers.Serializer):
    """A talk after the return: `due`, `offered`, `held` or `declined`."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    kind = Text()
    name = Text(source="get_kind_display")
    state = Text()
    offered_at = Moment(allow_null=True)
    offered_by = Text()
    ended_at = Moment(allow_null=True)
    ended_by = Text()
    words = Text()
    carers_words = Text()

    def get_url(self, interview) -> str:
        episode = self.context["view"].object
        return reverse("api:missing-interview", args=[episode.uuid, interview.uuid])


KINDS = {
    "risk": GradingSerializer,
    "sighting": SightingSerializer,
    "information": InformationSerializer,
    "report": MissingReportSerializer,
}


class MomentSerializer(serializers.Serializer):
    """One thing on the timeline: when it was, what kind it is, and what was written.

    Kinds: `risk`, `sighting`, `information`, `report`. `entry` is as its own address tells it.
    """

    at = Moment()
    kind = serializers.SerializerMethodField()
    entry = serializers.SerializerMethodField()

    def get_kind(self, moment) -> str:
        return [*KINDS][moment.kind]

    def get_entry(self, moment) -> dict:
        return KINDS[self.get_kind(moment)](moment.row, context=self.context).data


# ---- One episode --------------------------------------------------------------------------------
class ReturnSerializer(serializers.Serializer):
    """How somebody was found or came back.

    Where they were and with whom is null for those whom the person does not want told.
    """

    located_place = serializers.SerializerMethodField()
    company = serializers.SerializerMethodField()
    learned = Text()
    keeps_whereabouts = Flag()

    def get_located_place(self, episode) -> str | None:
        return episode.located_place if self.context["knows_where"] else None

    def get_company(self, episode) -> str | None:
        return episode.company if self.context["knows_where"] else None


class EpisodeSerializer(EpisodeRowSerializer):
    """One time that somebody is missing: what is said of them, and what is due.

    `assessment`, `returned` and `interviews` are read in the section *actions* of the case: null
    without it. `person` is the uuid of their record, for those who may read that.
    """

    case = Key(source="case.uuid")
    area = AreaSerializer(read_only=True)
    person = serializers.SerializerMethodField()
    age = Number(allow_null=True)
    is_missing = Flag()
    lives_at = Text()
    description = Text()
    places = Text()
    friends = Text()
    devices = Text()
    medication = Text()
    circumstances = Text()
    reported_at = Moment()
    owner_phone = serializers.SerializerMethodField()
    outcome = ChoiceSerializer(read_only=True, allow_null=True)
    assessment = serializers.SerializerMethodField()
    returned = serializers.SerializerMethodField()
    interviews = serializers.SerializerMethodField()
    sections = serializers.SerializerMethodField()

    def get_person(self, episode) -> str | None:
        record = opens_record(self.context["request"].user, episode)
        return str(record.uuid) if record else None

    def get_owner_phone(self, episode) -> str:
        return self.context["names"].phone(episode.case.owner_team)

    def get_assessment(self, episode) -> GradingSerializer(allow_null=True):
        found = self.context["log"] and self.context["log"]["assessment"]
        return GradingSerializer(found, context=self.context).data if found else None

    def get_returned(self, episode) -> ReturnSerializer(allow_null=True):
        if self.context["log"] is None or episode.is_missing:
            return None
        return ReturnSerializer(episode, context=self.context).data

    def get_interviews(self, episode) -> InterviewSerializer(many=True, allow_null=True):
        if self.context["log"] is None:
            return None
        talks = self.context["log"]["interviews"]
        return InterviewSerializer(talks, many=True, context=self.context).data

    def get_sections(self, episode) -> list[str]:
        return sorted(self.context["held"])
