"""Giving and ending access to all people of a filtered list: the access pages, made concrete."""

from django.urls import reverse

from access.views import many
from profiles.filters import PeopleFilter
from profiles.models import Profile


class ListedPeople:
    """The people of the list whose filters are in the address."""

    model = Profile

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = PeopleFilter(request)

    def records(self):
        """None of those who were found by a likeness, or by what not every access shows."""
        search = self.filter.search
        return search.queryset if search.is_sure else search.people.none()

    def words(self):
        return self.filter.search.how.get("words", "")

    def list_address(self):
        return reverse("profiles:list") + self.filter.address

    def seen_detail(self):
        return {"page": self.heading, **self.filter.recorded()}

    def get_context_data(self, **kwargs):
        return super().get_context_data(filter=self.filter, **kwargs)


class GiveToMany(ListedPeople, many.GiveManyPage):
    heading = "Give access to these people"


class EndForMany(ListedPeople, many.EndManyPage):
    heading = "End access to these people"


class ManyDone(many.ManyDonePage):
    model = Profile

    def seen_detail(self):
        return {"page": "access to many people"}
