"""How the list of people is narrowed; the whole state is in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import cached_property

from core.paging import PAGE_SIZE, Page, capped
from profiles.list_filters import LIST_FILTERS, OWN, InPlace, narrowings
from profiles.matching import mark_matches
from profiles.models import Profile, SavedView
from profiles.querysets import with_list_columns
from profiles.search import Search

ORDERS = {"name": "Name", "-name": "Name, Z to A", "-activity": "Last activity"}
KNOWN = ("q", "by", *(kind.name for kind in LIST_FILTERS), "sort")


@dataclass(frozen=True)
class Tag:
    """One filter in use, and the address of the list without it."""

    text: str
    remove: str


class PeopleFilter:
    """Words, what narrows the list (profiles.list_filters), and the order."""

    def __init__(self, request):
        self.user = request.user
        asked = {name: request.GET.get(name, "").strip()[:100] for name in KNOWN}
        self.after = request.GET.get("after", "")[:300]
        if asked["sort"] not in ORDERS or asked["sort"] == "name":
            asked["sort"] = ""
        self.parts = narrowings(self.user, asked)
        self.values = asked | {part.name: part.value for part in self.parts}

    @property
    def words(self):
        return self.values["q"]

    @property
    def in_sight(self):
        return [part for part in self.parts if part.in_sight]

    @property
    def more(self):
        return [part for part in self.parts if not part.in_sight]

    @property
    def folded(self):
        """How many are in use of those that are not in plain sight."""
        return sum(bool(part.value) for part in self.more)

    @property
    def orders(self):
        return [(key if key != "name" else "", words) for key, words in ORDERS.items()]

    @property
    def order_in_words(self):
        words = ORDERS[self.values["sort"] or "name"]
        return words[:1].lower() + words[1:]

    @property
    def heading(self):
        """What the list is a list of."""
        place = next(part for part in self.parts if isinstance(part, InPlace))
        return f"People in {place.own_names}" if place.value == OWN else "People"

    @property
    def notes(self):
        """What must be known to read this list rightly."""
        return [part.note for part in self.parts if part.value and part.note]

    @property
    def gone(self):
        """The filters that name something which is no longer there, by their labels."""
        return [part.label for part in self.parts if part.is_gone]

    @cached_property
    def search(self):
        """What the words find, among the people whom the other filters leave."""
        return Search(self.user, self.words, self.values["by"], self._narrowed())

    def queryset(self):
        return self.search.queryset

    def _narrowed(self):
        people = Profile.objects.all()
        for part in self.parts:
            if part.value:
                people = part.narrow(people)
        return people

    def page(self) -> Page:
        """The page that the address asks for."""
        return self._page(self.after, PAGE_SIZE)

    def first(self, size: int) -> Page:
        """So many from the beginning, wherever the address begins."""
        return self._page("", size)

    def _page(self, after: str, size: int) -> Page:
        order = self.values["sort"] or "name"

        def ask(people, how):
            return people.page_for(self.user, order=order, after=after, size=size, **how)

        search = self.search
        page = ask(search.queryset, search.how) if after else search.page(ask)
        with_list_columns(page)
        mark_matches(self.search, page)
        return page

    def count(self):
        return capped(self.queryset().count_for(self.user, **self.search.how))

    @property
    def other_ways(self):
        """What else the words may be looked for in, and the address for it."""
        return [(way.offer, self.with_value("by", way.name)) for way in self.search.others]

    @property
    def as_new(self):
        """The name that was looked for, for the page of a new record: as if typed there."""
        if not self.words or any(sign.isdigit() for sign in self.words):
            return ""
        first, comma, last = self.words.partition(",")
        *forenames, surname = [*last.split(), first] if comma else self.words.split()
        return f"?{urlencode({'surname': surname, 'forenames': ' '.join(forenames)})}"

    @property
    def tags(self):
        words = [Tag(f"“{self.words}”", self.without("q"))] if self.words else []
        parts = [part for part in self.parts if part.value]
        return words + [Tag(part.words, self.without(part.name)) for part in parts]

    @property
    def query(self):
        """The filters in use and the order, as a view is saved by them; the same for the same."""
        return self.without("").removeprefix("?")

    @cached_property
    def saved(self):
        """The reader's own saved views."""
        return list(SavedView.objects.visible_to(self.user))

    @property
    def is_saved(self):
        return any(view.query == self.query for view in self.saved)

    def without(self, name):
        return self.with_value(name, "")

    def with_value(self, name, value):
        kept = {key: value for key, value in {**self.values, name: value}.items() if value}
        if not kept.get("q"):
            kept.pop("by", None)
        return f"?{urlencode(kept)}"

    @property
    def address(self):
        """All of it, for the pages about the same people."""
        return self.without("")

    def in_words(self):
        """For the log: what was asked, without the words of a search by name."""
        kept = {k: v for k, v in self.values.items() if v and k != "q"}
        return {"filters": kept, "by_name": bool(self.words)}
