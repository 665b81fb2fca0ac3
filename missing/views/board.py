"""The board: everybody who is missing now, the worst and longest first."""

from django.core import signing
from django.urls import reverse
from django.utils import timezone

from access.naming import Naming
from core.views import ListMixin, ListPage
from missing.cards import back_lines, cards_of
from missing.filters import BoardFilter
from missing.models import Episode
from missing.selectors import BACK, board_of

SALT = "missing.board"
SHIFT = 12 * 60 * 60
SEEN = "X-Board-Seen"


class BoardMixin(ListMixin, abstract=True):
    """The board as the filters in its address ask for it, for pages and the API."""

    model, action = Episode, "missing.list"
    # Who is missing must be seen, however often.
    is_limited = False

    def load(self):
        super().load()
        self.filter = BoardFilter(self.request)

    def get_page(self):
        self.found = board_of(self.request.user, self.filter)
        self.filter.part("area").areas = self.found.areas
        return self.found.page

    def seen_detail(self):
        return self.filter.recorded()


class BoardPage(BoardMixin, ListPage, abstract=True):
    """A page of the board, with those who came back."""

    def on_it(self):
        """The people whose records are on this page."""
        return Episode.subjects_of([*self.page.rows, *self.found.back[:BACK]])

    def subjects(self):
        return self.on_it()

    def get_context_data(self, **kwargs):
        page, now, user = self.page, timezone.now(), self.request.user
        query = self.request.GET.urlencode()
        address = f"?{query}" if query else ""
        return super().get_context_data(
            filter=self.filter,
            number=self.found.number,
            cards=cards_of(self.found, Naming(user, manages=False), now),
            back=back_lines(self.found, now)[:BACK],
            has_more_back=len(self.found.back) > BACK,
            now=now,
            page_url=f"{reverse('missing:board')}{address}",
            live_url=f"{reverse('missing:live')}{address}",
            seen=signing.dumps([user.pk, self.on_it()], salt=SALT),
            is_empty=not page.rows,
            **kwargs,
        )


class Board(BoardPage):
    """Who is missing, how long, how high the risk is, and what is due."""

    template_name = "missing/board.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_report=self.may("missing.report"), **kwargs)


class BoardLive(BoardPage):
    """The board again, for the script of its page, which asks every 20 seconds.

    Asking is no activity. It leaves an event about people who were not on the board that the page
    showed before, and none if there are none.
    """

    template_name = "missing/_board.html"
    http_method_names = ["get", "head"]

    def subjects(self):
        """Those who are new on it."""
        return sorted({*self.on_it()} - self.shown_before())

    def shown_before(self):
        """Who was on the board that this reader was shown; nobody, if the script cannot tell."""
        try:
            sealed = self.request.headers.get(SEEN, "")
            reader, people = signing.loads(sealed, salt=SALT, max_age=SHIFT)
        except (signing.BadSignature, ValueError, TypeError):
            return set()
        return set(people) if reader == self.request.user.pk else set()

    def announce(self):
        """A board that shows nobody new tells nothing that its reader was not told before."""
        if self.subjects():
            super().announce()
