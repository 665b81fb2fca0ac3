"""The log of a person, for programs: its entries, one of them, and a new one."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.log import ContactSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.writing import ApiAct, ApiCreate
from core.views import ChildMixin, ObjectMixin
from profiles.log_filters import LogFilter
from profiles.models import Contact
from profiles.querysets import with_amendments
from profiles.views import log as pages
from records.models.entries import HAPPENED


class LogList(ApiChildList, pages.FilteredLog, ObjectMixin, APIView):
    """Every dealing with a person, newest first, with who says so."""

    action = "profile.view_log"
    resource, row, keys, filters = "log", ContactSerializer, HAPPENED, LogFilter

    def rows(self):
        return self.entries

    def list_filter(self):
        return self.filter

    def prepared(self, page):
        with_amendments(page)
        return page


class LogEntry(ApiDetail, pages.PersonMixin, ChildMixin, APIView):
    """One dealing with a person."""

    action, section = "profile.view_log", "log"
    child_model, child_action, child_of = Contact, "profile.view_log", "profile"
    resource, answers, as_page = "log", ContactSerializer, "profiles:log-amend"


class LogAdd(ApiCreate, pages.ContactAdd, APIView):
    """Writes one dealing into the log."""

    resource, shown_at = "log", "api:contact"


class LogAmend(ApiAct, pages.ContactAmend, APIView):
    """Adds to an entry of the log; the entry stays as it was."""

    resource, shown_at, as_page = "log", "api:contact", "profiles:log-amend"

    def place_of(self, saved):
        return [self.object.uuid, self.child.uuid]


urlpatterns = [
    *resource("profiles/<uuid:uuid>/log/", "log", LogList, create=LogAdd),
    *resource("profiles/<uuid:uuid>/log/<uuid:child>/", "contact", LogEntry),
    *resource("profiles/<uuid:uuid>/log/<uuid:child>/add/", "contact-add", LogAmend),
]
