"""The log of events, for auditors: what their page shows, by the same search."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.events import EventSerializer
from api.views.lists import ApiList
from audit import views as pages
from audit.filters import EventFilter
from audit.paging import page_of_log


class EventList(ApiList, pages.AuditSearch, APIView):
    """What was done and seen in the areas that a signed-in auditor audits, newest first."""

    resource, row, filters = "events", EventSerializer, EventFilter

    def get_page(self):
        return page_of_log(self.events(), self.ask, self.filter.after, size=self.limit)

    def count(self):
        """Of the first page alone, as on the page of the log."""
        return self.page.count if self.page.is_first else ""

    def context(self):
        return {**super().context(), "record_names": self.record_names()}


urlpatterns = [*resource("events/", "events", EventList)]
