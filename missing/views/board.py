"""The board: everybody who is missing now, the worst and longest first."""

from core.paging import Page
from core.views import ListPage
from missing import selectors
from missing.models import Episode


class Board(ListPage):
    """Who is missing, how long, how high the risk is, and what is due."""

    model, action = Episode, "missing.list"
    template_name = "missing/board.html"
    is_limited = False

    def get_page(self):
        return Page(selectors.missing_now(self.request.user))

    def subjects(self):
        return Episode.subjects_of(self.page.rows)
