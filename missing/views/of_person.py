"""The times that one person was missing, on a tab of the record."""

from core.views import ObjectPage
from missing import one_episode
from profiles.models import Profile
from profiles.views.base import PersonMixin


class EpisodesOfPerson(PersonMixin, ObjectPage):
    """The episodes about a person that the reader sees."""

    model, action = Profile, "profile.view"
    tab = "missing"
    template_name = "missing/of_person.html"

    def get_context_data(self, **kwargs):
        episodes = one_episode.episodes_of(self.object, self.request.user)
        return super().get_context_data(episodes=episodes, **kwargs)
