"""The alerts of the person signed in, what they do with one, and the number of every page."""

from dataclasses import replace

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from access.kinds import subjects_of
from alerts import services
from alerts.filters import TABS, NoticeFilter
from alerts.forms import HandOnForm, SnoozeForm
from alerts.models import Notice
from alerts.selectors import (
    NEW,
    SNOOZED,
    TEAM,
    address_of,
    colleagues_of,
    counts_of,
    fill,
    notices_in,
    tab_counts,
)
from core.paging import page_down
from core.views import LIST, ListPage, ObjectFormPage, ObjectMixin, RecordView

ALONE = "Nobody else works in your teams, so there is nobody to hand this alert to."


class NoticeList(ListPage):
    """What is new, snoozed or dealt with; and what waits for colleagues. The latest first."""

    for_control_room = True
    model, action = Notice, "notice.list"
    template_name = "alerts/notice_list.html"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.filter = NoticeFilter(request)

    def get_page(self):
        user = self.request.user
        notices = self.filter.narrow(notices_in(self.filter.tab, user))
        asked = self.filter
        page = page_down(notices, "waits_since", "pk", after=asked.after, size=asked.size)
        return replace(page, rows=fill(page.rows, user))

    def subjects(self):
        return subjects_of(notice.record for notice in self.page)

    def seen_detail(self):
        return {"page": "notices", "state": self.filter.tab}

    def tabs(self):
        counts = tab_counts(self.request.user)
        numbers = {NEW: counts.new, SNOOZED: counts.snoozed}
        shown = [tab for tab in TABS if tab != TEAM or self.request.user.practises]
        return [
            {
                "label": TABS[tab],
                "url": f"?state={tab}",
                "current": tab == self.filter.tab,
                "count": numbers.get(tab),
            }
            for tab in shown
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            filter=self.filter, tab=self.filter.tab, tabs=self.tabs(), **kwargs
        )


class NoticeCount(RecordView):
    """How many alerts are new, for the script of every page.

    It is asked every 20 seconds, and is no activity: its header says that nobody is at the desk.
    """

    for_control_room = True
    model, action, operation = Notice, "notice.list", LIST
    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        counts = counts_of(request.user)
        return JsonResponse({"new": counts.new, "critical": counts.critical})

    def announce(self):
        """A number tells nothing of a record."""

    def subjects(self):
        return []


class NoticeSee(ObjectMixin):
    """Acknowledge a notice, and go to its record if the reader may still be told about it."""

    for_control_room = True
    model, action = Notice, "notice.see"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        notice = services.see_notice(notice=self.object, by=request.user)
        [notice] = fill([notice], request.user)
        leads_on = "open" in request.POST and notice.opens
        return redirect(address_of(notice) if leads_on else "alerts:list")


class NoticeTake(ObjectMixin):
    """Take over a colleague's notice."""

    model, action = Notice, "notice.take"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        notice = services.take_notice(notice=self.object, by=request.user)
        messages.success(request, f"You took this alert from {notice.recipient}.")
        return redirect("alerts:list")


class NoticeAct(ObjectFormPage, abstract=True):
    """A page with a question about one notice."""

    model = Notice
    template_name = "alerts/notice_act.html"
    heading = ""

    def load(self):
        super().load()
        fill([self.object], self.request.user)

    def cancels_to(self):
        return reverse("alerts:list")

    def get_context_data(self, **kwargs):
        return super().get_context_data(heading=self.heading, notice=self.object, **kwargs)


class NoticeSnooze(NoticeAct):
    """Put a notice away until a day."""

    for_control_room = True
    action, form_class, heading = "notice.snooze", SnoozeForm, "Snooze this alert"

    def save(self, form):
        chosen = form.cleaned_data
        return services.snooze_notice(
            notice=self.object,
            by=self.request.user,
            until=chosen["until"],
            reason=chosen["reason"],
        )

    def act(self, form):
        self.save(form)
        messages.success(self.request, "The alert is snoozed. It comes back by itself.")
        return reverse("alerts:list")


class NoticeHandOn(NoticeAct):
    """Give a notice to a colleague."""

    action, form_class, heading = "notice.hand_on", HandOnForm, "Hand on this alert"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "colleagues": colleagues_of(self.request.user)}

    def get_context_data(self, **kwargs):
        alone = "" if colleagues_of(self.request.user).exists() else ALONE
        return super().get_context_data(alone=alone, **kwargs)

    def save(self, form):
        chosen = form.cleaned_data
        return services.hand_on_notice(
            notice=self.object, by=self.request.user, to=chosen["to"], words=chosen["words"]
        )

    def act(self, form):
        self.save(form)
        messages.success(self.request, f"{form.cleaned_data['to']} has the alert now.")
        return reverse("alerts:list")
