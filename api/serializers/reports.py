"""Reports about a person, for programs: in a list, in full, and the sections of a draft."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import ChoiceSerializer, Key, Moment, Text, Writer
from api.serializers.log import AmendmentSerializer


class ReportRowSerializer(serializers.Serializer):
    """A report in a list."""

    uuid = Key()
    url = serializers.SerializerMethodField()
    kind = ChoiceSerializer(read_only=True)
    state = Text()
    written_at = Moment()
    submitted_at = Moment(allow_null=True)
    written_by = Writer()

    def get_url(self, report) -> str:
        return reverse("api:report", args=[self.context["view"].object.uuid, report.uuid])


class AnswerSerializer(serializers.Serializer):
    """A question and what was answered: text, or the rows of a table."""

    code = Text()
    label = Text()
    text = serializers.SerializerMethodField()
    more = serializers.SerializerMethodField()
    columns = serializers.SerializerMethodField()
    rows = serializers.SerializerMethodField()

    def get_text(self, said) -> str:
        return said.get("text", "")

    def get_more(self, said) -> str:
        return said.get("more", "")

    def get_columns(self, said) -> list[str]:
        return said.get("columns", [])

    def get_rows(self, said) -> list[list[str]]:
        """Each row as its cells, in the order of the columns."""
        return [[cell for _, cell in row] for row in said.get("rows", [])]


class ContentSerializer(serializers.Serializer):
    """A section of a report, as it reads."""

    title = Text()
    questions = AnswerSerializer(many=True, read_only=True)


class SectionLinkSerializer(serializers.Serializer):
    """A section of a draft: where it is written."""

    uuid = Key()
    title = Text(source="section.title")
    url = serializers.SerializerMethodField()

    def get_url(self, part) -> str:
        return reverse("api:report-section", args=[self.context["view"].object.uuid, part.uuid])


class AdditionSerializer(AmendmentSerializer):
    """What was added to a report after it was submitted."""


class ReportSerializer(ReportRowSerializer):
    """One report: what it says; of a draft, where its sections are written and what is missing."""

    content = ContentSerializer(many=True, read_only=True)
    sections = SectionLinkSerializer(many=True, read_only=True)
    missing = serializers.ListField(child=Text(), read_only=True)
    added = AdditionSerializer(many=True, read_only=True)


class ReportSectionSerializer(serializers.Serializer):
    """The answers in one section of a draft, by the codes of its questions."""

    uuid = Key()
    title = Text(source="section.title")
    report = Key(source="report.uuid")
    answers = serializers.DictField(child=Text(), read_only=True)
    proposed = serializers.DictField(child=Text(), read_only=True)
