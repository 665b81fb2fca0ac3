"""Photos of a person: all of them, a new one, withdrawing one; the pictures themselves."""

from django.http import Http404

from core import policy
from core.views import FILE, ChildFormPage, ChildMixin, ObjectFormPage, ObjectMixin, ObjectPage
from documents import serving
from documents.forms import WithdrawForm
from documents.views import TakesFiles
from profiles import services
from profiles.forms.photos import PhotoForm
from profiles.models import Profile, ProfilePhoto
from profiles.views.base import PersonMixin

# As the log calls a look at a small picture.
THUMBNAIL = "thumbnail"


class PhotosMixin(PersonMixin):
    """What the pages about photos share."""

    model, tab = Profile, "details"


class PhotoList(PhotosMixin, ObjectPage):
    """Every photo, newest first, with when it was taken and whether the person agreed."""

    action = "profile.view"
    template_name = "profiles/photo_list.html"

    def get_context_data(self, **kwargs):
        seen = policy.accessible(self.request.user, "photo.view", ProfilePhoto)
        may_add = policy.can(self.request.user, "photo.add", self.object)
        photos = seen.of_person(self.object)[:50]
        return super().get_context_data(photos=photos, may_add=may_add, **kwargs)


class PhotoAdd(TakesFiles, PhotosMixin, ObjectFormPage):
    """Add a photo, which is shown from then on."""

    action, form_class = "photo.add", PhotoForm
    template_name = "profiles/photo_add.html"

    def save(self, form):
        details = dict(form.cleaned_data)
        file = details.pop("photo")
        return services.add_photo(profile=self.object, by=self.request.user, file=file, **details)

    def act(self, form):
        self.save(form)
        return self.done("Photo added. It is shown from now on.", "photos")


class PhotoFile(PhotosMixin, ChildMixin):
    """One photo. Each look at it is an event."""

    action, operation = "profile.view", FILE
    child_model, child_action, child_of = ProfilePhoto, "photo.view", "profile"

    def get(self, request, *args, **kwargs):
        return serving.response(self.child)

    def seen_detail(self):
        return {"photo": str(self.child.uuid)}


class ThumbnailMixin(ObjectMixin, abstract=True):
    """The thumbnail of a photo.

    Its event is about the photo: the page that shows it has recorded the look at the person.
    """

    operation = THUMBNAIL

    def load(self):
        super().load()
        self.photo = self.get_photo()
        if self.photo is None:
            raise Http404

    def get_photo(self):
        """The photo, or None: then there is no such page."""
        raise NotImplementedError

    def announced(self):
        return self.photo

    def get(self, request, *args, **kwargs):
        return serving.thumbnail(self.photo)


class Face(ThumbnailMixin):
    """The thumbnail of the photo that is shown now."""

    model, action = Profile, "profile.view"

    def get_photo(self):
        shown = self.object.photo_id
        return policy.get(self.request.user, "photo.view", ProfilePhoto, pk=shown)


class PhotoWithdraw(PhotosMixin, ChildFormPage):
    """Withdraw a photo, with the reason."""

    action, form_class = "profile.view", WithdrawForm
    child_model, child_action, child_of = ProfilePhoto, "photo.withdraw", "profile"
    template_name = "documents/document_act.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading="Withdraw the photo", back_url=self.address("photos"), **kwargs
        )

    def save(self, form):
        because = form.cleaned_data["because"]
        return services.withdraw_photo(photo=self.child, by=self.request.user, because=because)

    def act(self, form):
        self.save(form)
        return self.done("Photo withdrawn. Nobody can open it any more.", "photos")
