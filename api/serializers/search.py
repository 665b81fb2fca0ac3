"""What a search finds, for programs: groups of rows of one kind, and where each is read."""

from urllib.parse import urlsplit

from django.urls import resolve, reverse
from rest_framework import serializers

from api.serializers.fields import Key, Text
from api.serializers.grants import OwnerSerializer

# The address of what was found, by its kind; and where it is below the record it belongs to.
AT = {
    "people": "api:profile",
    "cases": "api:case",
    "tasks": "api:task",
    "referrals": "api:referral",
}
BELOW = {
    "profiles:log": "api:contact",
    "profiles:report": "api:report",
    "profiles:documents": "api:document",
    "cases:action": "api:case-action",
    "cases:documents": "api:case-document",
}


def address_of(row) -> str | None:
    """Where programs read what was found, if they do."""
    if row.kind in AT:
        return reverse(AT[row.kind], args=[row.uuid])
    page = resolve(urlsplit(row.url).path)
    if page.view_name == "rj:entry":
        return reverse("api:rj-entry", args=[row.uuid])
    if page.view_name in BELOW:
        return reverse(BELOW[page.view_name], args=[page.kwargs["uuid"], row.uuid])
    return None


class SearchRowSerializer(serializers.Serializer):
    """One thing that was found, as its reader may see it.

    `who` is the record that it belongs to; `text` the piece in which the words are. `when` is a
    day, or a day and a time.
    """

    uuid = Key()
    url = serializers.SerializerMethodField()
    reference = Text()
    title = Text()
    who = Text()
    when = serializers.SerializerMethodField()
    text = Text()
    state = serializers.SerializerMethodField()

    def get_url(self, row) -> str | None:
        return address_of(row)

    def get_when(self, row) -> str | None:
        if isinstance(row.when, tuple):
            return "T".join(part.isoformat() for part in row.when if part is not None) or None
        return row.when.isoformat() if row.when is not None else None

    def get_state(self, row) -> str | None:
        return row.tag[0] if row.tag else None


class SearchGroupSerializer(serializers.Serializer):
    """What was found of one kind. `note` says what was not looked through, and why.

    `more` is the next page, where one kind is asked for; otherwise this kind alone. `count` is
    empty where nobody has counted.
    """

    kind = Text()
    label = Text()
    count = Text()
    note = Text()
    results = SearchRowSerializer(source="rows", many=True, read_only=True)
    more = serializers.SerializerMethodField()

    def get_more(self, group) -> str | None:
        return self.context["view"].more_of(group)


class StubSerializer(serializers.Serializer):
    """A record that exact particulars show to exist, and that the client does not read.

    `url` is where access to it is asked for.
    """

    reference = Text()
    managed_by = OwnerSerializer(source="owner_team")
    url = serializers.SerializerMethodField()

    def get_url(self, person) -> str:
        return reverse("api:profile-request-access", args=[person.uuid])


class SearchSerializer(serializers.Serializer):
    """What was found, by kind; and `limited`, records that are shown in limited view."""

    results = SearchGroupSerializer(many=True, read_only=True)
    limited = StubSerializer(many=True, read_only=True)
