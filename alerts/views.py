"""The notices of the person signed in."""

from django.shortcuts import redirect

from alerts import services
from alerts.models import Notice
from alerts.selectors import address_of, all_notices
from core.paging import page_down
from core.views import ListPage, ObjectMixin


class NoticeList(ListPage):
    """Everything one was told, newest first."""

    model, action = Notice, "notice.list"
    template_name = "alerts/notice_list.html"

    def get_page(self):
        notices = all_notices(self.request.user)
        return page_down(notices, "pk", after=self.request.GET.get("after", "")[:300])

    def seen_detail(self):
        return {"page": "notices"}


class NoticeSee(ObjectMixin):
    """Put a notice away, and go to what it is about."""

    model, action = Notice, "notice.see"
    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        services.see_notice(notice=self.object, by=request.user)
        return redirect(address_of(self.object) if "open" in request.POST else "alerts:list")
