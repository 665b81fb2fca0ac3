"""The History tab of a record: what was done, and who has viewed."""

from access.naming import naming
from access.section_access import held_sections
from audit.selectors import acts_on, reads_of
from audit.words import in_words
from core.paging import page_down
from core.views import ObjectPage


class HistoryPage(ObjectPage, abstract=True):
    """What was done with the record and who has viewed it, by section held."""

    action = "history.view"
    template_name = "access/history.html"
    tab = "history"

    def get_context_data(self, **kwargs):
        obj, reader = self.object, self.request.user
        viewed = self.request.GET.get("show") == "views"
        sections, names = held_sections(reader, obj), naming(reader, obj)
        if viewed:
            events = reads_of(obj, sections)
        else:
            events = acts_on(obj, sections, reader, manages=names.manages)
        events = events.without_teams(names.hidden_teams)
        page = page_down(events, "pk", after=self.request.GET.get("after", "")[:300])
        return super().get_context_data(
            viewed=viewed, page=page, lines=in_words(page.rows, names.row), **kwargs
        )
