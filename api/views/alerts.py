"""Alerts, for programs: the inbox of the client's own account, and what it does with one."""

from typing import ClassVar

from rest_framework.views import APIView

from alerts import services
from alerts.filters import TABS, NoticeFilter
from alerts.models import Notice
from alerts.selectors import fill, notices_in
from alerts.views import inbox as pages
from api.parameters import MOST_COUNTED, tabs
from api.problems import wrong_parameter
from api.routes import resource
from api.serializers.alerts import NoticeSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiList
from api.views.writing import ApiAct
from core import policy
from core.forms import Form
from core.paging import capped
from core.views import ObjectFormPage, ObjectMixin


class Inbox(ApiList, pages.NoticeList, APIView):
    """The client's alerts: new ones, or those of another `state`. The latest first."""

    resource, row, filters = "alerts", NoticeSerializer, NoticeFilter
    parameters: ClassVar = {"state": tabs(TABS)}

    def check_queries(self, request):
        super().check_queries(request)
        if request.GET.get("state", "") not in ("", *TABS):
            raise wrong_parameter("state", f"Choose one of these: {', '.join(TABS)}.")

    def count(self):
        notices = self.filter.narrow(notices_in(self.filter.tab, self.request.user))
        return capped(notices.order_by()[: MOST_COUNTED + 1].count(), MOST_COUNTED)


class Alert(ApiDetail, ObjectMixin, APIView):
    """One alert of the client's own."""

    model, action = Notice, "notice.list"
    resource, answers = "alerts", NoticeSerializer

    def load(self):
        super().load()
        own = policy.accessible(self.request.user, self.action, Notice)
        self.object = own.with_state().with_people().get(pk=self.object.pk)
        fill([self.object], self.request.user)


class Press(Form):
    """Nothing but the call."""


class AlertAct(ApiAct):
    """Goes before what is done with one alert, and shows the client's own afterwards."""

    resource, shown_at = "alerts", "api:alert"

    def place_of(self, saved):
        own = policy.accessible(self.request.user, "notice.list", Notice)
        return [own.get(event=saved.event_id).uuid]


class AlertSee(AlertAct, ObjectFormPage, APIView):
    """Acknowledges an alert."""

    model, action, form_class = Notice, "notice.see", Press

    def save(self, form):
        return services.see_notice(notice=self.object, by=self.request.user)


class AlertTake(AlertAct, ObjectFormPage, APIView):
    """Takes over a colleague's alert: one in the state `team`."""

    model, action, form_class = Notice, "notice.take", Press

    def save(self, form):
        return services.take_notice(notice=self.object, by=self.request.user)


class AlertSnooze(AlertAct, pages.NoticeSnooze, APIView):
    """Puts an alert away until a day. It is new again by itself."""


class AlertHandOn(AlertAct, pages.NoticeHandOn, APIView):
    """Gives an alert to a colleague, who may be told of it too."""


urlpatterns = [
    *resource("alerts/", "alerts", Inbox),
    *resource("alerts/<uuid:uuid>/", "alert", Alert),
    *resource("alerts/<uuid:uuid>/see/", "alert-see", AlertSee),
    *resource("alerts/<uuid:uuid>/take/", "alert-take", AlertTake),
    *resource("alerts/<uuid:uuid>/snooze/", "alert-snooze", AlertSnooze),
    *resource("alerts/<uuid:uuid>/hand-on/", "alert-hand-on", AlertHandOn),
]
