"""Missing people, for programs: the board, those who came back, one episode, and reporting."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from rest_framework.views import APIView

from access.naming import Naming
from api.parameters import MOST_COUNTED
from api.routes import resource
from api.serializers.missing import EpisodeRowSerializer, EpisodeSerializer, UnitSerializer
from api.views.base import ApiDetail, ApiMixin
from api.views.choosing import NamesPerson, PersonForm
from api.views.lists import ApiList
from api.views.writing import ApiAct, ApiCreate, ApiEdit
from core import policy
from core.paging import capped
from core.tidy import is_name
from core.views import ListMixin
from missing import one_episode
from missing.arranged import unit_of
from missing.filters import BoardFilter
from missing.forms.report import ReportForm
from missing.models import Episode
from missing.selectors import returned_page
from missing.views import board as board_pages
from missing.views import entries as entry_pages
from missing.views import report as report_pages
from missing.views import returning as return_pages
from missing.views.episode import OneEpisode


class BoardRows(ApiList):
    """Episodes in a list, with what is due and what the reader may name."""

    resource, row = "missing", EpisodeRowSerializer

    def clocks(self):
        """What is due, by the id of the episode."""
        raise NotImplementedError

    def context(self):
        names = Naming(self.request.user, manages=False)
        return {**super().context(), "names": names, "clocks": self.clocks()}


class Board(BoardRows, board_pages.BoardMixin, APIView):
    """Everybody who is missing now, the worst and longest first."""

    filters = BoardFilter

    def clocks(self):
        return self.found.beside.clocks

    def count(self):
        if not self.filter.in_use:
            return capped(self.found.number)
        seen = policy.accessible(self.request.user, self.action, Episode).missing_now()
        number = self.filter.narrow(seen).order_by()[: MOST_COUNTED + 1].count()
        return capped(number, MOST_COUNTED)


class Returned(BoardRows, ListMixin, APIView):
    """Those who came back and with whom somebody must talk, the most urgent first."""

    model, action = Episode, "missing.list"
    is_limited = False

    def get_page(self):
        return returned_page(self.request.user, self.after, self.limit)

    def clocks(self):
        return one_episode.clocks_by_episode(self.page.rows)

    def count(self):
        seen = policy.accessible(self.request.user, self.action, Episode).to_interview()
        return capped(seen.order_by()[: MOST_COUNTED + 1].count(), MOST_COUNTED)

    def seen_detail(self):
        return {"page": "came back"}


class EpisodeDetail(ApiDetail, OneEpisode, APIView):
    """One episode: who is missing, what is due, and how it ended."""

    action = "missing.view"
    resource, answers = "missing", EpisodeSerializer

    def context(self):
        episode, reads = self.object, "actions" in self.held
        return {
            **super().context(),
            "clocks": one_episode.clocks_by_episode([episode]),
            "log": one_episode.log_of(episode) if reads else None,
            "knows_where": one_episode.knows_whereabouts(self.request.user, episode),
        }


class AtEpisode:
    """Goes before what is written about an episode, and shows the episode after it."""

    resource, shown_at = "missing", "api:missing-episode"

    def place_of(self, saved):
        return [self.object.uuid]


class EpisodeEdit(AtEpisode, ApiEdit, entry_pages.EpisodeEdit, APIView):
    """Changes what is said of the person."""


class Locate(AtEpisode, ApiAct, return_pages.Locate, APIView):
    """Ends the episode: when, where and how they were found or came back."""


# ---- Reporting ----------------------------------------------------------------------------------
class ReportByProgram(ReportForm, PersonForm):
    """The report, with the record of the person if there is one: then who they are is known.

    What the record and its plan say is left out then.
    """

    # Needed without a record: see `__init__`.
    name = forms.CharField(label="Name", max_length=200, validators=[is_name], required=False)
    description = forms.CharField(label="What do they look like?", max_length=500, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in {"name", "description"} & self.fields.keys():
            self.fields[name].required = True


class ReportMissing(NamesPerson, ApiCreate, report_pages.Report, APIView):
    """Reports somebody missing. Somebody who is missing already is not missing twice.

    The answer is the episode; to those who may not see it, the unit that has the report; where
    that is one of which they may not know, the board.
    """

    resource, form_class, sometimes = "missing", ReportByProgram, ("area",)
    outcomes = ("api:missing-episode", "api:missing-unit", "api:missing-list")
    not_found = "No person found. Report them by name."

    def subjects(self):
        return [self.person.pk] if self.person else []

    def location(self, saved):
        if policy.can(self.request.user, "missing.view", saved.episode):
            return reverse("api:missing-episode", args=[saved.episode.uuid])
        if saved.is_elsewhere:
            return reverse("api:missing-list")
        return reverse("api:missing-unit", args=[saved.episode.area.code])


class MissingUnit(ApiMixin, report_pages.ReportSent, APIView):
    """The unit that has reports of an area: its name, and where it is rung."""

    resource, answers = "missing", UnitSerializer

    def shown(self):
        try:
            unit = unit_of(self.area)
        except ValidationError:
            unit = None
        return {
            "area": self.area,
            "unit": unit.name if unit else None,
            "phone": unit.phone if unit else None,
        }


urlpatterns = [
    *resource("missing/", "missing-list", Board, create=ReportMissing),
    *resource("missing/returned/", "missing-returned", Returned),
    *resource("missing/units/<slug:code>/", "missing-unit", MissingUnit),
    *resource("missing/<uuid:uuid>/", "missing-episode", EpisodeDetail, edit=EpisodeEdit),
    *resource("missing/<uuid:uuid>/found/", "missing-found", Locate),
]
