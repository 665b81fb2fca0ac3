"""Access to records, for programs: who has it, giving, changing and ending it, and asking for it.

The same for each kind of record, made of the pages of access: see `access.sharing_urls`.
"""

from typing import Any

from django.http import Http404
from django.utils.functional import cached_property
from rest_framework.views import APIView

from access.explain import explain, explain_day
from access.filters import DayFilter
from access.ledger import current_grant
from access.views import asking, giving, sharing, transfers
from api.filters import refuse_unusable
from api.naming_people import NamesGrantees
from api.routes import resource
from api.serializers.grants import (
    AccessSerializer,
    OwnerSerializer,
    OwnRequestSerializer,
    SharingSerializer,
)
from api.views.base import ApiDetail
from api.views.writing import ApiAct, ApiCreate, ApiEdit
from cases.models import Case
from cases.views.base import CaseMixin
from core.views import ObjectMixin
from profiles.models import Profile
from profiles.views.base import PersonMixin

TOGETHER = ("records", "record_sections")


# ---- Who has access -----------------------------------------------------------------------------
class Access(ApiDetail):
    """Who can see a record and why, as far as the reader may know it; or could on a day."""

    action, resource, answers, queries = "access.explain", "grants", SharingSerializer, ("day",)
    filters = DayFilter

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        refuse_unusable(DayFilter(request))

    def shown(self):
        record, user = self.object, self.request.user
        day = DayFilter(self.request).wanted.get("day")
        found = explain_day(record, user, day) if day else explain(record, user)
        return {
            "reference": record.reference,
            "is_restricted": found.is_restricted,
            "teams": found.teams,
            "people": found.people,
            "access": found.live,
            "over": found.over,
        }


class OneGrant(ApiDetail, giving.GrantMixin):
    """One access that was given and has not ended."""

    action, resource, answers = "access.explain", "grants", AccessSerializer

    def load(self):
        super().load()
        if self.told_of is None:
            raise Http404

    @cached_property
    def told_of(self):
        """What the Sharing page tells this reader of it."""
        found = explain(self.object, self.request.user)
        same = (one for one in (*found.live, *found.over) if one.grant == self.grant)
        return next(same, None)

    def shown(self):
        return self.told_of


# ---- Giving, changing, ending -------------------------------------------------------------------
class OfRecord:
    """Forms about a record, which may be known by its reference alone."""

    resource = "grants"

    def answer(self):
        return {"reference": self.object.reference, **super().answer()}

    @property
    def shown_at(self):
        return f"api:{self.model._meta.model_name}-{self.outcome_at}"


class GiveAccess(NamesGrantees, OfRecord, ApiCreate):
    """Gives teams and named people access to a record, all of them or none."""

    outcome_at, leaves_out, varies = "grant", TOGETHER, ("how_long",)

    @property
    def outcomes(self):
        """One grant, or all that were given."""
        kind = self.model._meta.model_name
        return (f"api:{kind}-grant", f"api:{kind}-grants")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "goes_with": ()}

    def location(self, saved):
        """Of the one grant, or of all access to the record if several were given."""
        grants = [current_grant(self.object, one.team, one.membership) for one, _ in saved]
        if len(grants) > 1:
            self.outcome_at = "grants"
        return super().location(grants)

    def place_of(self, saved):
        return [self.object.uuid, *(grant.uuid for grant in saved if len(saved) == 1)]


class ChangeAccess(OfRecord, ApiEdit):
    """Gives new terms to an access, which replace the old: it has another address from then on."""

    outcome_at, varies = "grant", ("how_long",)

    def locked(self):
        return self.grant


class EndAccess(OfRecord, ApiAct):
    """Ends an access now."""

    outcome_at = "grants"

    def place_of(self, saved):
        return [self.object.uuid]


class Propose(NamesGrantees, OfRecord, ApiAct):
    """Asks another team to manage a record: for managers, so a client is told why it cannot."""

    outcome_at = "grants"
    beside = {"teams": NamesGrantees.beside["teams"]}

    def place_of(self, saved):
        return [self.object.uuid]


# ---- Asking for it ------------------------------------------------------------------------------
class RequestAccess(OfRecord, ApiAct):
    """Asks the team that manages a record for access; replies when they want to know more."""

    outcome_at = "request-access"

    def answer(self):
        asked = self.asked
        return {
            "managed_by": OwnerSerializer(self.object.owner_team).data,
            "asked": OwnRequestSerializer(asked).data if asked else None,
            **super().answer(),
        }

    def place_of(self, saved):
        return [self.object.uuid]


# ---- Addresses ----------------------------------------------------------------------------------
def _view(model: Any, *bases: Any) -> Any:
    """A view about one kind of record: `ProfileGiveAccess`."""
    body = {"__module__": __name__, "__doc__": bases[0].__doc__, "model": model}
    return type(f"{model.__name__}{bases[0].__name__}", (*bases, APIView), body)


def grant_urls(model: Any, mixin: type, records: str) -> list[Any]:
    """The addresses of access to one kind of record; `mixin` is that of its pages."""
    name, one = model._meta.model_name, f"{records}/<uuid:uuid>/"
    give = _view(model, GiveAccess, mixin, giving.GiveAccessPage)
    change = _view(model, ChangeAccess, mixin, giving.ChangeAccessPage)
    end = _view(model, EndAccess, mixin, giving.EndAccessPage)
    propose = _view(model, Propose, mixin, transfers.TransferPage)
    ask = _view(model, RequestAccess, asking.AskPage)
    access = _view(model, Access, mixin, sharing.SharingPage)
    grant, of_one = _view(model, OneGrant, mixin, ObjectMixin), f"{one}grants/<uuid:grant>/"
    return [
        *resource(f"{one}grants/", f"{name}-grants", access, create=give),
        *resource(of_one, f"{name}-grant", grant, edit=change),
        *resource(f"{of_one}end/", f"{name}-grant-end", end),
        *resource(f"{one}transfer/", f"{name}-transfer", propose),
        *resource(f"{one}request-access/", f"{name}-request-access", ask),
    ]


urlpatterns = [
    *grant_urls(Profile, PersonMixin, "profiles"),
    *grant_urls(Case, CaseMixin, "cases"),
]
