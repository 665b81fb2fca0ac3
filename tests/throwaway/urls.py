"""Pages of parcels, and their addresses."""

from django.urls import path

from access.sharing_urls import sharing_urls
from access.views.record import OverviewPage, RecordMixin
from core.views import ListPage
from tests.throwaway.models import Parcel

app_name = "throwaway"


class ParcelList(ListPage):
    model, action, template_name = Parcel, "parcel.list", "throwaway/parcels.html"

    def get_page(self):
        return Parcel.objects.page_for(self.request.user, words=self.request.GET.get("q", ""))


class ParcelOverview(RecordMixin, OverviewPage):
    model, action, template_name = Parcel, "parcel.view", "access/frame.html"


urlpatterns = [
    path("", ParcelList.as_view(), name="list"),
    path("<uuid:uuid>/", ParcelOverview.as_view(), name="overview"),
    *sharing_urls(Parcel, RecordMixin),
]
