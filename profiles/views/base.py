"""What the lists of people share, and the pages of one person: identity bar, warnings, tabs."""

from access.views.record import RecordMixin
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
        return self.filter.recorded()


class PersonMixin(RecordMixin):
    """Puts the person above the page: who, what risk, which warnings, what else there is."""

    model = Profile
    frame = "profiles/frame.html"

    def identity(self):
        """Identity comes with the person, who came through the door; a section if it is held."""
        person = self.object
        return {
            "person": person,
            "roles": person.roles.current(),
            "warnings": person.warnings.current().select_related("kind"),
            "risk": self.of_section("risk", person.risk_assessments).in_force(),
            "place": person.stays.current().with_words().first(),
            "identifiers": person.identifiers.current(),
            "statuses": person.statuses.current().with_words(),
        }

    def of_section(self, section, related):
        """What belongs to a section of this person, or nothing where it is not held."""
        return related.all() if section in self.held else related.none()
