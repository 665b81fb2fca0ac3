"""How the list of people is narrowed; the whole state is in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import cached_property

from core.paging import PAGE_SIZE, Page, capped
from core.tidy import folded
from profiles.finding import matching_exactly
from profiles.models import Profile, SavedView
from profiles.narrowing import NARROWINGS, OWN, InPlace, narrowings
from profiles.querysets import with_list_columns

ORDERS = {"name": "Name", "-name": "Name, Z to A", "-activity": "Last activity"}
KNOWN = ("q", *(kind.name for kind in NARROWINGS), "sort")


@dataclass(frozen=True)
class Tag:
    """One filter in use, and the address of the list without it."""

    text: str
    remove: str


class PeopleFilter:
    """Words, what narrows the list (profiles.narrowing), and the order."""

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
    def exact(self):
        """The people whom the words name by exact particulars, if the reader sees any."""
        found = matching_exactly(self.words) if self.words else None
        if found is not None and found.visible_to(self.user).exists():
            return found
        return None

    @property
    def names(self):
        """The words to look for in names: none where exact particulars were typed."""
        return folded(self.words) if self.exact is None else ""

    def queryset(self):
        people = Profile.objects.all() if self.exact is None else self.exact
        for part in self.parts:
            if part.value:
                people = part.narrow(people)
        return people

    @cached_property
    def alike(self):
        """Does no name contain the words? Then names that are like them are shown."""
        return bool(self.names) and not self.queryset().ids_for(self.user, words=self.names, cap=0)

    def page(self, size: int = PAGE_SIZE) -> Page:
        page = self._page(size=size)
        if not page.rows and self.alike:
            page = self._page(size=size, alike=True)
        with_list_columns(page)
        return page

    def _page(self, **how):
        order = self.values["sort"] or "name"
        return self.queryset().page_for(
            self.user, order=order, after=self.after, words=self.names, **how
        )

    def count(self):
        found = self.queryset().count_for(self.user, words=self.names)
        if not found and self.alike:
            found = self.queryset().count_for(self.user, words=self.names, alike=True)
        return capped(found)

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
        kept = {key: value for key, value in self.values.items() if value and key != name}
        return f"?{urlencode(kept)}"

    @property
    def address(self):
        """All of it, for the pages about the same people."""
        return self.without("")

    def in_words(self):
        """For the log: what was asked, without the words of a search by name."""
        kept = {k: v for k, v in self.values.items() if v and k not in ("q",)}
        return {"filters": kept, "by_name": bool(self.words)}
