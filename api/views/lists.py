"""Lists of the API: so many rows, the address of the next page, and how many there are."""

from typing import Any, ClassVar

from django.utils.functional import cached_property

from api.filters import filter_names, refuse_unusable
from api.parameters import AFTER, LIMIT, MOST_COUNTED, MOST_ROWS
from api.problems import wrong_parameter
from api.views.base import ApiMixin, OfRecord
from core.paging import PAGE_SIZE, capped, page_down


class Limited:
    """An answer of so many rows as the address asks for."""

    @property
    def limit(self):
        """How many rows a page has."""
        asked = self.request.GET.get(LIMIT)
        if asked is None:
            return PAGE_SIZE
        is_short = asked.isascii() and asked.isdigit() and len(asked) <= len(str(MOST_ROWS))
        if not is_short or not 1 <= int(asked) <= MOST_ROWS:
            raise wrong_parameter(LIMIT, f"Send a number from 1 to {MOST_ROWS}.")
        return int(asked)


class Rows(Limited):
    """What lists share: a page of rows, the address of the next, and how many there are."""

    row: ClassVar[Any]

    def query_names(self):
        return (*super().query_names(), AFTER, LIMIT)

    @property
    def after(self):
        return self.request.GET.get(AFTER, "")[:300]

    def answer(self):
        page = self.page
        if self.after and page.is_first:
            raise wrong_parameter(AFTER, "Send a cursor from “next”, as it was given.")
        return {
            "count": self.count(),
            "next": self.next_page(page),
            "results": self.row(page.rows, many=True, context=self.context()).data,
        }

    def count(self):
        """How many there are, in words."""
        raise NotImplementedError

    def next_page(self, page):
        """The address of the next page; the filters stay as they are."""
        if page.next_cursor is None:
            return None
        query = self.request.GET.copy()
        query[AFTER] = page.next_cursor
        return f"{self.request.path}?{query.urlencode()}"

    def field_names(self):
        return list(self.row().fields)

    def in_part(self, told, wanted):
        rows = [{name: row[name] for name in wanted} for row in told["results"]]
        return {**told, "results": rows}


class ApiList(Rows, ApiMixin):
    """A list of records: over the mixin of its page, which gives the filter and `get_page()`."""

    def query_names(self):
        asked = getattr(self, "filter", None)
        return (*super().query_names(), *(filter_names(asked) if asked is not None else ()))

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        asked = getattr(self, "filter", None)
        if asked is not None:
            refuse_unusable(asked)
            asked.size = self.limit

    def count(self):
        return self.filter.count()


class ApiChildList(Rows, OfRecord):
    """What belongs to one object, newest first: subclasses give the rows and their keys."""

    keys: ClassVar[tuple[str, ...]]

    def rows(self):
        """The rows that the reader may read, narrowed."""
        raise NotImplementedError

    def query_names(self):
        asked = self.list_filter()
        return (*super().query_names(), *(filter_names(asked) if asked is not None else ()))

    def list_filter(self):
        """The filter of its page, if it has one."""
        return

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        if self.list_filter() is not None:
            refuse_unusable(self.list_filter())

    @cached_property
    def page(self):
        rows, after = self.rows(), self.after
        return self.prepared(page_down(rows, *self.keys, after=after, size=self.limit))

    def prepared(self, page):
        """The page, with what its rows are told in."""
        return page

    def count(self):
        if self.page.is_first and self.page.next_cursor is None:
            return capped(len(self.page))
        return capped(self.rows().order_by()[: MOST_COUNTED + 1].count(), MOST_COUNTED)
