"""What the lists of people share, and the pages of one person: identity bar, warnings, tabs."""

from django.utils.functional import cached_property

from access.levels import Level
from access.section_access import held_sections, open_glass
from agencies.views.base import NamesColleagues
from core import panels, policy
from core.views import LIST, SEARCH
from profiles.filters import PeopleFilter
from profiles.models import Profile


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
        return self.filter.in_words()


class PersonMixin(NamesColleagues):
    """Puts the person above the page: who, what risk, which warnings, what else there is."""

    model, related = Profile, ("owner_team", "lead")
    frame = "profiles/frame.html"
    # For who shares a record and does not read it, an area administrator.
    stub_frame = "access/stub_frame.html"
    tab: str

    @cached_property
    def held(self):
        """The sections of this record that the reader holds, with their level."""
        return held_sections(self.request.user, self.object)

    def adds_to(self, section):
        return self.held.get(section, 0) >= Level.CONTRIBUTE

    @cached_property
    def reads(self):
        """May the reader read the record, or only share it?"""
        return policy.can(self.request.user, "profile.view", self.object)

    def get_context_data(self, **kwargs):
        if not self.reads:
            return super().get_context_data(frame=self.stub_frame, reads=False, **kwargs)
        # Identity comes with the person, who came through the door; a section only if it is held.
        person = self.object
        return super().get_context_data(
            frame=self.frame,
            reads=True,
            glass=open_glass(self.request.user, person),
            tab=self.tab,
            person=person,
            roles=person.roles.current(),
            warnings=person.warnings.current().select_related("kind"),
            risk=self.of_section("risk", person.risk_assessments).in_force(),
            place=person.stays.current().with_words().first(),
            identifiers=person.identifiers.current(),
            statuses=person.statuses.current().with_words(),
            tabs=self.tabs(),
            **kwargs,
        )

    def of_section(self, section, related):
        """What belongs to a section of this person, or nothing where it is not held."""
        return related.all() if section in self.held else related.none()

    def tabs(self):
        """The tabs of this record that the reader has something behind."""
        groups = panels.gather("profiles.tabs", self.request, self.object, self.held)
        tabs = sorted((tab for group in groups for tab in group), key=lambda tab: tab["order"])
        return [{**tab, "current": tab["name"] == self.tab} for tab in tabs]
