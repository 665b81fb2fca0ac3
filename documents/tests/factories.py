"""Makes lists of choices of documents, and what a browser would send."""

from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from documents.checks import check, check_photo
from documents.models import DocumentKind
from documents.tests.hostile import PDF, PNG


class DocumentKindFactory(DjangoModelFactory):
    class Meta:
        model = DocumentKind
        django_get_or_create = ("code",)

    code = "letter"
    name = "Letter"


def sent(name="Letter of 3 May.pdf", data=PDF):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)


def checked(name="Letter of 3 May.pdf", data=PDF):
    return check(sent(name, data))


def checked_photo(name="face.png", data=PNG):
    return check_photo(sent(name, data))
