"""The History tab of a record: what was done, and who has viewed."""

from access.selectors import history_of
from core.views import ObjectPage


class HistoryPage(ObjectPage, abstract=True):
    """What was done with the record and who has viewed it, by section held."""

    action = "history.view"
    template_name = "access/history.html"
    tab = "history"

    def get_context_data(self, **kwargs):
        viewed = self.request.GET.get("show") == "views"
        after = self.request.GET.get("after", "")[:300]
        page, lines = history_of(self.object, self.request.user, viewed=viewed, after=after)
        return super().get_context_data(viewed=viewed, page=page, lines=lines, **kwargs)
