"""The search of the register: has this person had restorative justice before?"""

from urllib.parse import urlencode

from django.http import Http404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from agencies.models import Area, Membership
from core import policy
from core.paging import Page
from core.views import LIST, SEARCH, RecordView
from referrals.forms.search import RjSearchForm
from referrals.parties import subjects_shown
from referrals.results import Results, latest_entries, register_of
from referrals.search import RegisterSearch


class RjSearch(RecordView, TemplateView):
    """One box, and the answer on one screen; for those who practise, the register below it."""

    for_control_room = True
    model, action = Area, "rj.search"
    template_name = "referrals/rj_search.html"
    is_limited = True

    def load(self):
        super().load()
        self.register = register_of(self.request.user)
        if not self.register.areas:
            raise Http404

    # ---- What is asked --------------------------------------------------------------------------
    @cached_property
    def form(self):
        user = self.request.user
        in_control = user.has_role(Membership.Role.CONTROL_ROOM)
        return RjSearchForm(
            self.request.GET, asks_officer=in_control, needs_officer=not user.practises
        )

    @cached_property
    def asked(self):
        """The words that are looked for; none where something about them is wrong."""
        return self.form.cleaned_data["q"] if self.form.is_valid() else ""

    @property
    def officer(self):
        return self.form.cleaned_data.get("officer", "") if self.form.is_valid() else ""

    @cached_property
    def results(self):
        if not self.asked:
            return None
        get = self.request.GET
        search = RegisterSearch(
            self.request.user, self.register.ids, self.asked, get.get("by", "")
        )
        return Results(self.request.user, self.register, search, get.get("party", ""))

    @cached_property
    def page(self):
        """The latest entries, where nothing is looked for, for those who practise."""
        if self.results is not None or not self.request.user.practises:
            return Page([])
        after = self.request.GET.get("after", "")[:300]
        return latest_entries(self.request.user, self.register, after)

    # ---- The event ------------------------------------------------------------------------------
    @property
    def operation(self):
        return SEARCH if self.results is not None else LIST

    def subjects(self):
        return subjects_shown(self.page) if self.results is None else self.results.subjects

    def seen_detail(self):
        """How it was looked for, and never the words: they are a name more often than not."""
        if self.results is None:
            return {"of": "the RJ register"}
        method = self.results.search.method
        officer = {"officer": self.officer} if self.officer else {}
        return {"by": method.name if method else "", "by_name": True, **officer}

    def recipient(self):
        """The officer who asked: the answer is told to them."""
        return self.officer if self.results is not None else ""

    # ---- The page -------------------------------------------------------------------------------
    def get_context_data(self, **kwargs):
        return super().get_context_data(
            form=self.form,
            results=self.results,
            register=self.register,
            page=self.page,
            asks="officer" in self.form.fields,
            link=self.address_of(),
            ways=self.ways(),
            alone=self.name_alone(),
            may_record=policy.can(self.request.user, "rj.record"),
            **kwargs,
        )

    def address_of(self, **changed):
        """The address of this search with something changed, from its first page."""
        kept = {"q": self.asked, "officer": self.officer, **changed}
        return f"?{urlencode({name: value for name, value in kept.items() if value})}"

    def ways(self):
        """What else the words may be looked for in, and the address for it."""
        if self.results is None:
            return []
        others = self.results.search.others
        return [(way.offer, self.address_of(by=way.name)) for way in others]

    def name_alone(self):
        """The search for the name alone, where a date of birth was given with it."""
        search = self.results and self.results.search
        if not search or not search.born or not search.names:
            return ""
        return self.address_of(q=" ".join(search.names))
