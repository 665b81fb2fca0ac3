"""Anxieties and needs of a person: the tab, one of them, and what can be done about it."""

from uuid import UUID

from django.utils import timezone
from django.utils.functional import cached_property

from access.selectors import teams_reading
from core import policy
from core.once import new_token
from core.paging import page_down
from core.views import ChildFormPage, ChildMixin, ListPage, ObjectFormPage, ObjectPage
from profiles import services
from profiles.distance import pictures
from profiles.forms import (
    HandOnForm,
    NeedForm,
    NeedStepForm,
    PickUpForm,
    ReopenForm,
    ResolveForm,
)
from profiles.models import Need, Profile, Report
from profiles.needs import in_order, needs_of, needs_of_teams, release_soon
from profiles.views.base import PersonMixin


class NeedsMixin(PersonMixin):
    """What the pages about anxieties and needs share. They are read with the log."""

    model, section, tab = Profile, "log", "needs"

    @cached_property
    def teams(self):
        return teams_reading(self.object, "log", self.request.user)

    @property
    def release(self):
        """The release that is expected soon, before which needs should be resolved."""
        return release_soon(next(iter(self.facts["stays"]), None))


class NeedList(NeedsMixin, ObjectPage):
    """Open ones first, by pathway; those that are resolved; how far each pathway has come."""

    action = "profile.view_needs"
    template_name = "profiles/need_list.html"

    def get_context_data(self, **kwargs):
        seen = needs_of(self.object, self.request.user)
        needs = list(seen.with_steps().by_pathway())
        still_open, resolved = in_order(needs)
        return super().get_context_data(
            open_needs=still_open,
            resolved=resolved,
            pictures=pictures(needs),
            release_on=self.release,
            may_add=self.adds_to("log"),
            **kwargs,
        )


class NeedRaise(NeedsMixin, ObjectFormPage):
    """Raise an anxiety or a need; from a report, with what the report says."""

    action = "need.raise"
    form_class = NeedForm
    template_name = "profiles/need_raise.html"
    asks_about_repeats = True

    @cached_property
    def report(self):
        """The submitted report in the address, if the reader may read it."""
        try:
            uuid = UUID(self.request.GET.get("report", ""))
        except ValueError:
            return None
        seen = policy.accessible(self.request.user, "report.view", Report)
        return seen.of_person(self.object).submitted().with_words().filter(uuid=uuid).first()

    def get_initial(self):
        said = self.report.said_about("anxieties") if self.report else ""
        return {"kind": Need.Kind.ANXIETY, "text": said[:500]}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "teams": self.teams}

    def get_context_data(self, **kwargs):
        readers = self.readers_of(self.section)
        return super().get_context_data(report=self.report, **readers, **kwargs)

    def act(self, form):
        need = services.raise_need(
            profile=self.object, by=self.request.user, report=self.report, **form.cleaned_data
        )
        return self.done(f"{need.get_kind_display()} raised.", "need", need.uuid)


class OneNeed(NeedsMixin, ChildMixin, abstract=True):
    """A page about one need of the person."""

    action = "profile.view_needs"
    child_model, child_action, child_of = Need, "need.view", "profile"

    def get_context_data(self, **kwargs):
        need = self.child
        team = self.names.team(need.team) if need.team else ""
        return super().get_context_data(need=need, team_responsible=team, **kwargs)


class NeedPage(OneNeed, ObjectPage):
    """One need: where it stands, who has it, and its steps."""

    template_name = "profiles/need_detail.html"

    def get_context_data(self, **kwargs):
        need, user = self.child, self.request.user
        may_add = self.adds_to("log")
        return super().get_context_data(
            steps=need.steps.with_words(),
            may_add=may_add,
            is_mine=need.picked_up_by_id == user.pk,
            pick_up=self.pick_up() if may_add and need.is_open and not need.picker else None,
            report=need.report if "reports" in self.held else None,
            release_on=self.release if need.is_open else None,
            **kwargs,
        )

    def pick_up(self):
        """The button, as the form of the page that it is sent to."""
        form, address = PickUpForm(taken=False), self.address("need-pick-up", self.child.uuid)
        form.once = new_token(self.request.user, address)
        form.helper.form_action = address
        return form


