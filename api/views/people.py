"""People, for programs: the list with the filters of its page, and one person."""

from django.urls import reverse
from rest_framework.views import APIView

from access.naming import naming
from access.section_access import held_sections
from api.serializers import PersonRowSerializer, PersonSerializer
from api.views.base import ApiMixin
from core.views import ListMixin, ObjectMixin
from profiles.models import Profile
from profiles.querysets import with_identity
from profiles.selectors import with_list_columns
from profiles.views.base import PeopleMixin


class ProfileList(ApiMixin, PeopleMixin, ListMixin, APIView):
    """People the reader may see."""

    def answer(self):
        return {
            "count": self.filter.count(),
            "next": self.next_page(),
            "results": PersonRowSerializer(self.page.rows, many=True).data,
        }

    def next_page(self):
        """The address of the next page; the filters stay as they are."""
        if self.page.next_cursor is None:
            return None
        query = self.request.GET.copy()
        query["after"] = self.page.next_cursor
        return f"{reverse('api:profile-list')}?{query.urlencode()}"


class ProfileDetail(ApiMixin, ObjectMixin, APIView):
    """Who one person is, and which sections of the record the reader holds."""

    model, action = Profile, "profile.view"

    def answer(self):
        with_list_columns([self.object], self.request.user)
        with_identity(self.object)
        reader, person = self.request.user, self.object
        told = {"held": held_sections(reader, person), "names": naming(reader, person)}
        return PersonSerializer(person, context=told).data
