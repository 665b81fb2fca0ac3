"""The galleries that one person is on, on a tab of the record."""

from core.views import ObjectPage
from galleries import selectors
from galleries.tiles import tiles_of
from profiles.models import Profile
from profiles.views.base import PersonMixin


class GalleriesOfPerson(PersonMixin, ObjectPage):
    """The entries about a person that the reader sees, and where the reader can add them."""

    model, action = Profile, "profile.view"
    tab = "galleries"
    template_name = "galleries/of_person.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            tiles=tiles_of(selectors.entries_about(self.object, user), user),
            to_add_to=selectors.galleries_to_add_to(self.object, user),
            **kwargs,
        )