class NeedAct(OneNeed, ChildFormPage, abstract=True):
    """A page that does something about one need."""


class NeedPickUp(NeedAct):
    """Pick a need up; from another person who has it, take it over."""

    child_action, form_class = "need.pick_up", PickUpForm
    template_name = "profiles/need_pick_up.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "taken": self.child.picker is not None}

    def get_initial(self):
        holder = self.child.picked_up_by
        return {"over_from": holder.uuid if holder else None}

    def act(self, form):
        fields, holder = form.cleaned_data, self.child.picked_up_by
        is_told = holder is not None and fields["over_from"] == holder.uuid
        services.pick_up(
            need=self.child,
            by=self.request.user,
            over_from=holder.pk if is_told else None,
            text=fields.get("text", ""),
        )
        return self.done("You have picked this up.", "need", self.child.uuid)

    def form_invalid(self, form):
        """Somebody was quicker: the page says who, and offers to take it over from them."""
        self.child = self.get_child()
        if self.child.picker is None or not self.child.is_open:
            return super().form_invalid(form)
        again = self.get_form_class()(
            {**self.request.POST.dict(), "over_from": self.child.picked_up_by.uuid}, taken=True
        )
        again.once = self.token
        for problem in form.non_field_errors():
            again.add_error(None, problem)
        return super().form_invalid(again)


class NeedHandOn(NeedAct):
    """Make another team responsible."""

    child_action, form_class = "need.hand_on", HandOnForm
    template_name = "profiles/need_act.html"
    extra_context = {"title": "Hand it on to another team"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "teams": self.teams}

    def act(self, form):
        services.hand_on(need=self.child, by=self.request.user, **form.cleaned_data)
        return self.done("Handed on.", "need", self.child.uuid)


class NeedStepAdd(NeedAct):
    """Write down what was done, and how far the need has come."""

    child_action, form_class = "need.step", NeedStepForm
    template_name = "profiles/need_act.html"
    asks_about_repeats = True
    extra_context = {"title": "Record a step"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "need": self.child}

    def act(self, form):
        services.record_step(need=self.child, by=self.request.user, **form.cleaned_data)
        return self.done("Step saved.", "need", self.child.uuid)


class NeedResolve(NeedAct):
    """End a need. Who comes second is told who was first, and keeps their words as a step."""

    child_action, form_class = "need.resolve", ResolveForm
    template_name = "profiles/need_act.html"
    extra_context = {"title": "Resolve it"}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "need": self.child}

    def act(self, form):
        user, fields = self.request.user, form.cleaned_data
        if "as_step" in self.request.POST:
            services.record_step(need=self.child, by=user, text=fields["how"])
            return self.done("Step saved.", "need", self.child.uuid)
        services.resolve_need(need=self.child, by=user, **fields)
        return self.done("Resolved.", "need", self.child.uuid)

    def form_invalid(self, form):
        """As it is now: somebody else may have resolved it since the page was opened."""
        self.child = form.need = self.get_child()
        return super().form_invalid(form)


class NeedReopen(NeedAct):
    """Open a need again that was resolved, with the reason."""

    child_action, form_class = "need.reopen", ReopenForm
    template_name = "profiles/need_act.html"
    extra_context = {"title": "Reopen it"}

    def act(self, form):
        services.reopen_need(need=self.child, by=self.request.user, **form.cleaned_data)
        return self.done("Open again.", "need", self.child.uuid)


class NeedsOfTeams(ListPage):
    """Open needs that the reader's teams have picked up, or are responsible for."""

    model, action = Need, "need.view"
    template_name = "profiles/needs_of_teams.html"
    waits = False

    def get_page(self):
        after = self.request.GET.get("after", "")[:300]
        return page_down(needs_of_teams(self.request.user), "written_at", "pk", after=after)

    def get_context_data(self, **kwargs):
        return super().get_context_data(today=timezone.localdate(), **kwargs)
