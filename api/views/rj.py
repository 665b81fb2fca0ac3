"""The register of restorative justice, for programs: its search, its entries, and a new one."""

from typing import ClassVar

from django.utils.functional import cached_property
from rest_framework.views import APIView

from api.parameters import MOST_COUNTED, Parameter
from api.problems import wrong_parameter
from api.routes import resource
from api.serializers.rj import EntryRowSerializer, EntrySerializer, ResultsSerializer
from api.views.base import ApiDetail, ApiMixin
from api.views.choosing import NamesPerson, PersonForm
from api.views.lists import ApiList
from api.views.writing import ApiCreate, ApiEdit
from core.paging import capped
from referrals.forms.register import InterventionForm
from referrals.results import count_of_register, latest_entries
from referrals.search import BY_NAME, WAYS
from referrals.views import register as pages
from referrals.views.base import OneEntry
from referrals.views.search import RjSearch


class Register(ApiList, RjSearch, APIView):
    """The register of the client's police force area, the newest entry first."""

    resource, row = "rj", EntryRowSerializer

    @cached_property
    def page(self):
        return latest_entries(self.request.user, self.register, self.after, size=self.limit)

    def count(self):
        return capped(count_of_register(self.register, MOST_COUNTED), MOST_COUNTED)


class Search(ApiMixin, RjSearch, APIView):
    """Has this person had restorative justice before? By name, date of birth, address, number."""

    resource, answers = "rj", ResultsSerializer
    queries: ClassVar = ("q", "by", "party")
    parameters: ClassVar = {
        "q": Parameter("A name, a date of birth, an address, a phone number or a reference"),
        "by": Parameter("The one way in which `q` is looked for", WAYS),
        "party": Parameter("Of several people who are found: whose entries, by the uuid there"),
    }

    def check_queries(self, request):
        super().check_queries(request)
        if request.GET.get("by", "") not in ("", *BY_NAME):
            raise wrong_parameter("by", f"Choose one of these: {', '.join(BY_NAME)}.")
        if not self.asked:
            said = self.form.errors.get("q") or ["Say who or what you look for."]
            raise wrong_parameter("q", str(said[0]))

    def shown(self):
        return self.results


class Entry(ApiDetail, OneEntry, APIView):
    """One entry: what happened, who took part and agreed, what came of it, who did it."""

    action = "rj.view"
    resource, answers = "rj", EntrySerializer


class RecordForm(InterventionForm, PersonForm):
    """A street intervention, with the record of the person responsible if they have one."""


class Record(NamesPerson, ApiCreate, pages.InterventionRecord, APIView):
    """Enters an intervention into the register, with who took part and what was agreed."""

    resource, shown_at, form_class = "rj", "api:rj-entry", RecordForm
    sometimes = ("team",)

    def place_of(self, saved):
        return [saved.uuid]


class EntryEdit(ApiEdit, pages.InterventionEdit, APIView):
    """Corrects an entry. What it was stays in its history."""

    resource, shown_at = "rj", "api:rj-entry"

    def place_of(self, saved):
        return [saved.uuid]


urlpatterns = [
    *resource("rj/", "rj", Register, create=Record),
    *resource("rj/search/", "rj-search", Search),
    *resource("rj/<uuid:uuid>/", "rj-entry", Entry, edit=EntryEdit),
]
