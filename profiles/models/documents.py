"""Files and photos of a person."""

from django.db import models
from simple_history.models import HistoricalRecords

from documents.models import Document, Photo
from profiles.models.person import Profile
from profiles.querysets import PhotoQuerySet, ProfileDocumentQuerySet


class ProfileDocument(Document):
    """A file in a person's record, in one of its versions."""

    view_action, add_action = "profile.view_documents", "document.add"
    exported_as = "documents"

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="documents")

    objects = ProfileDocumentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Document.Meta):
        verbose_name = "document"

    class Sensitivity:
        public = "profile"


class ProfilePhoto(Photo):
    """A photo of a person. The one that is shown now is named by the person's record."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="photos")

    objects = PhotoQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta(Photo.Meta):
        verbose_name = "photo"

    class Sensitivity:
        public = "profile"
