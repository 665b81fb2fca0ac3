"""People, for programs: the list with the filters of its page, one person, and who they are."""

from typing import ClassVar

from rest_framework.views import APIView

from access.naming import naming
from access.section_access import held_sections
from api.parameters import Parameter
from api.problems import ProblemError, wrong_parameter
from api.routes import resource
from api.scopes import has_scope
from api.sending import Beside
from api.serializers.people import PersonRowSerializer, PersonSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiList
from api.views.writing import ApiCreate, ApiEdit
from core.views import ListMixin, ObjectMixin
from profiles.filters import PeopleFilter
from profiles.models import Profile
from profiles.querysets import with_identity
from profiles.search import WAYS
from profiles.selectors import with_list_columns
from profiles.views import creating
from profiles.views import people as pages
from profiles.views.base import PeopleMixin

# Filters that read a section of records, by the scope of that section.
OF_SECTION = {
    "risk": "risk:read",
    "review": "risk:read",
    "contact": "log:read",
    "report": "reports:read",
}


UNLIKE = (
    "There may be a record already. If these are other people, send the call again with their "
    "uuids as “unlike”."
)
# The order by last activity says in whose log something was written last.
ACTIVITY = "-activity"


BY = Parameter("The one way in which `q` is looked for. Without it, each in turn", WAYS)


class ProfileList(ApiList, PeopleMixin, ListMixin, APIView):
    """People the reader may see."""

    resource, row, filters = "people", PersonRowSerializer, PeopleFilter
    parameters: ClassVar = {"by": BY}

    def check_queries(self, request):
        """What a filter reads of a section is for clients with the scope of that section."""
        super().check_queries(request)
        if request.GET.get("by", "").strip() not in ("", *WAYS):
            raise wrong_parameter("by", f"Choose one of these: {', '.join(WAYS)}.")
        needed = {name: OF_SECTION[name] for name in request.GET.keys() & OF_SECTION.keys()}
        if request.GET.get("sort", "").strip() == ACTIVITY:
            needed[f"sort={ACTIVITY}"] = "log:read"
        for name, scope in needed.items():
            if not has_scope(request, scope):
                raise ProblemError(
                    403,
                    "insufficient-scope",
                    f"To ask for “{name}”, this client needs the scope {scope}.",
                )


class ProfileDetail(ApiDetail, ObjectMixin, APIView):
    """Who one person is, and which sections of the record the reader holds."""

    model, action = Profile, "profile.view"
    resource, answers = "people", PersonSerializer

    def shown(self):
        with_list_columns([self.object], self.request.user)
        with_identity(self.object)
        return self.object

    def context(self):
        reader, person = self.request.user, self.object
        told = {"held": held_sections(reader, person), "names": naming(reader, person)}
        return {**super().context(), **told}


class ProfileCreate(ApiCreate, creating.ProfileCreate, APIView):
    """Opens a record of a person, unless there may be one already.

    Possible duplicates are answered with 409. If they are other people, the call is sent again
    with their uuids as `unlike`.
    """

    resource, shown_at, takes, conflicts = "people", "api:profile", ("unlike",), True
    beside = {"unlike": Beside("list", "People who are not this person, each by uuid")}

    def place_of(self, saved):
        return [saved.uuid]

    def changed_body(self, body):
        return {**body, "unlike": " ".join(body.get("unlike") or ())}

    def saved(self, form):
        if form.is_valid():
            self.look_for(form.cleaned_data)
            known = set(form.cleaned_data["unlike"].split())
            if not known.issuperset(str(one.person.uuid) for one in self.duplicates):
                raise clash(self.request, self.duplicates, UNLIKE)
        return super().saved(form)


def clash(request, duplicates, words):
    """Who may be the same; what is known of them, to clients that read people."""
    reads = has_scope(request, "people:read")
    return ProblemError(
        409,
        "possible-duplicates",
        words,
        duplicates=[
            {
                "uuid": str(one.person.uuid),
                "reference": one.person.reference,
                "managed_by": str(one.person.owner_team),
                "because": one.because if reads and one.is_seen else "",
                **({"name": one.person.name} if reads and one.is_seen else {}),
            }
            for one in duplicates
        ],
    )


class ProfileEdit(ApiEdit, pages.ProfileEdit, APIView):
    """Changes who a person is."""

    resource, shown_at = "people", "api:profile"

    def place_of(self, saved):
        return [saved.uuid]


urlpatterns = [
    *resource("profiles/", "profile-list", ProfileList, create=ProfileCreate),
    *resource("profiles/<uuid:uuid>/", "profile", ProfileDetail, edit=ProfileEdit),
]
