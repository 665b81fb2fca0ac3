"""Photos of a person, for programs: each, the picture, adding and withdrawing one."""

from rest_framework.views import APIView

from api.routes import resource
from api.serializers.photos import PhotoSerializer
from api.views.base import ApiDetail
from api.views.documents import BringsFile, StoredContent
from api.views.lists import ApiChildList
from api.views.writing import ApiAct, ApiCreate
from core import policy
from core.views import ChildMixin, ObjectMixin
from profiles.models import ProfilePhoto
from profiles.views import photos as pages

FILE, WITHDRAW = "profiles:photo-file", "profiles:photo-withdraw"


class PhotoRows(ApiChildList, pages.PhotosMixin, ObjectMixin, APIView):
    """The photos of a person, newest first. Of those that were withdrawn, only why."""

    action = "profile.view"
    resource, row, keys = "people", PhotoSerializer, ("pk",)

    def rows(self):
        seen = policy.accessible(self.request.user, "photo.view", ProfilePhoto)
        return seen.of_person(self.object)


class OnePhoto(ApiDetail, pages.PhotosMixin, ChildMixin, APIView):
    """What is said about one photo. The picture is read at `file/`."""

    action = "profile.view"
    child_model, child_action, child_of = ProfilePhoto, "photo.view", "profile"
    resource, answers, as_page = "people", PhotoSerializer, FILE


class PhotoFile(StoredContent, pages.PhotoFile, APIView):
    """The picture. Each look at it is an event."""

    resource, as_page = "people", FILE


class PhotoAdd(BringsFile, ApiCreate, pages.PhotoAdd, APIView):
    """Adds a photo, which is shown from then on, on galleries too."""

    resource, shown_at = "people", "api:photo"


class PhotoWithdraw(ApiAct, pages.PhotoWithdraw, APIView):
    """Withdraws a photo, with the reason: nobody opens it any more. The one before is shown."""

    resource, shown_at, as_page = "people", "api:photo", WITHDRAW


BELOW = "profiles/<uuid:uuid>/photos/"
ONE = f"{BELOW}<uuid:child>/"
urlpatterns = [
    *resource(BELOW, "photos", PhotoRows, create=PhotoAdd),
    *resource(ONE, "photo", OnePhoto),
    *resource(f"{ONE}file/", "photo-file", PhotoFile),
    *resource(f"{ONE}withdraw/", "photo-withdraw", PhotoWithdraw),
]
