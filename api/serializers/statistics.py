"""Figures, for programs: which there are, and the table of one."""

from django.urls import reverse
from rest_framework import serializers

from api.serializers.fields import Day, Flag, Text


class FigureSerializer(serializers.Serializer):
    """A figure: what it counts, and whose. One that `is_now` is about today alone."""

    key = Text()
    url = serializers.SerializerMethodField()
    title = Text()
    definition = Text()
    source = Text()
    columns = serializers.ListField(child=Text(), read_only=True)
    is_now = Flag()

    def get_url(self, figure) -> str:
        return reverse("api:statistic", args=[figure.key])


class FiguresSerializer(serializers.Serializer):
    """Every figure that the reader may ask for."""

    results = FigureSerializer(many=True, read_only=True)


class DaysSerializer(serializers.Serializer):
    """From the first day to the last, both included."""

    first = Day()
    last = Day()


class TableSerializer(serializers.Serializer):
    """What a figure comes to. Rows are values in the order of the columns: words, or numbers.

    `period` is null for a figure about today. `headline` says most of it in words.
    """

    key = Text()
    title = Text()
    definition = Text()
    source = Text()
    period = DaysSerializer(read_only=True, allow_null=True)
    headline = Text()
    columns = serializers.ListField(child=Text(), read_only=True)
    rows = serializers.SerializerMethodField()

    def get_rows(self, table) -> list[list[str | int]]:
        return [list(row) for row in table.rows]
