"""Home, and search."""

from django.views.generic import RedirectView, TemplateView

from core import panels
from core.views import NoRecord


class Home(NoRecord, TemplateView):
    """Search first; then what waits for an answer, and what is new."""

    reason = "Shows references and notices of the reader alone; no name, no record."
    template_name = "home/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(panels=panels.gather("home", self.request), **kwargs)


class Search(NoRecord, RedirectView):
    """The search of the header, answered by the list of people."""

    reason = "Goes on to the list of people, which is behind the door."
    pattern_name = "profiles:list"
    query_string = True
