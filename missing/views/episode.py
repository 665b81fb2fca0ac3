"""One episode: who is missing, the clocks, and what was written."""

from core.views import ObjectPage
from missing.models import Episode


class EpisodePage(ObjectPage):
    """Everything that is known, on one page."""

    model, action = Episode, "missing.view"
    related = ("case__owner_team", "case__lead", "risk", "outcome", "area")
    template_name = "missing/episode_detail.html"

    def subjects(self):
        return self.object.subject_ids()

    def get_context_data(self, **kwargs):
        return super().get_context_data(episode=self.object, **kwargs)
