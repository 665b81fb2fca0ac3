"""What changed since a client looked last, for programs that keep a copy in step."""

from typing import ClassVar
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from rest_framework.views import APIView

from api.changes import changes_after, read_cursor
from api.models import ApiClient
from api.parameters import AFTER, LIMIT, Parameter
from api.problems import wrong_parameter
from api.routes import resource
from api.serializers.changes import ChangesSerializer
from api.views.base import ApiMixin
from api.views.lists import Limited
from core.views import LIST, RecordView

SINCE = "since"


class ChangeList(Limited, ApiMixin, RecordView, APIView):
    """What changed among the records that the client sees, oldest first: ids only.

    Without `after` or `since` it begins now. `next` is always there: ask it again later.
    """

    model, action, operation = ApiClient, "change.list", LIST
    resource, answers, queries = "changes", ChangesSerializer, (AFTER, SINCE, LIMIT)
    parameters: ClassVar = {
        SINCE: Parameter("The moment at which to begin, like 2026-11-30T16:00:00Z")
    }
    found = None

    def answer(self):
        call = getattr(self.request, "api_call", None)
        scopes = call.scopes if call is not None else None
        self.found = changes_after(self.request.user, scopes, self.start(), self.limit)
        query = {AFTER: self.found.cursor}
        if LIMIT in self.request.GET:
            query[LIMIT] = self.limit
        told = {
            "results": self.found.rows,
            "next": f"{self.request.path}?{urlencode(query)}",
            "more": self.found.more,
        }
        return self.answers(told).data

    def start(self):
        """Where the feed goes on."""
        asked = self.request.GET
        if AFTER in asked:
            start = read_cursor(asked[AFTER][:300])
            if start is None:
                raise wrong_parameter(AFTER, "Send a cursor from “next”, as it was given.")
            return start
        return (self.moment(asked[SINCE]), 0) if SINCE in asked else None

    def moment(self, text):
        try:
            at = parse_datetime(text[:40])
        except ValueError:
            at = None
        if at is None or not 1970 < at.year < 9000:
            raise wrong_parameter(SINCE, "Send a time like 2026-11-30T16:00:00Z.")
        return at if timezone.is_aware(at) else timezone.make_aware(at)

    def subjects(self):
        return self.found.people if self.found is not None else []

    def seen_detail(self):
        return {"changes": len(self.found.rows) if self.found is not None else 0}


urlpatterns = [*resource("changes/", "changes", ChangeList)]
