"""Makes files and photos of people for tests."""

import factory
from factory.django import DjangoModelFactory

from documents.services import add_documents
from documents.tests.factories import DocumentKindFactory, checked, drawn
from profiles import services
from profiles.models import (
    ProfileDocument,
    ProfilePhoto,
)
from profiles.tests.factories.people import ProfileFactory


class ProfileDocumentFactory(DjangoModelFactory):
    """A letter in the person's record, added through the service."""

    class Meta:
        model = ProfileDocument

    profile = factory.SubFactory(ProfileFactory)

    @classmethod
    def _create(cls, model_class, *args, profile, by=None, file=None, **details):
        details = {"kind": DocumentKindFactory(), "marking": "official-sensitive", **details}
        return add_documents(
            model=model_class,
            to=profile,
            by=by or profile.created_by,
            files=[file or checked()],
            **details,
        )[0]


class ProfilePhotoFactory(DjangoModelFactory):
    """The photo of the person that is shown, added through the service."""

    class Meta:
        model = ProfilePhoto

    profile = factory.SubFactory(ProfileFactory)

    @classmethod
    def _create(cls, model_class, *args, profile, by=None, **details):
        details = {"consent": "given", "consent_note": "In person", **details}
        return services.add_photo(
            profile=profile, by=by or profile.created_by, file=drawn(), **details
        )
