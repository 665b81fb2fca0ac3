"""The notices of the person signed in."""

from dataclasses import replace

from django.shortcuts import redirect

from access.kinds import subjects_of
from alerts import services
from alerts.models import Notice
from alerts.selectors import address_of, all_notices, fill
from core.paging import page_down
from core.views import ListPage, ObjectMixin


class NoticeList(ListPage):
    """Everything one was told, newest first."""

    for_control_room = True
    model, action = Notice, "notice.list"
    template_name = "alerts/notice_list.html"

    def get_page(self):
        user, after = self.request.user, self.request.GET.get("after", "")[:300]
        page = page_down(all_notices(user), "pk", after=after)
        return replace(page, rows=fill(page.rows, user))

    def subjects(self):
        return subjects_of(notice.record for notice in self.page)

    def seen_detail(self):
        return {"page": "notices"}


class NoticeSee(ObjectMixin):
    """Dismiss a notice, and go to its record if the reader may still be told about it."""

    for_control_room = True
    model, action = Notice, "notice.see"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        notice = services.see_notice(notice=self.object, by=request.user)
        [notice] = fill([notice], request.user)
        leads_on = "open" in request.POST and notice.opens
        return redirect(address_of(notice) if leads_on else "alerts:list")
