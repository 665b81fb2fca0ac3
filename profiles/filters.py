"""How the list of people is narrowed; the whole state is in the address."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.functional import cached_property

from agencies.models import Team
from core.paging import Page, capped
from profiles.custody import establishments, own_establishments
from profiles.matching import mark_matches
from profiles.models import Profile, Role
from profiles.querysets import with_list_columns
from profiles.search import Search

ORDERS = {"name": "Name", "-name": "Name, Z to A", "-activity": "Last activity"}
INSIDE, COMMUNITY, OWN = "in", "out", "mine"
KNOWN = ("q", "by", "role", "team", "warning", "custody", "sort")


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
    def search(self):
        """What the words find, among the people whom the other filters leave."""
        return Search(self.user, self.words, self.values["by"], self._narrowed())

    def queryset(self):
        return self.search.queryset

    def _narrowed(self):
        people = Profile.objects.all()
        if self.values["role"]:
            people = people.with_role(self.values["role"])
        if self.team:
            people = people.owned_by(self.team)
        if self.values["warning"]:
            people = people.with_warning()
        if self.values["custody"]:
            people = self._placed(people)
        return people

    def page(self) -> Page:
        order = self.values["sort"] or "name"
        page = self.queryset().page_for(
            self.user, order=order, after=self.after, **self.search.how
        )
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
