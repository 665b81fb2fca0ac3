"""The History tab of a record: what was done, and who has viewed."""

from access.rules import manages_owner
from access.section_access import held_sections
from access.selectors import discreet_to
from audit.selectors import acts_on, reads_of
from audit.words import in_words
from core.paging import page_down
from core.views import ObjectPage


class HistoryPage(ObjectPage, abstract=True):
    """What was done with the record and who has viewed it, by section held."""

    action = "history.view"
    template_name = "access/history.html"
    tab = "history"

    def acts(self, sections):
        reader = self.request.user
        return acts_on(self.object, sections, reader, manages=manages_owner(reader, self.object))

    def get_context_data(self, **kwargs):
        viewed = self.request.GET.get("show") == "views"
        sections = held_sections(self.request.user, self.object)
        hidden = discreet_to(self.request.user, self.object)
        events = reads_of(self.object, sections) if viewed else self.acts(sections)
        events = events.without_teams(hidden)
        page = page_down(events, "pk", after=self.request.GET.get("after", "")[:300])
        return super().get_context_data(
            viewed=viewed, page=page, lines=in_words(page.rows), **kwargs
        )
