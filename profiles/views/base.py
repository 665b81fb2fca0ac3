"""What the lists of people share, and the pages of one person: identity bar, warnings, tabs."""

from typing import ClassVar
from uuid import UUID

from django.utils.functional import cached_property

from access.views.record import RecordMixin
from core import policy
from core.signals import object_seen
from core.views import LIST, SEARCH
from profiles.filters import PeopleFilter
from profiles.models import Profile
from profiles.risk_shown import risk_shown
from profiles.selectors import facts_of, people_found


class PeopleMixin:
    """The people whom the reader may see, narrowed and ordered by the address."""

    model, action = Profile, "profile.list"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = PeopleFilter(request)

    @property
    def operation(self):
        return SEARCH if self.filter.words else LIST

    def get_page(self):
        return self.filter.page()

    def seen_detail(self):
        return self.filter.recorded()


class PersonInAddress:
    """A page whose address may name somebody: `?person=`, with the uuid of their record."""

    @property
    def chosen(self):
        """What the address says, which may be no uuid at all."""
        return self.request.GET.get("person", "")

    def said_at(self):
        """The same words about somebody else are no repetition."""
        return f"{super().said_at()} {self.chosen}"

    @cached_property
    def person(self):
        """The person in the address, if the reader can read the record."""
        try:
            uuid = UUID(self.chosen)
        except ValueError:
            return None
        return policy.find(self.request.user, "profile.view", Profile, "owner_team", uuid=uuid)


# In place of somebody's record in the address: the person has none.
NO_RECORD = "none"


class FindsPeople(PersonInAddress):
    """A page whose address may name somebody, or words (`?q=`) to find them by.

    Those found are told to the log as a list of their own, whatever the page is about: they count
    against how many people its reader may list, and are sampled as a list is.
    """

    # Is the page withheld from who has listed too many people within the hour?
    withholds_long_lists: ClassVar[bool] = True

    @cached_property
    def words(self):
        return self.request.GET.get("q", "").strip()[:100]

    @cached_property
    def found(self):
        """People whom the words find, of those that the reader sees; nobody once one is chosen."""
        if not self.words or self.chosen or self.request.method not in ("GET", "HEAD"):
            return []
        return people_found(self.request.user, self.words)

    @property
    def is_chosen(self):
        """Is it settled whom the form is about?"""
        is_named = self.person is not None or self.chosen == NO_RECORD
        return is_named or self.request.method == "POST"

    def announce(self):
        super().announce()
        if self.found:
            object_seen.send(
                Profile,
                obj=None,
                by=self.request.user,
                action="profile.list",
                section="",
                subjects=[person.pk for person in self.found],
                operation=SEARCH,
                detail={"by_name": True, **self.seen_detail()},
                channel=self.channel,
                is_limited=self.withholds_long_lists,
            )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            words=self.words,
            found=self.found,
            person_added=self.person,
            is_chosen=self.is_chosen,
            **kwargs,
        )


class PersonMixin(RecordMixin):
    """Puts the person above the page: who, what risk, which warnings, what else there is."""

    model = Profile
    frame = "profiles/frame.html"

    def identity(self):
        """Identity comes with the person, who came through the view; a section if it is held."""
        facts = self.facts
        latest = next(iter(facts.get("risk", [])), None)
        return {
            "person": self.object,
            "roles": facts["roles"],
            "warnings": facts["warnings"],
            "risk": risk_shown("risk" in facts, latest, in_full=True),
            "place": next(iter(facts["stays"]), None),
            "release": next(iter(facts["releases"]), None),
            "homes": facts.get("addresses", []),
            "identifiers": facts.get("identifiers", []),
            "statuses": facts.get("statuses", []),
            "cohorts": facts.get("cohorts", []),
        }

    @cached_property
    def facts(self):
        """The person, and the sections on this page that the reader holds."""
        return facts_of(self.object, self.held, in_full=self.tab == "overview")

    def of_section(self, section, related):
        """What belongs to a section of this person, or nothing where it is not held."""
        return related.all() if section in self.held else related.none()
