"""Anxieties and needs of a person, for programs: all of them, and one. They are read."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.needs import NeedSerializer
from api.views.base import ApiDetail
from api.views.lists import ApiChildList
from core.views import ObjectMixin
from profiles.needs import needs_of
from profiles.views import needs as pages


class NeedList(ApiChildList, pages.NeedsMixin, ObjectMixin, APIView):
    """Anxieties and needs of a person with their steps, the latest first, open or resolved."""

    action = "profile.view_needs"
    resource, row, keys = "log", NeedSerializer, ("pk",)

    def rows(self):
        return needs_of(self.object, self.request.user).with_steps()


class NeedDetail(ApiDetail, pages.OneNeed, APIView):
    """One anxiety or need, with its steps."""

    resource, answers, as_page = "log", NeedSerializer, "profiles:need"


OF_PERSON = "profiles/<uuid:uuid>/needs/"
urlpatterns = [
    *resource(OF_PERSON, "needs", NeedList),
    *resource(f"{OF_PERSON}<uuid:child>/", "need", NeedDetail),
]
