"""Handing over a case or a task, the handovers that wait, and one of them."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.urls import reverse

from access.kinds import subjects_of
from cases.models import Case
from core.paging import PAGE_SIZE
from core.questions import run
from core.views import ListPage, ObjectFormPage, ObjectMixin, ObjectPage
from tasks import services
from tasks.filters import HANDOVER_TABS, HandoverFilter
from tasks.forms.handing_over import AcknowledgeForm, HandOverForm, WithdrawHandoverForm
from tasks.handovers import attached, handovers_in, page_in
from tasks.models import Handover
from tasks.selectors import people_of
from tasks.views.one import TaskAct

ACKNOWLEDGED = "You have it now."


class HandOverMixin:
    """The form that hands something over to the team that has it."""

    form_class = HandOverForm
    heading, done_words = "Hand over", "Handed over. You have it until somebody acknowledges."

    def get_form_kwargs(self):
        others = people_of(self.team()).exclude(pk=self.request.user.pk)
        return {**super().get_form_kwargs(), "people": others}

    def save(self, form):
        return services.hand_over(of=self.object, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        handover = self.save(form)
        messages.success(self.request, self.done_words)
        return handover.get_absolute_url()


class CaseHandOver(HandOverMixin, ObjectFormPage):
    """Hand a case over, by its lead or a manager."""

    model, action = Case, "case.hand_over"
    related = ("owner_team",)
    template_name = "tasks/hand_over.html"

    def subjects(self):
        return []

    def team(self):
        return self.object.owner_team

    def cancels_to(self):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(case=self.object, heading=self.heading, **kwargs)


class TaskHandOver(HandOverMixin, TaskAct):
    """Hand a task over, by the person who has it or a manager."""

    action = "task.hand_over"

    def team(self):
        return self.object.to_team


class HandoverList(ListPage):
    """What waits for the reader and for their teams, the most urgent first; and what is over."""

    model, action = Handover, "handover.list"
    template_name = "tasks/handover_list.html"
    # How many rows a page has.
    size = PAGE_SIZE

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = HandoverFilter(request)

    @property
    def tab(self):
        return self.filter.tab

    def get_page(self):
        user, after = self.request.user, self.filter.after
        return page_in(self.tab, handovers_in(self.tab, user), user, after, self.size)

    def subjects(self):
        return subjects_of(one.task.record for one in self.page if one.task)

    def seen_detail(self):
        return {"page": "handovers", "state": self.tab}

    def get_context_data(self, **kwargs):
        tabs = [
            {"label": label, "url": f"?tab={tab}", "current": tab == self.tab}
            for tab, label in HANDOVER_TABS.items()
        ]
        return super().get_context_data(tabs=tabs, tab=self.tab, filter=self.filter, **kwargs)


class OneHandover(ObjectMixin, abstract=True):
    """What the pages of one handover share."""

    model = Handover
    related = (
        *("case", "from_team", "to_team", "to_person", "acknowledged_by"),
        *("task__kind", "task__from_team", "task__to_team"),
    )

    def load(self):
        super().load()
        run(attached.steps([self.object], self.request.user))

    def get_context_data(self, **kwargs):
        return super().get_context_data(handover=self.object, **kwargs)


class HandoverPage(OneHandover, ObjectPage):
    """Who gives what to whom, and what they must know."""

    action, template_name = "handover.view", "tasks/handover_detail.html"

    def get_context_data(self, **kwargs):
        waits = self.object.is_waiting
        return super().get_context_data(
            may_acknowledge=waits and self.may("handover.acknowledge"),
            may_withdraw=waits and self.may("handover.withdraw"),
            **kwargs,
        )


class HandoverAct(OneHandover, ObjectFormPage, abstract=True):
    """A page that answers a handover; its button works from other pages too."""

    template_name = "tasks/handover_act.html"
    heading, done_words = "", ""
    service: Callable[..., Any]

    def cancels_to(self):
        return self.object.get_absolute_url()

    def get_context_data(self, **kwargs):
        return super().get_context_data(heading=self.heading, **kwargs)

    def save(self, form):
        return self.service(handover=self.object, by=self.request.user, **form.cleaned_data)

    def act(self, form):
        self.save(form)
        messages.success(self.request, self.done_words)
        return self.object.of.get_absolute_url()

    def form_invalid(self, form):
        """As it is now: somebody else may have answered since the page was opened."""
        self.load()
        return super().form_invalid(form)


class HandoverAcknowledge(HandoverAct):
    action, form_class = "handover.acknowledge", AcknowledgeForm
    heading, done_words = "Acknowledge", ACKNOWLEDGED
    service = staticmethod(services.acknowledge_handover)


class HandoverWithdraw(HandoverAct):
    action, form_class = "handover.withdraw", WithdrawHandoverForm
    heading, done_words = "Withdraw the handover", "Withdrawn."
    service = staticmethod(services.withdraw_handover)

    def act(self, form):
        super().act(form)
        return reverse("tasks:handovers")
