"""What the pages of one shared record have in common: frame, sections held, tabs; its overview."""

from typing import ClassVar

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property

from access.access_summary import access_summary
from access.kinds import address_of
from access.levels import Level
from access.naming import naming
from access.section_access import held_sections, open_glass
from agencies.views.base import NamesColleagues
from core import panels, policy
from core.views import ObjectPage


class OfRecord:
    """Pages about one record: where its other pages are, and how they go on to one."""

    def address(self, name, *args):
        """Of a page about this record."""
        return address_of(self.model, name, self.object.uuid, *args)

    def done(self, words, name, *args):
        """Say what was done, and go on to a page about this record."""
        messages.success(self.request, words)
        return self.address(name, *args)


class RecordMixin(OfRecord, NamesColleagues):
    """Puts the record above the page: what it is, and what else there is of it."""

    related: ClassVar = ("owner_team", "lead")
    frame = "access/frame.html"
    # For those who share a record and do not read it: area administrators.
    stub_frame = "access/stub_frame.html"
    tab: ClassVar[str]

    @cached_property
    def held(self):
        """The sections of this record that the reader holds, with their level."""
        return held_sections(self.request.user, self.object)

    def adds_to(self, section):
        return self.held.get(section, 0) >= Level.CONTRIBUTE

    @cached_property
    def reads(self):
        """May the reader read the record, or only share it?"""
        view = f"{self.model._meta.model_name}.view"
        return policy.can(self.request.user, view, self.object)

    @cached_property
    def names(self):
        """Which teams and people this page may name to the reader."""
        return naming(self.request.user, self.object)

    def readers_of(self, section):
        """Who will read what is written in this section, as far as the writer may know."""
        summary = access_summary(self.object, self.request.user, section=section)
        owner = [str(self.object.owner_team)] if summary.owner_reads else []
        return {
            "readers": [*owner, *(one.in_words for one in summary.others)],
            "readers_in_words": summary.in_words,
        }

    def get_context_data(self, **kwargs):
        if not self.reads:
            return super().get_context_data(frame=self.stub_frame, reads=False, **kwargs)
        return super().get_context_data(
            frame=self.frame,
            reads=True,
            names=self.names,
            glass=open_glass(self.request.user, self.object),
            tab=self.tab,
            tabs=self.tabs(),
            **self.identity(),
            **kwargs,
        )

    def identity(self):
        """What the frame shows of the record; of a section, only where it is held."""
        return {}

    def tabs(self):
        """The tabs of this record that the reader has something behind."""
        place = f"{self.model._meta.app_label}.tabs"
        groups = panels.gather(place, self.request, self.object, self.held)
        tabs = sorted((tab for group in groups for tab in group), key=lambda tab: tab["order"])
        return [{**tab, "current": tab["name"] == self.tab} for tab in tabs]


class OverviewPage(ObjectPage, abstract=True):
    """The record's own page: those who know of it but cannot read it are shown how to ask."""

    tab = "overview"

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except Http404:
            return redirect(self.ask_or_404())

    def ask_or_404(self):
        """Where those with the limited view ask for access."""
        uuid = self.kwargs["uuid"]
        if policy.find(self.request.user, "access.stub", self.model, uuid=uuid) is not None:
            return address_of(self.model, "request-access", uuid)
        raise Http404
