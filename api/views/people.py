"""People, for programs: the list with the filters of its page, one person, and who they are."""

from rest_framework.views import APIView

from access.naming import naming
from access.section_access import held_sections
from api.routes import resource
from api.serializers.people import PersonRowSerializer, PersonSerializer
from api.views.base import ApiDetail, ApiList
from api.views.writing import ApiEdit
from core.views import ListMixin, ObjectMixin
from profiles.models import Profile
from profiles.querysets import with_identity
from profiles.selectors import with_list_columns
from profiles.views import people as pages
from profiles.views.base import PeopleMixin


class ProfileList(ApiList, PeopleMixin, ListMixin, APIView):
    """People the reader may see."""

    resource, row = "people", PersonRowSerializer


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


class ProfileEdit(ApiEdit, pages.ProfileEdit, APIView):
    """Changes who a person is."""

    resource, shown_at = "people", "api:profile"

    def place_of(self, saved):
        return [saved.uuid]


urlpatterns = [
    *resource("profiles/", "profile-list", ProfileList),
    *resource("profiles/<uuid:uuid>/", "profile", ProfileDetail, edit=ProfileEdit),
]
