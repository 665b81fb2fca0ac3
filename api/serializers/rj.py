"""The register of restorative justice, for programs: entries, and who takes part in them.

Somebody whom the reader may not know is not named, and then what was written is null too.
"""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Day, Flag, Key, Moment, Number, Text
from referrals import naming

ALWAYS = ("role", "name", "is_masked")
WORDS = ("phone_note", "withdrew_because", "satisfaction_words")


class NamedPartySerializer(serializers.Serializer):
    """Who takes part, and as whom."""

    name = Text()
    role = ChoiceSerializer(read_only=True)


class PartySerializer(NamedPartySerializer):
    """Somebody who takes part, as the reader may know them. Of one who is masked, only the role.

    `person` is the uuid of their record, for those who may read it.
    """

    is_masked = Flag()
    uuid = Key(source="party.uuid", allow_null=True)
    born_on = Day(source="party.born_on", allow_null=True)
    also_known_as = Text(source="party.also_known_as", allow_null=True)
    address = Text(source="party.address", allow_null=True)
    phone = Text(source="party.phone", allow_null=True)
    safe_to_contact = Text(source="party.safe_to_contact", allow_null=True)
    safe_to_leave_message = Text(source="party.safe_to_leave_message", allow_null=True)
    phone_note = Text(source="party.phone_note", allow_null=True)
    consented_on = Day(source="party.consented_on", allow_null=True)
    consent_method = ChoiceSerializer(
        source="party.consent_method", read_only=True, allow_null=True
    )
    withdrew_on = Day(source="party.withdrew_on", allow_null=True)
    withdrew_because = Text(source="party.withdrew_because", allow_null=True)
    satisfaction = ChoiceSerializer(source="party.satisfaction", read_only=True, allow_null=True)
    satisfaction_words = Text(source="party.satisfaction_words", allow_null=True)
    person = Key(source="person.uuid", allow_null=True)

    def to_representation(self, shown):
        told = super().to_representation(shown)
        if shown.is_masked:
            return {name: told[name] if name in ALWAYS else None for name in told}
        hidden = () if shown.party.intervention.reads_words else WORDS
        return {name: None if name in hidden else value for name, value in told.items()}


class TermSerializer(serializers.Serializer):
    """One thing that was agreed: by when, and whether it was done."""

    uuid = Key()
    text = serializers.SerializerMethodField()
    due_on = Day()
    state = Text()
    settled_on = Day(allow_null=True)
    evidence = serializers.SerializerMethodField()
    victim_told_on = Day(allow_null=True)

    def get_text(self, term) -> str | None:
        return term.text if self.context["reads_words"] else None

    def get_evidence(self, term) -> str | None:
        return term.evidence if self.context["reads_words"] else None


class LevelSerializer(ChoiceSerializer):
    """How much was done: 1 on the street, to a panel."""

    number = Number()


