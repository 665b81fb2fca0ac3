"""How the list of people is narrowed; the whole state is in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import cached_property

from agencies.models import Team
from core.paging import Page, capped
from core.tidy import folded
from profiles.custody import establishments, own_establishments
from profiles.finding import matching_exactly
from profiles.models import Profile, Role
from profiles.querysets import with_list_columns

ORDERS = {"name": "Name", "-name": "Name, Z to A", "-activity": "Last activity"}
INSIDE, COMMUNITY, OWN = "in", "out", "mine"
KNOWN = ("q", "role", "team", "warning", "custody", "sort")


@dataclass(frozen=True)
class Tag:
    """One filter in use, and the address of the list without it."""

    text: str
    remove: str


class PeopleFilter:
    """Words, role, managing team, warnings, and the order."""

    def __init__(self, request):
        self.user = request.user
        self.values = {name: request.GET.get(name, "").strip()[:100] for name in KNOWN}
        self.after = request.GET.get("after", "")[:300]
        if self.values["role"] not in Role.Kind.values:
            self.values["role"] = ""
        if self.values["sort"] not in ORDERS:
            self.values["sort"] = ""
        self.team = self._team()
        if self.values["custody"] and self.values["custody"] not in dict(self.places):
            self.values["custody"] = ""

    def _team(self):
        team = self.values["team"]
        if not team.isdecimal() or len(team) > 8:
            return None
        return Team.objects.visible_to(self.user).filter(pk=int(team)).first()

    @property
    def words(self):
        return self.values["q"]

    @property
    def roles(self):
        return Role.Kind.choices

    @property
    def teams(self):
        """The teams whose records the reader may choose between: their own."""
        return Team.objects.own_to(self.user)

    @cached_property
    def own(self):
        """The establishments in which the reader works."""
        return own_establishments(self.user)

    @cached_property
    def places(self):
        """Where people may be looked for: a value for the address, and its words."""
        names = " and ".join(str(one) for one in self.own)
        return [
            (INSIDE, "In custody"),
            (COMMUNITY, "In the community"),
            *([(OWN, f"My prison: {names}")] if names else []),
            *((one.code, f"In {one}") for one in establishments() if one.is_offered),
        ]

    @property
    def heading(self):
        """What the list is a list of."""
        if self.values["custody"] == OWN:
            return f"People in {' and '.join(str(one) for one in self.own)}"
        return "People"

    def _placed(self, people):
        where = self.values["custody"]
        if where == COMMUNITY:
            return people.in_community()
        if where == INSIDE:
            return people.in_custody()
        chosen = self.own if where == OWN else [p for p in establishments() if p.code == where]
        return people.in_custody([one.pk for one in chosen])

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
        if self.values["role"]:
            people = people.with_role(self.values["role"])
        if self.team:
            people = people.owned_by(self.team)
        if self.values["warning"]:
            people = people.with_warning()
        if self.values["custody"]:
            people = self._placed(people)
        return people

    @cached_property
    def alike(self):
        """Does no name contain the words? Then names that are like them are shown."""
        return bool(self.names) and not self.queryset().ids_for(self.user, words=self.names, cap=0)

    def page(self) -> Page:
        page = self._page()
        if not page.rows and self.alike:
            page = self._page(alike=True)
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
        words = {
            "q": f"“{self.words}”",
            "role": dict(Role.Kind.choices).get(self.values["role"], ""),
            "team": str(self.team or ""),
            "warning": "With a warning",
            "custody": dict(self.places).get(self.values["custody"], ""),
        }
        return [
            Tag(words[name], self.without(name))
            for name in words
            if self.values[name] and words[name]
        ]

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
