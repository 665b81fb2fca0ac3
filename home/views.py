"""Home, and search."""

from django.views.generic import RedirectView, TemplateView

from access.kinds import subjects_of
from core import panels
from core.tidy import tidy
from core.views import LIST, NoRecord, RecordView
from profiles.models import Profile


class Home(RecordView, TemplateView):
    """Search first; then what waits for an answer, what is new, and the people at hand."""

    for_control_room = True
    model, action, operation = Profile, "profile.list", LIST
    template_name = "home/home.html"

    def get_context_data(self, **kwargs):
        found = panels.gather("home", self.request)
        # One function may have several panels.
        self.panels = [one for part in found for one in (part if type(part) is list else [part])]
        return super().get_context_data(panels=self.panels, **kwargs)

    def subjects(self):
        return subjects_of(one for panel in self.panels for one in panel.get("people", ()))

    def announce(self):
        """References and notices tell nothing of a record; names do."""
        if self.subjects():
            super().announce()

    def seen_detail(self):
        return {"page": "home"}


class Search(NoRecord, RedirectView):
    """The search of the header, answered by the list of people.

    The exact reference of something else leads there: upper apps find it in `search.reference`.
    """

    reason = "Redirects to the list of people, or to a page, which checks access."
    pattern_name = "profiles:list"
    query_string = True

    def get_redirect_url(self, *args, **kwargs):
        if self.request.user.is_in_control_room:
            self.pattern_name = "rj:search"
            return super().get_redirect_url(*args, **kwargs)
        words = tidy(self.request.GET.get("q", "")[:100]).strip()
        found = panels.gather("search.reference", self.request.user, words.upper())
        return found[0] if found else super().get_redirect_url(*args, **kwargs)