class EntryRowSerializer(serializers.Serializer):
    """An entry of the register, in a list."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    reference = Text()
    happened_on = Day()
    offence = ChoiceSerializer(read_only=True)
    number = Text()
    level = LevelSerializer(read_only=True)
    agreement = Text()
    ended_on = Day(allow_null=True)
    officer = Text()
    people = NamedPartySerializer(source="shown", many=True, read_only=True)

    def get_url(self, entry) -> str:
        return reverse("api:rj-entry", args=[entry.uuid])


class EntrySerializer(EntryRowSerializer):
    """The whole entry. Null is what the reader may not read: see `reads_words`."""

    area = ChoiceSerializer(read_only=True)
    is_registered = Flag()
    reads_words = Flag()
    summary = serializers.SerializerMethodField()
    place = serializers.SerializerMethodField()
    outcome = serializers.SerializerMethodField()
    admission = Text()
    method = ChoiceSerializer(read_only=True, allow_null=True)
    is_community_resolution = Flag()
    facilitator = serializers.SerializerMethodField()
    champion_name = serializers.SerializerMethodField()
    champion_on = Day(allow_null=True)
    champion_advice = serializers.SerializerMethodField()
    agreed_on = Day(allow_null=True)
    terms = serializers.SerializerMethodField()
    officer = serializers.SerializerMethodField()
    officer_phone = serializers.SerializerMethodField()
    recorded_at = Moment()
    recorded_by = serializers.SerializerMethodField()
    people = PartySerializer(source="shown", many=True, read_only=True)
    referral = serializers.SerializerMethodField()
    case = serializers.SerializerMethodField()

    def _read(self, entry, name):
        return getattr(entry, name) if entry.reads_words else None

    def _named(self, entry, name):
        is_hidden = naming.is_hidden(entry, self.context["names"])
        return None if is_hidden else self._read(entry, name)

    def get_summary(self, entry) -> str | None:
        return self._read(entry, "summary")

    def get_place(self, entry) -> str | None:
        return self._read(entry, "place")

    def get_outcome(self, entry) -> str | None:
        return self._read(entry, "outcome")

    def get_facilitator(self, entry) -> str | None:
        return self._named(entry, "facilitator")

    def get_champion_name(self, entry) -> str | None:
        return self._named(entry, "champion_name")

    def get_champion_advice(self, entry) -> str | None:
        return self._read(entry, "champion_advice")

    def get_terms(self, entry) -> TermSerializer(many=True, allow_null=True):
        if not entry.reads_words:
            return None
        context = {**self.context, "reads_words": True}
        return TermSerializer(entry.terms.all(), many=True, context=context).data

    def get_officer(self, entry) -> str:
        return naming.officer_of(entry, self.context["names"])

    def get_officer_phone(self, entry) -> str:
        return naming.officer_phone_of(entry, self.context["names"])

    def get_recorded_by(self, entry) -> str:
        return naming.recorder_of(entry, self.context["names"])

    def get_referral(self, entry) -> str | None:
        view = self.context["view"]
        return uuid_of(view.seen("referral.view", view.referral))

    def get_case(self, entry) -> str | None:
        return uuid_of(self.context["view"].seen("case.view", entry.case))


def uuid_of(row):
    """Its uuid, of what may be opened."""
    return str(row.uuid) if row else None


# ---- The search ---------------------------------------------------------------------------------
class FoundSerializer(serializers.Serializer):
    """Somebody in the register; `party` asks for the answer about them."""

    party = Key(source="uuid")
    name = Text()
    born_on = Day(allow_null=True)
    place = Text()
    aliases = serializers.ListField(child=Text(), read_only=True)
    times = Text(source="in_a_line")


class TimeSerializer(serializers.Serializer):
    """One time that they took part, and as whom."""

    entry = EntryRowSerializer(read_only=True)
    role = ChoiceSerializer(read_only=True)


class RegisterAnswerSerializer(serializers.Serializer):
    """Has this person had restorative justice before? In a sentence, and time by time."""

    party = Key(source="main.uuid")
    name = Text(source="main.name")
    born_on = Day(source="main.born_on", allow_null=True)
    place = Text(source="main.place")
    aliases = serializers.ListField(source="main.aliases", child=Text(), read_only=True)
    sentence = Text()
    said = Text()
    times = TimeSerializer(source="rows", many=True, read_only=True)
    person = serializers.SerializerMethodField()

    def get_person(self, results) -> str | None:
        return uuid_of(results.record)


class ResultsSerializer(serializers.Serializer):
    """What was found: one person’s answer, people to choose from, or entries.

    `found_by` says how the words were read, and `is_exact` that they were found as sent.
    """

    found_by = serializers.SerializerMethodField()
    is_exact = serializers.SerializerMethodField()
    other_ways = serializers.SerializerMethodField()
    answer = serializers.SerializerMethodField()
    people = FoundSerializer(source="others", many=True, read_only=True)
    entries = serializers.SerializerMethodField()
    has_more = Flag()

    def get_found_by(self, results) -> str | None:
        method = results.search.method
        return method.name if method else None

    def get_is_exact(self, results) -> bool:
        return not results.search.fell_back

    def get_other_ways(self, results) -> list[str]:
        return [way.name for way in results.search.others]

    def get_answer(self, results) -> RegisterAnswerSerializer(allow_null=True):
        if not results.main:
            return None
        return RegisterAnswerSerializer(results, context=self.context).data

    def get_entries(self, results) -> EntryRowSerializer(many=True):
        found = [] if results.main else results.entries
        return EntryRowSerializer(found, many=True, context=self.context).data
