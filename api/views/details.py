"""Details of a person, for programs: all that the page of details shows, one kind, one of them.

They are added, corrected and ended too, each by the form of its kind.

Of a section, they need its scope: addresses and phones have one of their own.
"""

from django.utils.functional import cached_property
from rest_framework.views import APIView

from api.parameters import MOST_COUNTED, Parameter
from api.problems import wrong_parameter
from api.routes import resource
from api.scopes import READ, has_scope
from api.sending import Beside
from api.serializers.details import DetailSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from api.views.people import clash
from api.views.writing import ApiCreate, ApiEdit
from core import policy
from core.paging import Page, capped, decode, encode
from core.views import ChildMixin, ObjectMixin
from profiles.views import details as pages
from profiles.views.base import PersonMixin

SHARED = "shared_with"
SOMEBODY_HAS_IT = (
    "Somebody else has this number. If both have it, send the call again with their uuids as "
    "“shared_with”."
)
KIND, IDENTITY, CONTACT = "kind", "people", "contact_details"
# By the section of a kind: the resource whose scopes are asked for, and the action of a look.
RESOURCES = {"": IDENTITY, CONTACT: CONTACT, "log": "log"}
LOOKS = {
    "": "profile.view",
    CONTACT: "profile.view_contact_details",
    "log": "profile.view_programmes",
}
OF_KIND = Parameter(
    "The one kind that is asked for. Without it, all that the client may read, but programmes",
    {slug: kind.title for slug, kind in pages.KINDS.items()},
)


class InScopeOfSection:
    """Goes first: the scope that a call needs is that of the section of its kind of details."""

    resource = IDENTITY

    @property
    def slug(self):
        return self.kwargs[KIND]

    def lacking_for(self, request, method):
        kind = pages.KINDS.get(self.slug)
        resource_asked = RESOURCES[kind.section if kind else ""]
        needed = self.scope_for(method).replace(IDENTITY, resource_asked)
        return "" if has_scope(request, needed) else needed


class ReadsKind(pages.KindMixin):
    """One kind of details, read as on the page that lists it."""

    actions = frozenset(LOOKS.values())

    def get_action(self):
        return LOOKS[self.section]


class DetailRows(ApiChildList):
    """Goes before lists of details: `kinds()` in their order, each in that of the page."""

    row = DetailSerializer

    def kinds(self):
        """The kinds that are told, in their order: each list says which."""
        raise NotImplementedError

    @cached_property
    def found(self):
        return [
            {"kind": kind.slug, "detail": detail}
            for kind in self.kinds()
            for detail in getattr(self.object, kind.related).with_words()
        ]

    @cached_property
    def page(self):
        keys = [(row["kind"], row["detail"].pk) for row in self.found]
        place = decode(self.after, (str, int))
        begin = keys.index(place) + 1 if place in keys else 0
        end = begin + self.limit
        cursor = encode(*keys[end - 1]) if end < len(keys) else None
        return Page(self.found[begin:end], next_cursor=cursor, is_first=begin == 0)

    def count(self):
        return capped(len(self.found), MOST_COUNTED)


class DetailList(InScopeOfSection, DetailRows, PersonMixin, ObjectMixin, APIView):
    """The details of a person. Addresses and phones need `contact_details:read`."""

    queries, parameters = (KIND,), {KIND: OF_KIND}
    actions, tab = frozenset(LOOKS.values()), "details"

    @property
    def slug(self):
        return self.request.GET.get(KIND, "")

    @property
    def kind(self):
        """The one that is asked for, if there is such a kind."""
        return pages.KINDS.get(self.slug)

    def get_action(self):
        return LOOKS[self.kind.section if self.kind else ""]

    def check_queries(self, request):
        super().check_queries(request)
        if KIND in request.GET and self.kind is None:
            raise wrong_parameter(KIND, f"Choose one of these: {', '.join(pages.KINDS)}.")

    def kinds(self):
        if self.kind:
            return [self.kind]
        told = {"", CONTACT} if self.tells_contact else {""}
        on_page = [kind for kind in pages.KINDS.values() if kind.page == "details"]
        return [kind for kind in on_page if kind.section in told]

    @property
    def tells_contact(self):
        """Does the reader hold the section, and has the client its scope?"""
        return CONTACT in self.held and has_scope(self.request, f"{CONTACT}:{READ}")

    @property
    def section(self):
        if self.kind:
            return self.kind.section
        return CONTACT if self.tells_contact else ""


class KindList(InScopeOfSection, DetailRows, ReadsKind, ObjectMixin, APIView):
    """The details of one kind. Addresses and phones need `contact_details:read`."""

    def kinds(self):
        return [self.kind]


class DetailOne(InScopeOfSection, ApiDetail, ReadsKind, ChildMixin, APIView):
    """One detail. An address or phone needs `contact_details:read`."""

    child_models = frozenset(kind.model for kind in pages.KINDS.values())
    child_action, child_of = "profile.view", "profile"
    answers, as_page = DetailSerializer, "profiles:detail-edit"

    def get_child_model(self):
        return self.kind.model

    def shown(self):
        return {"kind": self.kind.slug, "detail": self.child}


# ---- Writing ------------------------------------------------------------------------------------
class WritesKind(InScopeOfSection):
    """Goes before what writes a detail. A number that somebody else has is asked about (409)."""

    shown_at, takes, conflicts = "api:detail", (SHARED,), True

    @property
    def beside(self):
        """What identifiers alone take, as a list."""
        words = "People who were shown to have the number too, each by uuid"
        return {SHARED: Beside("list", words)} if SHARED in self.kind.form.base_fields else {}

    def changed_body(self, body):
        return {**body, SHARED: " ".join(body[SHARED] or ())} if SHARED in body else body

    def saved(self, form):
        if form.is_valid() and SHARED in form.cleaned_data:
            known = set(form.cleaned_data.pop(SHARED).split())
            self.look_for(form.cleaned_data["value"])
            if not known.issuperset(str(one.person.uuid) for one in self.duplicates):
                raise clash(self.request, self.duplicates, SOMEBODY_HAS_IT)
        return super().saved(form)

    def place_of(self, saved):
        return [self.object.uuid, self.kind.slug, saved.uuid]


class DetailAdd(WritesKind, ApiCreate, pages.DetailAdd, APIView):
    """Adds a detail. An address or phone needs `contact_details:write`."""


class DetailEdit(WritesKind, ApiEdit, pages.DetailEdit, APIView):
    """Corrects a detail or ends it. An address or phone needs `contact_details:write`."""

    as_page = "profiles:detail-edit"

    def lock(self):
        """The person first, as the service does."""
        super().lock()
        self.child = policy.lock(self.request.user, self.child_action, self.child)

    def locked(self):
        return self.child


ALL = "profiles/<uuid:uuid>/details/"
OF_ONE_KIND = f"{ALL}<slug:kind>/"
urlpatterns = [
    *resource(ALL, "details", DetailList),
    *resource(OF_ONE_KIND, "details-of-kind", KindList, create=DetailAdd),
    *resource(f"{OF_ONE_KIND}<uuid:child>/", "detail", DetailOne, edit=DetailEdit),
]
