"""Home, and search."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import TemplateView, View

from access.kinds import subjects_of
from audit import remit
from core import panels, policy
from core.paging import PAGE_SIZE
from core.views import LIST, SEARCH, NoRecord, RecordView
from home.search.asking import announce, find, page_with_reference
from home.search.filters import SearchFilter
from home.search.people import stubs
from home.search.recent import forget, recent, remember
from profiles.models import Profile

NO_ROLE = (
    "Search finds the records that practitioners and managers can read in their teams. Your role "
    "does not open any records, so there is nothing for you to search here."
)


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


class Search(RecordView, TemplateView):
    """What the words find of every kind, in one list; the register alone for a control room.

    The exact reference of something leads there.
    """

    for_control_room = True
    model, action, operation = Profile, "profile.list", SEARCH
    template_name = "home/search.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = SearchFilter(request)

    def get(self, request, *args, **kwargs):
        if request.user.is_in_control_room:
            return redirect(f"{reverse('rj:search')}?{request.GET.urlencode()}")
        page = page_with_reference(request.user, self.filter.words)
        return redirect(page) if page else super().get(request, *args, **kwargs)

    @cached_property
    def asked(self):
        return self.filter.asked(PAGE_SIZE)

    @cached_property
    def groups(self):
        groups = find(self.asked)
        for group in groups:
            if group.next_cursor and not group.all_url:
                group.all_url = self.filter.with_values(kind=group.kind)
        return groups

    def get_context_data(self, **kwargs):
        user, people = self.request.user, self.people
        context = super().get_context_data(
            filter=self.filter,
            asked=self.asked,
            people=people,
            groups=[one for one in self.groups if one and one is not people],
            notes=[one for one in self.groups if one.note and not one],
            stubs=stubs(self.asked, self.groups),
            recent=recent(self.request),
            may_create=policy.can(user, "profile.create"),
            no_role="" if user.practises else NO_ROLE,
            may_audit=remit.audits(user),
            may_administer=remit.administers(user),
            **kwargs,
        )
        if self.asked.words:
            remember(self.request, self.asked.words)
        return context

    @property
    def people(self):
        return next((one for one in self.groups if one.kind == "people"), None)

    def announce(self):
        """Each kind that is shown, by its own rule and section; of people, even that nobody is."""
        announce(self.groups, by=self.request.user, detail=self.filter.recorded())


class ForgetSearches(NoRecord, View):
    """Clear the reader's own recent searches."""

    reason = "The reader's own recent searches, kept with their session."
    http_method_names = ("post",)

    def post(self, request):
        forget(request)
        messages.success(request, "Your recent searches are cleared")
        return redirect("home:search")
